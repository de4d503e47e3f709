import { ActionIcon, Group, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconBold, IconCheck, IconItalic, IconList, IconLoader2 } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { FormError } from '../access/form-error.tsx';
import { useLanguage, useWords } from '../language.ts';
import { formatCount } from '../ui/format.ts';
import { type Report, saveRemarks } from './queries.ts';
import { listed, marked, type Typed } from './typing.ts';

/** As the server has it. */
const charactersMax = 10_000;
/** Pause in the typing after which it is saved. */
const pauseMilliseconds = 1200;

const tools = [
  { name: 'strong', key: 'b', Shape: IconBold, change: (typed: Typed) => marked(typed, 'strong') },
  { name: 'emphasis', key: 'i', Shape: IconItalic, change: (typed: Typed) => marked(typed, 'emphasis') },
  { name: 'list', key: null, Shape: IconList, change: listed },
] as const;

/**
 * The section's own remarks. They are saved by themselves at every pause, and the report above shows them then as they
 * will be read: what reads them is the server, here as in every face.
 */
export function RemarksEditor({ report }: { report: Report }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [text, setText] = useState(report.remarks ?? '');
  const [saved, setSaved] = useState(report.remarks ?? '');
  const field = useRef<HTMLTextAreaElement>(null);
  const note = useId();
  const save = useMutation({
    mutationFn: (typed: string) => saveRemarks(report.id, typed),
    // One after the other: what was typed last is stored last.
    scope: { id: `remarks ${report.id}` },
    onSuccess: async (_, typed) => {
      setSaved(typed);
      await cache.invalidateQueries({ queryKey: ['reports', 'one', report.id] });
    },
  });
  const { mutate } = save;
  const isDirty = text !== saved;
  const isTooLong = text.length > charactersMax;
  useEffect(() => {
    if (!isDirty || isTooLong) return;
    const timer = setTimeout(() => mutate(text), pauseMilliseconds);
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('beforeunload', ask);
    };
  }, [text, isDirty, isTooLong, mutate]);
  // What was typed just before the page is left is stored too.
  const latest = useRef({ text, saved });
  latest.current = { text, saved };
  useEffect(
    () => () => {
      const { text: typed, saved: stored } = latest.current;
      if (typed !== stored && typed.length <= charactersMax) mutate(typed);
    },
    [mutate],
  );
  const use = (change: (typed: Typed) => Typed) => {
    const area = field.current;
    if (!area) return;
    const became = change({ text, from: area.selectionStart, to: area.selectionEnd });
    setText(became.text);
    requestAnimationFrame(() => {
      area.focus();
      area.setSelectionRange(became.from, became.to);
    });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const tool = event.ctrlKey || event.metaKey ? tools.find(({ key }) => key === event.key) : undefined;
    if (!tool) return;
    event.preventDefault();
    use(tool.change);
  };
  const state = isTooLong
    ? 'tooLong'
    : save.isError
      ? 'failed'
      : isDirty
        ? save.isPending
          ? 'saving'
          : 'typed'
        : 'saved';
  const Shape = {
    tooLong: IconAlertTriangle,
    failed: IconAlertTriangle,
    saving: IconLoader2,
    typed: IconLoader2,
    saved: IconCheck,
  }[state];
  return (
    <section className="remarks no-print" aria-label={t('reports.remarks.title')}>
      <div role="toolbar" aria-label={t('reports.remarks.tools')} className="remarks-tools">
        {tools.map(({ name, Shape: Picture, change }) => (
          <ActionIcon
            key={name}
            variant="default"
            size="lg"
            aria-label={t(`reports.remarks.${name}`)}
            title={t(`reports.remarks.${name}`)}
            onClick={() => use(change)}
          >
            <Picture size={17} aria-hidden />
          </ActionIcon>
        ))}
      </div>
      <Textarea
        ref={field}
        label={t('reports.remarks.label')}
        aria-describedby={note}
        value={text}
        autosize
        minRows={5}
        maxRows={24}
        error={isTooLong ? t('reports.remarks.tooLong', { most: formatCount(charactersMax, language) }) : undefined}
        onChange={({ currentTarget: { value } }) => setText(value)}
        onKeyDown={onKeyDown}
        onBlur={() => {
          if (isDirty && !isTooLong && !save.isPending) mutate(text);
        }}
      />
      <Group justify="space-between" gap="xs" mt={6}>
        <Text size="sm" className="remarks-state" role="status">
          <Shape size={15} aria-hidden /> {t(`reports.remarks.states.${state}`)}
        </Text>
        <Text size="sm" className="soft numbers">
          {t('reports.remarks.count', { count: text.length, most: charactersMax })}
        </Text>
      </Group>
      <Text size="xs" className="soft" id={note}>
        {t('reports.remarks.note')}
      </Text>
      <FormError error={save.error} />
    </section>
  );
}
