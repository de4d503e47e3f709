import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatDay, formatShare } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed, Loading } from '../ui/states.tsx';
import { ProposeForm } from './propose-form.tsx';
import { type Switchings, switchingQuery } from './queries.ts';
import { SwitchingDetail } from './switching-detail.tsx';

/** Randomised schedules: those there are, the one that is open, how long one must be, and a new one. */
export function SwitchingPanel({
  switchings,
  about,
  office,
  open,
  onOpen,
}: {
  switchings: Switchings;
  about: About;
  office: string | undefined;
  /** Of the schedule that is open. */
  open: string | undefined;
  onOpen: (id: string | undefined) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const nameOf = (arm: string) => {
    const channel = about.channels.find(({ id }) => id === arm);
    return channel ? (language === 'id' ? channel.nameId : channel.nameEn) : t('switching.off');
  };
  const { power } = switchings;
  return (
    <Stack gap="md" mt="xs">
      <Text maw={820}>{t('switching.lead')}</Text>
      {switchings.switchings.length === 0 ? (
        <Text className="soft">{t('switching.none')}</Text>
      ) : (
        <ScrollTable name={t('switching.title')}>
          <thead>
            <tr>
              <th scope="col">{t('switching.name')}</th>
              <th scope="col">{t('filter.channels')}</th>
              <th scope="col">{t('switching.when')}</th>
              <th scope="col">{t('switching.state')}</th>
            </tr>
          </thead>
          <tbody>
            {switchings.switchings.map(({ id, name, channels, from, to, state, weeks }) => (
              <tr key={id}>
                <th scope="row">
                  <button
                    type="button"
                    className="link"
                    aria-expanded={open === String(id)}
                    onClick={() => onOpen(open === String(id) ? undefined : String(id))}
                  >
                    {name}
                  </button>
                </th>
                <td>{channels.map(nameOf).join(', ')}</td>
                <td style={{ whiteSpace: 'nowrap' }}>
                  {formatDay(from, language)} – {formatDay(to, language)} (
                  {t('switching.weeksCount', { count: weeks.length })})
                </td>
                <td>{t(`switching.states.${state}`)}</td>
              </tr>
            ))}
          </tbody>
        </ScrollTable>
      )}
      {open !== undefined ? <Opened key={open} id={open} nameOf={nameOf} today={switchings.today} /> : null}
      <details>
        <summary>{t('switching.power')}</summary>
        {power.weeklySd === null ? (
          <Text size="sm">{t('switching.noMde')}</Text>
        ) : (
          <>
            <Text size="sm" mt="xs" maw={820}>
              {t('switching.powerNote', { weeks: power.basedOnWeeks })}
            </Text>
            <ScrollTable name={t('switching.power')}>
              <thead>
                <tr>
                  <th scope="col">{t('switching.weeks')}</th>
                  <th scope="col" className="end">
                    {t('switching.smallestChange')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {power.lengths.map(({ weeks, mde }) => (
                  <tr key={weeks}>
                    <th scope="row">{t('switching.weeksCount', { count: weeks })}</th>
                    <td className="end">{formatShare(mde, language, 0)}</td>
                  </tr>
                ))}
              </tbody>
            </ScrollTable>
          </>
        )}
      </details>
      {may('proposeSwitching') ? (
        <div className="no-print">
          <Title order={3} size="h4" mb="xs">
            {t('switching.propose')}
          </Title>
          <ProposeForm key={office ?? ''} about={about} office={office} onDeclared={(id) => onOpen(String(id))} />
        </div>
      ) : null}
    </Stack>
  );
}

function Opened({ id, nameOf, today }: { id: string; nameOf: (arm: string) => string; today: string }) {
  const language = useLanguage();
  const one = useQuery(switchingQuery(id, language));
  if (one.isError) return <Failed error={one.error} retry={() => void one.refetch()} />;
  if (one.isPending) return <Loading height={240} />;
  return (
    <section
      aria-label={one.data.name}
      style={{ borderInlineStart: '3px solid var(--electronic)', paddingInlineStart: '1rem' }}
    >
      <Title order={3} size="h4">
        {one.data.name}
      </Title>
      <SwitchingDetail switching={one.data} nameOf={nameOf} today={today} />
    </section>
  );
}
