import { NativeSelect, TextInput } from '@mantine/core';
import { type Approach, approaches } from '@tilik/server/client';
import { useState } from 'react';
import { useLanguage, useWords } from '../language.ts';
import type { Answers, ImportReport } from './queries.ts';

/** Earlier days are slips of the keyboard, or a year that is still being typed. */
const earliestDay = '1990-01-01';

/** What a file cannot say and a person must or may. */
export function FileQuestion({
  question: { field, choices },
  report,
  answers,
  today,
  channelName,
  onAnswer,
}: {
  question: ImportReport['questions'][number];
  report: ImportReport;
  answers: Answers;
  today: string;
  channelName: (code: string) => string;
  onAnswer: (answers: Answers) => void;
}) {
  const t = useWords();
  const language = useLanguage();
  // What is being typed; it is an answer once it is a whole day or month. Some browsers have no field for months.
  const [written, setWritten] = useState<string>();
  const label = t(`data.question.${field}`);
  switch (field) {
    case 'channel':
    case 'dayOrder': {
      const orders = { 'day-first': t('data.question.dayFirst'), 'month-first': t('data.question.monthFirst') };
      const nameOf = (choice: string) =>
        field === 'channel' ? channelName(choice) : (orders[choice as keyof typeof orders] ?? choice);
      return (
        <NativeSelect
          size="xs"
          label={label}
          value={answers[field] ?? ''}
          data={[{ value: '', label: '…' }, ...choices.map((choice) => ({ value: choice, label: nameOf(choice) }))]}
          onChange={({ currentTarget: { value } }) => value && onAnswer({ [field]: value })}
        />
      );
    }
    case 'approach':
      return (
        <NativeSelect
          size="xs"
          label={label}
          value={answers[field] ?? 'sosialisasi'}
          data={choices.map((choice) => ({
            value: choice,
            label: approaches[choice as Approach]?.label[language] ?? choice,
          }))}
          onChange={({ currentTarget: { value } }) => onAnswer({ [field]: value })}
        />
      );
    case 'month':
    case 'snapshotOn':
    case 'firstDay': {
      const isMonth = field === 'month';
      const earliest = isMonth ? earliestDay.slice(0, 7) : earliestDay;
      const latest = isMonth ? today.slice(0, 7) : today;
      const known = { month: report.from?.slice(0, 7), snapshotOn: report.snapshotOn, firstDay: undefined }[field];
      return (
        <TextInput
          size="xs"
          type={isMonth ? 'month' : 'date'}
          label={label}
          placeholder={isMonth ? '2026-03' : undefined}
          value={written ?? answers[field] ?? known ?? ''}
          min={earliest}
          max={latest}
          onChange={({ currentTarget: { value } }) => {
            setWritten(value);
            const isWhole = isMonth ? /^\d{4}-(0[1-9]|1[0-2])$/.test(value) : value !== '';
            if (isWhole && value >= earliest && (latest === '' || value <= latest)) onAnswer({ [field]: value });
          }}
        />
      );
    }
  }
}
