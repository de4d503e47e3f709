import { Alert, Button, Group, Text } from '@mantine/core';
import { FormError } from '../access/form-error.tsx';
import { issuesOf } from '../api.ts';
import { useWords } from '../language.ts';

/** What the server says of the fields of a record's form, and what it says of none that the form shows. */
export function issuesAt(error: Error | null, shown: readonly string[]) {
  const issues = issuesOf(error);
  return {
    errorOf: (field: string) =>
      issues
        .filter((issue) => issue.field === field)
        .map(({ message }) => message)
        .join(' ') || undefined,
    elsewhere: issues.filter(({ field }) => field === undefined || !shown.includes(field)),
    isNone: issues.length === 0,
    isAtFields: issues.some(({ field }) => field !== undefined && shown.includes(field)),
  };
}

/** The foot of a record's form: what keeps it from being stored, and the two ways out of it. */
export function RecordFoot({
  error,
  shown,
  isPending,
  onCancel,
}: {
  error: Error | null;
  /** The fields that the form shows: what is wrong with them stands beside them. */
  shown: readonly string[];
  isPending: boolean;
  onCancel: () => void;
}) {
  const t = useWords();
  const { elsewhere, isNone, isAtFields } = issuesAt(error, shown);
  return (
    <>
      {error && isNone ? <FormError error={error} /> : null}
      {elsewhere.length > 0 ? (
        <Alert color="red" variant="light" role="alert" title={t('records.notStored')}>
          {elsewhere.map(({ field, message }) => (
            <div key={`${field} ${message}`}>{message}</div>
          ))}
        </Alert>
      ) : null}
      {isAtFields ? (
        <Text role="alert" size="sm" c="var(--mantine-color-error)">
          {t('records.seeFields')}
        </Text>
      ) : null}
      <Group justify="flex-end">
        <Button variant="default" onClick={onCancel}>
          {t('records.cancel')}
        </Button>
        <Button type="submit" loading={isPending}>
          {t('records.save')}
        </Button>
      </Group>
    </>
  );
}
