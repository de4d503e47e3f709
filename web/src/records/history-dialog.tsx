import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useLanguage, useWords } from '../language.ts';
import { formatInstant } from '../ui/format.ts';
import { Failed, Loading } from '../ui/states.tsx';
import { differences } from './differences.ts';
import { type FieldValue, historyQuery, type RecordRow, type RecordWord } from './queries.ts';

export interface HistoryAsked {
  readonly noun: RecordWord;
  readonly key: RecordRow['key'];
  readonly name: string;
}

/** What became of one row: by whom, when, and each value before and after. */
export function HistoryDialog({
  asked,
  fieldName,
  onClose,
}: {
  asked: HistoryAsked | undefined;
  fieldName: (field: string) => string;
  onClose: () => void;
}) {
  const t = useWords();
  return (
    <Modal
      opened={asked !== undefined}
      onClose={onClose}
      size="lg"
      title={t('records.historyOf', { name: asked?.name ?? '' })}
      closeButtonProps={{ 'aria-label': t('records.close') }}
    >
      {asked ? <Changes asked={asked} fieldName={fieldName} /> : null}
    </Modal>
  );
}

function Changes({ asked: { noun, key }, fieldName }: { asked: HistoryAsked; fieldName: (field: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  const history = useQuery(historyQuery(noun, key));
  if (history.isError) return <Failed error={history.error} retry={() => void history.refetch()} />;
  if (history.isPending) return <Loading height={160} />;
  const say = (value: FieldValue | undefined) =>
    value === null || value === undefined || value === ''
      ? t('records.nothing')
      : typeof value === 'boolean'
        ? t(value ? 'records.yes' : 'records.no')
        : Array.isArray(value)
          ? value.join(', ')
          : String(value);
  return (
    <ol className="plain" style={{ listStyle: 'none', padding: 0 }}>
      {history.data.changes.map((change) => (
        <li key={`${change.at} ${change.importId} ${change.act}`} style={{ marginBottom: '0.9rem' }}>
          <Text size="sm" fw={600}>
            {t(`records.acts.${change.act}`)} · {formatInstant(change.at, language)}
          </Text>
          <Text size="sm" className="soft">
            {t('records.by', { by: change.by ?? t('records.nobody') })}
            {change.byHand ? '' : ` · ${change.file}`}
          </Text>
          <ul className="plain">
            {differences(change.from, change.to).map(({ field, from, to }) => (
              <li key={field} style={{ overflowWrap: 'anywhere' }}>
                {fieldName(field)}: {say(from)} → {say(to)}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
