import { Button, Group, Text, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatInstant } from '../ui/format.ts';
import { Failed, Loading } from '../ui/states.tsx';
import type { Draft } from './drafts.ts';
import { type GridCell, historyQuery, keepComment } from './queries.ts';
import { valuesInWords } from './words.ts';

/** What is known of the chosen cell: its value and where it is from, a remark on it, and its history. */
export function CellPanel({
  cell,
  label,
  draft,
  remarks,
  onGiveUp,
}: {
  cell: GridCell;
  label: string;
  draft: Draft | undefined;
  /** Remarks that were written and not kept yet: another cell may be looked at meanwhile. */
  remarks: Map<string, string>;
  onGiveUp: () => void;
}) {
  const t = useWords();
  const language = useLanguage();
  const { origin, days, before } = cell;
  const count = (value: number) => formatCount(value, language);
  return (
    <section className="panel entry-panel" aria-label={t('entry.chosen')}>
      <h2>{label}</h2>
      {draft?.state === 'refused' ? (
        <div className="entry-reason">
          <strong>
            <span aria-hidden>✕ </span>
            {t('entry.refusedText', { text: draft.text === '' ? '–' : draft.text })}
          </strong>
          <div>{draft.reason}</div>
          <Button size="compact-sm" variant="default" mt={6} onClick={onGiveUp}>
            {t('entry.giveUp')}
          </Button>
        </div>
      ) : null}
      <dl className="entry-facts">
        <dt>{t('entry.value')}</dt>
        <dd className="numbers">{cell.value === null ? t('entry.notReported') : count(cell.value)}</dd>
        {origin && cell.value !== null ? (
          <>
            <dt>{t('entry.origin')}</dt>
            <dd>
              {origin.byHand ? t('entry.byHand') : origin.file}
              <div className="soft">
                {formatInstant(origin.at, language)}
                {origin.by === null ? '' : ` · ${origin.by}`}
              </div>
            </dd>
          </>
        ) : null}
        {days ? (
          <>
            <dt>{t('entry.days')}</dt>
            <dd className="numbers">
              {days.value === null
                ? t('entry.daysNotAdded', { days: days.count })
                : t('entry.daysOf', { count: count(days.value), days: days.count })}
            </dd>
          </>
        ) : null}
        <dt>{cell.grain === 'day' ? t('entry.beforeDay') : t('entry.beforeMonth')}</dt>
        <dd className="numbers">
          {before === null ? t('entry.notReported') : count(before)}
          {cell.differs ? (
            <div className="entry-differs">
              <span aria-hidden>{cell.value !== null && before !== null && cell.value > before ? '▲ ' : '▼ '}</span>
              {t('entry.differs')}
            </div>
          ) : null}
        </dd>
        {cell.editable ? null : (
          <>
            <dt>{t('entry.locked')}</dt>
            <dd>{t('entry.lockedWhy')}</dd>
          </>
        )}
      </dl>
      <Remark key={JSON.stringify(cell.key)} cell={cell} unkept={remarks} />
      <History cell={cell} />
    </section>
  );
}

function Remark({ cell, unkept }: { cell: GridCell; unkept: Map<string, string> }) {
  const t = useWords();
  const cache = useQueryClient();
  const name = `${cell.noun}${JSON.stringify(cell.key)}`;
  const stored = cell.comment ?? '';
  const [text, setText] = useState(unkept.get(name) ?? stored);
  const keep = useMutation({
    mutationFn: () => keepComment(cell.noun, cell.key, text),
    onSuccess: async () => {
      unkept.delete(name);
      await cache.invalidateQueries({ queryKey: ['entry'] });
    },
  });
  const isChanged = text.trim() !== stored;
  useEffect(() => {
    if (isChanged) unkept.set(name, text);
    else unkept.delete(name);
  }, [unkept, name, text, isChanged]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep.mutate();
      }}
    >
      <Textarea
        label={t('entry.comment')}
        description={t('entry.commentDetail')}
        styles={{ description: { color: 'var(--ink-soft)' } }}
        autosize
        minRows={2}
        maxLength={2000}
        value={text}
        onChange={({ currentTarget: { value } }) => setText(value)}
      />
      <Group gap="sm" mt={6}>
        <Button type="submit" size="compact-sm" disabled={!isChanged} loading={keep.isPending}>
          {t('entry.keepComment')}
        </Button>
        <Text size="sm" className="soft" role="status">
          {keep.isSuccess && !isChanged ? t('entry.commentKept') : ''}
        </Text>
      </Group>
      {keep.isError ? <Failed error={keep.error} retry={() => keep.mutate()} /> : null}
    </form>
  );
}

function History({ cell }: { cell: GridCell }) {
  const t = useWords();
  const language = useLanguage();
  // Arrows run over many cells; only the one where they rest is asked about.
  const [asked] = useDebouncedValue(cell, 250);
  const history = useQuery(historyQuery(asked.noun, asked.key));
  const count = (value: number) => formatCount(value, language);
  const isCurrent = asked.noun === cell.noun && JSON.stringify(asked.key) === JSON.stringify(cell.key);
  return (
    <div>
      <h3>{t('entry.history')}</h3>
      {history.isError ? (
        <Failed error={history.error} retry={() => void history.refetch()} />
      ) : !history.data || !isCurrent ? (
        <Loading height={60} />
      ) : history.data.changes.length === 0 ? (
        <Text size="sm" className="soft">
          {t('entry.noHistory')}
        </Text>
      ) : (
        <ol className="entry-history">
          {history.data.changes.map((change) => (
            <li key={`${change.act}${change.importId}`}>
              <span className="numbers">
                {t('entry.change', {
                  from: valuesInWords(cell.noun, change.from, t, count),
                  to: valuesInWords(cell.noun, change.to, t, count),
                })}
              </span>
              <div className="soft">
                {t(`entry.act.${change.act}`, { what: change.byHand ? t('entry.byHand') : change.file })} ·{' '}
                {formatInstant(change.at, language)}
                {change.by === null ? '' : ` · ${change.by}`}
              </div>
            </li>
          ))}
        </ol>
      )}
      <Text size="xs" className="soft" mt={6}>
        {t('entry.historyNote')}
      </Text>
    </div>
  );
}
