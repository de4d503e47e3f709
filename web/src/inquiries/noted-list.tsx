import { Button, Group, NumberInput, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatDay } from '../ui/format.ts';
import { ScrollTable } from '../ui/scroll-table.tsx';
import { Failed } from '../ui/states.tsx';
import { answerNote, type Note, type NotedDay, removeNote } from './queries.ts';

interface Names {
  readonly topicName: (topic: string) => string;
  readonly channelName: (channel: string) => string;
}

const clock = (instant: string, language: string): string =>
  new Intl.DateTimeFormat(language === 'id' ? 'id-ID' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Asia/Jakarta',
  }).format(new Date(instant));

/** What was noted on one day, the latest first, and where a file counted the day otherwise. */
export function NotedList({ day, topicName, channelName }: { day: NotedDay } & Names) {
  const t = useWords();
  const language = useLanguage();
  const others = day.counts.filter(({ standing, notes }) => standing !== null && standing !== notes);
  return (
    <div>
      <Text fw={600} size="sm">
        {t('inquiries.notedOn', { day: formatDay(day.on, language), count: day.notes.length })}
      </Text>
      {others.length > 0 ? (
        <ul className="plain">
          {others.map(({ channel, topic, notes, standing, origin, file }) => (
            <li key={`${channel} ${topic}`}>
              {t(origin === 'file' ? 'inquiries.fileSays' : 'inquiries.countSays', {
                channel: channelName(channel),
                topic: topicName(topic),
                standing: formatCount(standing ?? 0, language),
                notes: formatCount(notes, language),
                file: file ?? '',
              })}
            </li>
          ))}
        </ul>
      ) : null}
      {day.notes.length === 0 ? (
        <Text size="sm" className="soft">
          {t('inquiries.nothingNoted')}
        </Text>
      ) : (
        <ScrollTable name={t('inquiries.notedTable')}>
          <thead>
            <tr>
              <th scope="col">{t('inquiries.time')}</th>
              <th scope="col">{t('inquiries.channel')}</th>
              <th scope="col">{t('inquiries.topic')}</th>
              <th scope="col">{t('inquiries.state')}</th>
              <th scope="col">{t('inquiries.by')}</th>
              <th scope="col">{t('inquiries.acts')}</th>
            </tr>
          </thead>
          <tbody>
            {day.notes.map((note) => (
              <NotedRow key={note.id} note={note} topicName={topicName} channelName={channelName} />
            ))}
          </tbody>
        </ScrollTable>
      )}
    </div>
  );
}

function NotedRow({ note, topicName, channelName }: { note: Note } & Names) {
  const t = useWords();
  const language = useLanguage();
  const cache = useQueryClient();
  const [isAnswering, setIsAnswering] = useState(false);
  const [minutes, setMinutes] = useState<number | null>(null);
  const onSuccess = () => cache.invalidateQueries({ queryKey: ['inquiries'] });
  const remove = useMutation({ mutationFn: () => removeNote(note.id, language), onSuccess });
  const answer = useMutation({
    mutationFn: () => answerNote(note.id, minutes, language),
    onSuccess: () => {
      setIsAnswering(false);
      return onSuccess();
    },
  });
  const failed = remove.error ?? answer.error;
  const facts = {
    topic: topicName(note.topic),
    channel: channelName(note.channel),
    time: clock(note.notedAt, language),
  };
  return (
    <tr>
      <th scope="row">{facts.time}</th>
      <td>{facts.channel}</td>
      <td>{facts.topic}</td>
      <td>
        {note.answered
          ? note.answerMinutes === null
            ? t('inquiries.answered')
            : t('inquiries.answeredIn', { minutes: formatCount(note.answerMinutes, language) })
          : t('inquiries.notYet')}
      </td>
      <td>{note.by ?? '–'}</td>
      <td>
        <Group gap="xs" align="end">
          {isAnswering ? (
            <>
              <NumberInput
                size="xs"
                w={150}
                label={t('inquiries.minutes')}
                min={0}
                max={527_040}
                allowDecimal={false}
                allowNegative={false}
                value={minutes ?? ''}
                onChange={(value) => setMinutes(typeof value === 'number' ? value : null)}
              />
              <Button size="xs" loading={answer.isPending} onClick={() => answer.mutate()}>
                {t('inquiries.save')}
              </Button>
            </>
          ) : note.answered ? null : (
            <Button
              size="xs"
              variant="default"
              aria-label={t('inquiries.answerNow', facts)}
              onClick={() => setIsAnswering(true)}
            >
              {t('inquiries.answered')}
            </Button>
          )}
          {note.mayRemove ? (
            <Button
              size="xs"
              variant="default"
              aria-label={t('inquiries.undoOf', facts)}
              loading={remove.isPending}
              onClick={() => remove.mutate()}
            >
              {t('inquiries.undo')}
            </Button>
          ) : null}
        </Group>
        {failed ? <Failed error={failed} retry={() => (remove.error ? remove.mutate() : answer.mutate())} /> : null}
      </td>
    </tr>
  );
}
