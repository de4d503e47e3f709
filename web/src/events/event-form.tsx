import { Button, Checkbox, Group, Modal, NativeSelect, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type EventKind, eventKinds } from '@tilik/server/client';
import { useState } from 'react';
import type { About } from '../about.ts';
import { FormError } from '../access/form-error.tsx';
import { isProblem } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { changedFields } from '../records/differences.ts';
import { type Fields, type RecordRow, storeRecords } from '../records/queries.ts';
import { type EventFields, eventOf } from './view.ts';

const fieldsOf = ({ name, nameEn, office, kind, starts, ends, confounds, reference }: EventFields): Fields => ({
  name: name.trim(),
  name_en: nameEn.trim() || null,
  office,
  kind,
  starts,
  ends,
  confounds,
  reference: reference.trim() || null,
});

/** A dialog to add an event or to change one; what was not touched stays as it is. */
export function EventDialog({
  about,
  row,
  isOpen,
  onClose,
}: {
  about: About;
  row: RecordRow | undefined;
  isOpen: boolean;
  onClose: () => void;
}) {
  const t = useWords();
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      size="lg"
      title={t(row ? 'events.change' : 'events.add')}
      closeButtonProps={{ 'aria-label': t('records.close') }}
    >
      {isOpen ? <EventForm about={about} row={row} onClose={onClose} /> : null}
    </Modal>
  );
}

function EventForm({ about, row, onClose }: { about: About; row: RecordRow | undefined; onClose: () => void }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [event, setEvent] = useState<EventFields>(
    row
      ? eventOf(row)
      : {
          event: '',
          name: '',
          nameEn: '',
          office: null,
          kind: 'policy',
          starts: about.today,
          ends: null,
          confounds: false,
          reference: '',
        },
  );
  const set = (part: Partial<EventFields>) => setEvent({ ...event, ...part });
  const isReversed = event.ends !== null && event.ends < event.starts;
  const again = async () => {
    for (const queryKey of [['records', 'events'], ['events'], ['effects']])
      await cache.invalidateQueries({ queryKey });
  };
  const save = useMutation({
    mutationFn: async () => {
      const now = fieldsOf(event);
      if (!row) return storeRecords('events', [{ fields: now, was: null }]);
      const changed = changedFields(fieldsOf(eventOf(row)), now);
      return storeRecords('events', [{ fields: { event: event.event, ...changed.fields }, was: changed.was }]);
    },
    onSuccess: async () => {
      await again();
      onClose();
    },
  });
  const note = { description: { color: 'var(--ink-soft)' } };
  return (
    <form
      aria-label={t(row ? 'events.change' : 'events.add')}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!isReversed) save.mutate();
      }}
    >
      <div style={{ display: 'grid', gap: '0.8rem' }}>
        <TextInput
          label={t('events.name')}
          value={event.name}
          required
          withAsterisk={false}
          maxLength={200}
          data-autofocus
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => set({ name: value })}
        />
        <TextInput
          label={t('events.nameEn')}
          value={event.nameEn}
          maxLength={200}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => set({ nameEn: value })}
        />
        <Group grow align="start" gap="sm">
          <NativeSelect
            label={t('events.kind')}
            value={event.kind}
            data={Object.entries(eventKinds).map(([value, { label }]) => ({ value, label: label[language] }))}
            onChange={({ currentTarget: { value } }) => set({ kind: value as EventKind })}
          />
          <NativeSelect
            label={t('filter.office')}
            value={event.office ?? ''}
            data={[
              { value: '', label: t('events.everyOffice') },
              ...about.offices.map(({ id, name }) => ({ value: id, label: name })),
            ]}
            onChange={({ currentTarget: { value } }) => set({ office: value || null })}
          />
        </Group>
        <Group grow align="start" gap="sm">
          <TextInput
            type="date"
            label={t('events.starts')}
            value={event.starts}
            required
            withAsterisk={false}
            onChange={({ currentTarget: { value } }) => set({ starts: value })}
          />
          <TextInput
            type="date"
            label={t('events.ends')}
            value={event.ends ?? ''}
            min={event.starts}
            error={isReversed ? t('events.reversed') : undefined}
            onChange={({ currentTarget: { value } }) => set({ ends: value || null })}
          />
        </Group>
        <Text size="sm" className="soft">
          {t('events.endsNote')}
        </Text>
        <Checkbox
          label={t('events.confounds')}
          description={t('events.confoundsNote')}
          styles={note}
          checked={event.confounds}
          onChange={({ currentTarget: { checked } }) => set({ confounds: checked })}
        />
        <TextInput
          label={t('events.reference')}
          description={t('events.referenceNote')}
          styles={note}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          value={event.reference}
          required
          withAsterisk={false}
          maxLength={500}
          autoComplete="off"
          onChange={({ currentTarget: { value } }) => set({ reference: value })}
        />
      </div>
      <div style={{ marginTop: '0.8rem' }}>
        <FormError error={save.error} />
        {isProblem(save.error, 409) ? (
          <Text size="sm" mt="xs">
            {t('records.conflict')}
          </Text>
        ) : null}
      </div>
      <Group gap="sm" mt="md">
        <Button type="submit" loading={save.isPending}>
          {t('records.save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('records.cancel')}
        </Button>
      </Group>
    </form>
  );
}
