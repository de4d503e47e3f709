import { Button, Group, Menu, Modal, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { IconDots } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { type Asked, AskOnceMore } from '../access/ask-once-more.tsx';
import { FormError } from '../access/form-error.tsx';
import type { ViewSearch } from '../dashboard/view.ts';
import { useLanguage, useWords } from '../language.ts';
import { type Fields, removeRecord, storeRecords } from '../records/queries.ts';
import { useUndoToast } from '../records/undo-toast.tsx';
import { useMay } from '../session.ts';

type Step = 'start' | 'end' | 'cancel' | 'resume';

/** What can be done with a campaign: begun, ended with what was spent, cancelled, changed, copied, removed. */
export function CampaignActs({
  id,
  fields,
  today,
  search,
  onHistory,
}: {
  id: string;
  fields: Fields;
  today: string;
  /** What the links keep of the page they are on. */
  search: Pick<ViewSearch, 'period' | 'from' | 'to' | 'office' | 'lang'>;
  onHistory: () => void;
}) {
  const t = useWords();
  const may = useMay();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const undoToast = useUndoToast();
  const [step, setStep] = useState<Step>();
  const [asked, setAsked] = useState<Asked>();
  const name = String(fields.name);
  const refresh = () =>
    Promise.all(
      ['records', 'calendar', 'campaigns', 'effect', 'effects'].map((key) =>
        cache.invalidateQueries({ queryKey: [key] }),
      ),
    );
  const begin = useMutation({
    mutationFn: () =>
      storeRecords('campaigns', [
        {
          fields: { campaign: id, started: today, management_step: 'actuating' },
          was: { started: fields.started ?? null },
        },
      ]),
    onSuccess: async ({ importId }) => {
      await refresh();
      if (importId !== null) undoToast(t('campaigns.acts.begun', { name }), importId);
    },
  });
  if (!may('writeRecords')) return <HistoryButton onHistory={onHistory} />;
  const isCancelled = fields.cancelled !== null;
  const isBegun = fields.started !== null;
  const isEnded = fields.ended !== null;
  return (
    <Stack gap="xs" className="no-print">
      <Group gap="xs">
        {!isCancelled && !isBegun ? (
          <Button loading={begin.isPending} onClick={() => begin.mutate()}>
            {t('campaigns.acts.start')}
          </Button>
        ) : null}
        {!isCancelled && isBegun && !isEnded ? (
          <Button onClick={() => setStep('end')}>{t('campaigns.acts.end')}</Button>
        ) : null}
        <Button variant="default" onClick={() => void navigate({ to: '/kampanye/$id/ubah', params: { id }, search })}>
          {t('campaigns.acts.edit')}
        </Button>
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" px="xs" aria-label={t('campaigns.acts.more')}>
              <IconDots size={18} aria-hidden />
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => void navigate({ to: '/kampanye/baru', search: { ...search, copy: id } })}>
              {t('campaigns.acts.copy')}
            </Menu.Item>
            <Menu.Item onClick={onHistory}>{t('campaigns.acts.history')}</Menu.Item>
            {isCancelled ? (
              <Menu.Item onClick={() => setStep('resume')}>{t('campaigns.acts.resume')}</Menu.Item>
            ) : isEnded ? null : (
              <Menu.Item onClick={() => setStep('cancel')}>{t('campaigns.acts.cancel')}</Menu.Item>
            )}
            <Menu.Item
              color="red"
              onClick={() =>
                setAsked({
                  title: t('campaigns.acts.remove'),
                  detail: t('campaigns.acts.removeAsk', { name }),
                  yes: t('campaigns.acts.remove'),
                  act: async () => {
                    const { importId } = await removeRecord('campaigns', [id]);
                    await navigate({ to: '/kampanye', search });
                    await refresh();
                    undoToast(t('campaigns.acts.removed', { name }), importId);
                  },
                })
              }
            >
              {t('campaigns.acts.remove')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      </Group>
      <FormError error={begin.error} />
      {step ? (
        <StepDialog
          step={step}
          id={id}
          fields={fields}
          today={today}
          onClose={() => setStep(undefined)}
          onDone={async (importId) => {
            setStep(undefined);
            await refresh();
            if (importId !== null) undoToast(t(`campaigns.acts.done.${step}`, { name }), importId);
          }}
        />
      ) : null}
      <AskOnceMore asked={asked} onClose={() => setAsked(undefined)} />
    </Stack>
  );
}

function HistoryButton({ onHistory }: { onHistory: () => void }) {
  const t = useWords();
  return (
    <div className="no-print">
      <Button variant="default" onClick={onHistory}>
        {t('campaigns.acts.history')}
      </Button>
    </div>
  );
}

/** Asks for the day of an act, and at the end for what was spent. */
function StepDialog({
  step,
  id,
  fields,
  today,
  onClose,
  onDone,
}: {
  step: Exclude<Step, 'start'> | Step;
  id: string;
  fields: Fields;
  today: string;
  onClose: () => void;
  onDone: (importId: number | null) => Promise<void>;
}) {
  const t = useWords();
  const language = useLanguage();
  const [on, setOn] = useState(today);
  const [spending, setSpending] = useState<number | null>(typeof fields.spending === 'number' ? fields.spending : null);
  const was = (names: readonly string[]): Fields =>
    Object.fromEntries(names.map((name) => [name, fields[name] ?? null]));
  const save = useMutation({
    mutationFn: () => {
      const change: Fields =
        step === 'end'
          ? { ended: on, spending, management_step: 'controlling' }
          : { cancelled: step === 'cancel' ? on : null };
      return storeRecords('campaigns', [{ fields: { ...change, campaign: id }, was: was(Object.keys(change)) }]);
    },
    onSuccess: ({ importId }) => onDone(importId),
  });
  const earliest = step === 'end' ? String(fields.started ?? '') : '';
  const isBackwards = step === 'end' && on < earliest;
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`campaigns.acts.${step}`)}
      closeButtonProps={{ 'aria-label': t('access.close') }}
      centered
    >
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (!isBackwards) save.mutate();
        }}
      >
        <Stack gap="sm">
          <Text size="sm">{t(`campaigns.acts.notes.${step as 'end'}`)}</Text>
          {step === 'resume' ? null : (
            <TextInput
              type="date"
              label={t(`campaigns.acts.days.${step as 'end'}`)}
              value={on}
              min={earliest}
              max={today}
              error={isBackwards ? t('campaigns.form.troubles.endsBeforeStart') : undefined}
              onChange={({ currentTarget: { value } }) => value && setOn(value)}
            />
          )}
          {step === 'end' ? (
            <NumberInput
              label={t('campaigns.fields.spending')}
              description={t('campaigns.acts.spendingNote')}
              descriptionProps={{ style: { color: 'var(--ink-soft)' } }}
              value={spending ?? ''}
              min={0}
              allowDecimal={false}
              allowNegative={false}
              prefix="Rp "
              thousandSeparator={language === 'id' ? '.' : ','}
              decimalSeparator={language === 'id' ? ',' : '.'}
              onChange={(value) => setSpending(typeof value === 'number' ? value : null)}
            />
          ) : null}
          <FormError error={save.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('access.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(`campaigns.acts.${step}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
