import { Text } from '@mantine/core';
import { IconCircleCheck, IconCircleX, IconHelpCircle, IconTrendingDown, IconTrendingUp } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatMonth } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { monthsUntil } from './months.ts';
import { type Target, targetsQuery } from './queries.ts';
import { arithmeticInWords, indicatorName, valueInWords } from './wording.ts';

/** Word and shape of a state; colour is not needed to tell them apart. */
export function TargetState({ state }: Pick<Target, 'state'>) {
  const t = useWords();
  const Icon = {
    reached: IconCircleCheck,
    missed: IconCircleX,
    'on-track': IconTrendingUp,
    behind: IconTrendingDown,
    'not-known': IconHelpCircle,
  }[state];
  return (
    <span style={{ whiteSpace: 'nowrap', fontWeight: 600 }}>
      <Icon size={17} aria-hidden style={{ verticalAlign: '-3px', marginInlineEnd: 5 }} />
      {t(`targets.states.${state}`)}
    </span>
  );
}

/** Sasaran: how this month stands and how the last one ended, with the arithmetic in words. */
export function TargetsPanel({ about, office }: { about: About; office: string | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const [before, now] = monthsUntil(about.today);
  const targets = useQuery(targetsQuery({ office, from: `${before}-01`, to: about.today }));
  const settings = may('writeRecords') ? (
    <Link to="/pengaturan" search={{ lang: language === 'id' ? undefined : language, tab: 'sasaran' }}>
      {t('targets.edit')}
    </Link>
  ) : undefined;
  return (
    <Panel title={t('targets.title')} actions={settings}>
      {targets.isError ? (
        <Failed error={targets.error} retry={() => void targets.refetch()} />
      ) : targets.isPending ? (
        <Loading height={120} />
      ) : targets.data.targets.length === 0 ? (
        <Text mt="xs" maw={720}>
          {t('targets.none')}
        </Text>
      ) : (
        [now, before].map((month) => (
          <MonthTargets
            key={month}
            month={month}
            targets={targets.data.targets.filter((target) => target.month === month)}
            about={about}
          />
        ))
      )}
    </Panel>
  );
}

function MonthTargets({ month, targets, about }: { month: string; targets: readonly Target[]; about: About }) {
  const t = useWords();
  const language = useLanguage();
  const name = formatMonth(`${month}-01`, language);
  if (targets.length === 0) {
    return (
      <Text size="sm" className="soft" mt="sm">
        {t('targets.noneIn', { month: name })}
      </Text>
    );
  }
  const nameOf = (target: Target) => {
    const channel = about.channels.find(({ id }) => id === target.channel);
    const channelName = channel ? (language === 'id' ? channel.nameId : channel.nameEn) : target.channel;
    return [indicatorName(target.indicator, language), channelName, target.campaign]
      .filter((part) => part !== null)
      .join(' · ');
  };
  return (
    <div style={{ marginTop: '0.7rem' }}>
      <Text size="sm" fw={600} component="h3" m={0}>
        {name}
      </Text>
      <ScrollTable name={`${t('targets.title')}, ${name}`}>
        <thead>
          <tr>
            <th scope="col">{t('targets.indicator')}</th>
            <th scope="col" className="end">
              {t('targets.target')}
            </th>
            <th scope="col">{t('targets.state')}</th>
            <th scope="col">{t('targets.arithmetic')}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <tr key={`${target.indicator} ${target.channel} ${target.campaign}`}>
              <th scope="row" style={{ whiteSpace: 'normal', minWidth: 130 }}>
                {nameOf(target)}
              </th>
              <td className="end">{valueInWords(target.target, target.unit, t, language)}</td>
              <td>
                <TargetState state={target.state} />
              </td>
              <td style={{ minWidth: 240 }}>
                {arithmeticInWords(target, t, language)}
                {target.note ? <div className="soft">{target.note}</div> : null}
              </td>
            </tr>
          ))}
        </tbody>
      </ScrollTable>
    </div>
  );
}

/** The target of the share beside the share itself: how this month stands against it. */
export function ShareTarget({ about, office }: { about: About; office: string | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const [before] = monthsUntil(about.today);
  const targets = useQuery(targetsQuery({ office, from: `${before}-01`, to: about.today }));
  const found = targets.data?.targets.find(
    ({ month, indicator, campaign }) =>
      month === about.today.slice(0, 7) && indicator === 'uptake-share' && campaign === null,
  );
  if (!found) return null;
  return (
    <Text size="sm" className="numbers">
      {t('targets.shareThisMonth', {
        month: formatMonth(`${found.month}-01`, language),
        target: valueInWords(found.target, found.unit, t, language),
      })}{' '}
      <TargetState state={found.state} />. {arithmeticInWords(found, t, language)}
    </Text>
  );
}
