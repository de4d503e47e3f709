import { Button, Group } from '@mantine/core';
import { useWords } from '../language.ts';
import { FormError } from './form-error.tsx';

/** The foot of a short form: why it was refused, and the two ways out of it. */
export function FormFoot({
  error,
  isPending,
  save,
  onCancel,
}: {
  error: Error | null;
  isPending: boolean;
  /** What its first button does; to store, by default. */
  save?: string;
  onCancel: () => void;
}) {
  const t = useWords();
  return (
    <>
      <FormError error={error} />
      <Group gap="xs" mt="sm">
        <Button type="submit" loading={isPending}>
          {save ?? t('records.save')}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('records.cancel')}
        </Button>
      </Group>
    </>
  );
}
