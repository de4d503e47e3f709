import { Alert, Button, Group, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import type { About } from '../about.ts';
import { issuesOf } from '../api.ts';
import { useLanguage, useWords } from '../language.ts';
import { useProgrammeWords } from '../programme-words.ts';
import { Failed, Loading } from '../ui/states.tsx';
import './inquiries.css';
import { keyAct, keyedTopics } from './keys.ts';
import { NotedList } from './noted-list.tsx';
import { type NewNote, noteInquiry, notesQuery } from './queries.ts';

/**
 * Two clicks per question: its topic, and whether it was answered. The channel stays chosen from one question to the
 * next. Nothing that was asked can be typed.
 */
export function QuickForm({ about, office }: { about: About; office: string | undefined }) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const topics = useProgrammeWords('topics');
  const offered = topics.choices();
  const [kept, setChannel] = useLocalStorage({ key: 'tilik-note-channel', defaultValue: '' });
  const [topic, setTopic] = useState<string>();
  const [minutes, setMinutes] = useState<number | null>(null);
  const [on, setOn] = useState(about.today);
  const channel = about.channels.some(({ id }) => id === kept) ? kept : (about.channels[0]?.id ?? '');
  const day = useQuery(notesQuery(office, on));
  const note = useMutation({
    mutationFn: (noted: NewNote) => noteInquiry(noted, language),
    onSuccess: () => cache.invalidateQueries({ queryKey: ['inquiries'] }),
  });
  const isClosed = day.data?.closed ?? false;
  const topicName = topics.nameOf;
  const channelName = (code: string) => {
    const found = about.channels.find(({ id }) => id === code);
    return found ? (language === 'id' ? found.nameId : found.nameEn) : code;
  };
  const send = (answered: boolean) => {
    if (!topic || isClosed) return;
    note.mutate({ office, channel, topic, answered, answerMinutes: answered ? minutes : null, on });
    setTopic(undefined);
    setMinutes(null);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLInputElement) return;
    const act = keyAct(event, offered.length);
    if (!act) return;
    event.preventDefault();
    if (act.kind === 'note') send(act.answered);
    else setTopic(offered[act.index]?.value);
  };
  const last = note.data;
  const issues = issuesOf(note.error);
  return (
    <Stack gap="md" mt="xs">
      <form aria-label={t('inquiries.form')} onKeyDown={onKeyDown} onSubmit={(event) => event.preventDefault()}>
        <Stack gap="sm">
          <Choice
            label={t('inquiries.channel')}
            choices={about.channels.map(({ id }) => ({ code: id, name: channelName(id) }))}
            chosen={channel}
            onChoose={setChannel}
          />
          <Choice
            label={t('inquiries.topic')}
            choices={offered.map(({ value, label }, index) => ({
              code: value,
              name: label,
              ...(index < keyedTopics ? { number: index + 1 } : {}),
            }))}
            chosen={topic}
            onChoose={setTopic}
          />
          <Group gap="sm" align="end">
            <Button size="md" disabled={!topic || isClosed} onClick={() => send(true)}>
              {t('inquiries.answered')}
            </Button>
            <Button size="md" variant="default" disabled={!topic || isClosed} onClick={() => send(false)}>
              {t('inquiries.notYet')}
            </Button>
            <NumberInput
              label={t('inquiries.minutes')}
              w={180}
              min={0}
              max={527_040}
              allowDecimal={false}
              allowNegative={false}
              value={minutes ?? ''}
              onChange={(value) => setMinutes(typeof value === 'number' ? value : null)}
            />
            <TextInput
              type="date"
              label={t('inquiries.day')}
              w={170}
              value={on}
              max={about.today}
              onChange={({ currentTarget: { value } }) => value && setOn(value)}
            />
          </Group>
          <Text size="sm" className="soft">
            {t('inquiries.keys')}
          </Text>
        </Stack>
      </form>
      <div role="status" style={{ minHeight: '1.5em' }}>
        {isClosed ? t('inquiries.closed') : null}
        {!isClosed && last && !note.isError
          ? t(last.answered ? 'inquiries.notedAnswered' : 'inquiries.notedOpen', {
              topic: topicName(last.topic),
              channel: channelName(last.channel),
            })
          : null}
      </div>
      {note.isError && note.variables ? (
        issues.length > 0 ? (
          <Alert color="red" variant="light" role="alert" title={t('inquiries.notNoted')}>
            {issues.map(({ message }) => message).join(' ')}
          </Alert>
        ) : (
          <Failed error={note.error} retry={() => note.variables && note.mutate(note.variables)} />
        )
      ) : null}
      {day.isError ? (
        <Failed error={day.error} retry={() => void day.refetch()} />
      ) : day.isPending ? (
        <Loading height={120} />
      ) : (
        <NotedList day={day.data} topicName={topicName} channelName={channelName} />
      )}
    </Stack>
  );
}

/** Buttons of which one is pressed; the number is the key that presses it. */
function Choice({
  label,
  choices,
  chosen,
  onChoose,
}: {
  label: string;
  choices: readonly { readonly code: string; readonly name: string; readonly number?: number }[];
  chosen: string | undefined;
  onChoose: (code: string) => void;
}) {
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="choice-buttons">
        {choices.map(({ code, name, number }) => (
          <button
            key={code}
            type="button"
            className="choice-button"
            aria-pressed={code === chosen}
            onClick={() => onChoose(code)}
          >
            {number === undefined ? null : (
              <span className="choice-key" aria-hidden="true">
                {number}
              </span>
            )}
            {name}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
