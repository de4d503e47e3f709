import { Button, Group, NativeSelect, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconCircleX, IconDownload, IconInfoCircle } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import type { About } from '../about.ts';
import { useLanguage, useWords } from '../language.ts';
import { useMay } from '../session.ts';
import { formatInstant } from '../ui/format.ts';
import { Panel } from '../ui/panel.tsx';
import { Failed } from '../ui/states.tsx';
import { groupName, measureName } from './names.ts';
import { type Finding, type Findings, type FollowUpState, followUp } from './queries.ts';

const icons: Readonly<Record<Finding['severity'], ReactNode>> = {
  error: <IconCircleX size={16} aria-hidden />,
  warning: <IconAlertTriangle size={16} aria-hidden />,
  note: <IconInfoCircle size={16} aria-hidden />,
};
const followUpStates: readonly FollowUpState[] = ['open', 'checked', 'accepted'];
const shownFirst = 8;

/** The broken rules of a month. */
export function RuleFindings({ findings, csvHref }: { findings: Findings; csvHref: string }) {
  const t = useWords();
  const list = findings.findings.filter(({ rule }) => rule !== 'outlier');
  return (
    <Panel
      title={t('quality.findings')}
      actions={
        <Button
          component="a"
          href={csvHref}
          download
          size="xs"
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('quality.findingsCsv')}
        </Button>
      }
    >
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('quality.findingsDetail')}
      </Text>
      {list.length === 0 ? <Text mt="sm">{t('quality.noFindings')}</Text> : <FindingList findings={list} />}
    </Panel>
  );
}

/** Values far from what is usual, and what could not be judged. */
export function OutlierFindings({ findings, about }: { findings: Findings; about: About }) {
  const t = useWords();
  const language = useLanguage();
  const list = findings.findings.filter(({ rule }) => rule === 'outlier');
  const { evaluated, notEvaluated } = findings.outliers;
  return (
    <Panel title={t('quality.outliers')}>
      <Text size="sm" className="soft" mt={4} maw={760}>
        {t('quality.outliersDetail', { count: evaluated })}
      </Text>
      {list.length === 0 ? (
        <Text mt="sm">{t(evaluated === 0 ? 'quality.nothingEvaluated' : 'quality.noOutliers')}</Text>
      ) : (
        <FindingList findings={list} />
      )}
      {notEvaluated.length > 0 ? (
        <details style={{ marginTop: '0.8rem' }}>
          <summary>{t('quality.notEvaluated', { count: notEvaluated.length })}</summary>
          <ul className="plain" style={{ fontSize: '0.88rem' }}>
            {notEvaluated.map((one) => (
              <li key={`${one.noun} ${one.channel} ${one.measure} ${one.grain} ${one.reason}`}>
                {groupName(one, about, language, t)}, {measureName(one, language, t)} (
                {t(`quality.grains.${one.grain}`)}
                ): {t(`quality.notEvaluatedReasons.${one.reason}`, { count: one.values })}
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </Panel>
  );
}

function FindingList({ findings }: { findings: readonly Finding[] }) {
  const t = useWords();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? findings : findings.slice(0, shownFirst);
  return (
    <>
      <ul className="findings">
        {shown.map((finding) => (
          <FindingItem key={finding.id} finding={finding} />
        ))}
      </ul>
      {findings.length > shown.length ? (
        <Button size="xs" variant="default" onClick={() => setShowsAll(true)}>
          {t('quality.showAll', { count: findings.length })}
        </Button>
      ) : null}
    </>
  );
}

function FindingItem({ finding }: { finding: Finding }) {
  const t = useWords();
  const language = useLanguage();
  const may = useMay();
  const [isEditing, setEditing] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  // The keyboard goes on where it was before the form opened.
  const close = () => {
    setEditing(false);
    requestAnimationFrame(() => opener.current?.focus());
  };
  const { severity, sentence, figures, followUp: done } = finding;
  return (
    <li>
      <Group gap="xs">
        <span className={`severity severity-${severity}`}>
          <span style={{ verticalAlign: '-0.2em', marginInlineEnd: 4 }}>{icons[severity]}</span>
          {t(`quality.severities.${severity}`)}
        </span>
        <span className="soft" style={{ fontSize: '0.82rem' }}>
          {t(`quality.followUps.${done.state}`)}
          {done.changedAt === null ? '' : ` · ${formatInstant(done.changedAt, language)}`}
        </span>
      </Group>
      <p>{sentence}</p>
      {done.comment === '' ? null : (
        <p>
          <span className="soft">{t('quality.comment')}:</span> {done.comment}
        </p>
      )}
      <Group gap="md" align="flex-start">
        {isEditing || !may('followUp') ? null : (
          <Button
            ref={opener}
            size="compact-sm"
            variant="default"
            aria-label={`${t('quality.followUp')}: ${sentence}`}
            onClick={() => setEditing(true)}
          >
            {t('quality.followUp')}
          </Button>
        )}
        <details style={{ fontSize: '0.82rem' }}>
          <summary>
            {t('quality.figuresInvolved', { count: figures.length })}
            <span className="hidden">: {sentence}</span>
          </summary>
          <ul className="plain">
            {figures.map(({ noun, key }) => (
              <li key={`${noun} ${key.join(' ')}`}>
                <code>
                  {noun}: {key.join(' · ')}
                </code>
              </li>
            ))}
          </ul>
        </details>
      </Group>
      {isEditing ? <FollowUpForm finding={finding} onDone={close} /> : null}
    </li>
  );
}

function FollowUpForm({ finding, onDone }: { finding: Finding; onDone: () => void }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const { state: before, comment: said } = finding.followUp;
  const [state, setState] = useState<FollowUpState>(before === 'open' ? 'checked' : before);
  const [comment, setComment] = useState(said);
  const save = useMutation({
    mutationFn: () => followUp(finding.id, { state, comment }, language),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: ['quality'] });
      onDone();
    },
  });
  return (
    <form
      style={{ marginTop: '0.6rem', maxWidth: 560 }}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <NativeSelect
        label={t('quality.mark')}
        value={state}
        data={followUpStates.map((value) => ({ value, label: t(`quality.followUps.${value}`) }))}
        onChange={({ currentTarget: { value } }) => setState(value as FollowUpState)}
      />
      <Textarea
        mt="xs"
        label={t('quality.comment')}
        maxLength={2000}
        autosize
        minRows={2}
        value={comment}
        onChange={({ currentTarget: { value } }) => setComment(value)}
      />
      {save.isError ? <Failed error={save.error} retry={() => save.mutate()} /> : null}
      <Group gap="xs" mt="xs">
        <Button size="xs" type="submit" loading={save.isPending}>
          {t('quality.save')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t('quality.cancel')}
        </Button>
      </Group>
    </form>
  );
}
