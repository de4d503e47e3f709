import { Button, Group, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { FormError } from '../access/form-error.tsx';
import { useWords } from '../language.ts';
import { type RecordRow, storeRecords } from '../records/queries.ts';

/** Why a target is what it is, in a few words beside it. */
export function TargetNote({ record, onStored }: { record: RecordRow; onStored: () => Promise<void> }) {
  const t = useWords();
  const {
    month = null,
    office = null,
    campaign = null,
    indicator = null,
    channel = null,
    target = null,
    note = null,
  } = record.fields;
  const [text, setText] = useState(String(note ?? ''));
  const store = useMutation({
    mutationFn: () =>
      storeRecords('targets', [
        {
          fields: { month, office, campaign, indicator, channel, target, note: text.trim() || null },
          was: { target, note },
        },
      ]),
    onSuccess: onStored,
  });
  const isSame = (text.trim() || null) === note;
  return (
    <div>
      <Group gap="xs" align="end">
        <TextInput
          size="xs"
          w={320}
          maw="100%"
          label={t('targets.note')}
          value={text}
          maxLength={2000}
          onChange={({ currentTarget: { value } }) => setText(value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            // The form around it stores the grid.
            event.preventDefault();
            if (!isSame) store.mutate();
          }}
        />
        <Button
          size="compact-sm"
          variant="default"
          disabled={isSame}
          loading={store.isPending}
          onClick={() => store.mutate()}
        >
          {t('targets.keepNote')}
        </Button>
      </Group>
      <FormError error={store.error} />
    </div>
  );
}
