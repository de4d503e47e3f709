import { wholeTotal } from '@tilik/db/vocabulary';
import { readCode, readCount } from '../cells.ts';
import { inquiriesFigure } from '../figures.ts';
import { readWord } from './programme-cells.ts';
import { defineTemplate } from './template.ts';

const allTopics = new Map([wholeTotal, 'semua', 'semua topik', 'all topics'].map((name) => [name, wholeTotal]));

/**
 * Tilik's own template for the public's questions: how many were received on a channel, by topic where the topics are
 * told apart, how many of them were answered and how long an answer took.
 */
export const inquiriesTemplate = defineTemplate(
  'tilik-inquiries',
  {
    date: {
      header: { id: 'tanggal', en: 'date' },
      aliases: ['hari', 'bulan', 'day', 'month', 'periode', 'period'],
      required: true,
      isDate: true,
      example: { id: '2026-01', en: '2026-01' },
    },
    office: { header: { id: 'kantor', en: 'office' }, example: { id: 'bandung', en: 'bandung' } },
    channel: {
      header: { id: 'kanal', en: 'channel' },
      required: true,
      example: { id: 'Instagram', en: 'Instagram' },
    },
    topic: { header: { id: 'topik', en: 'topic' }, example: { id: 'Biaya', en: 'Cost' } },
    received: {
      header: { id: 'diterima', en: 'received' },
      aliases: ['pertanyaan', 'pertanyaan diterima', 'inquiries', 'questions'],
      required: true,
      example: { id: '42', en: '42' },
    },
    answered: {
      header: { id: 'dijawab', en: 'answered' },
      aliases: ['pertanyaan dijawab'],
      example: { id: '40', en: '40' },
    },
    answerMinutes: {
      header: { id: 'menit_jawab', en: 'answer_minutes' },
      aliases: ['menit sampai dijawab', 'median menit jawab', 'median answer minutes'],
      example: { id: '35', en: '35' },
    },
  },
  (row) => {
    const { text, label, period: periodOf, reader, context } = row;
    const period = periodOf('date');
    const officeId =
      text('office').trim() === ''
        ? context.office.id
        : reader.take(
            label('office'),
            readCode(text('office'), context.offices, 'unknown-office', [...new Set(context.offices.values())]),
          );
    const channelId = reader.take(
      label('channel'),
      readCode(
        text('channel'),
        context.channels,
        'unknown-channel',
        context.channelList.map((channel) => channel.id),
      ),
    );
    const topic = text('topic').trim() === '' ? wholeTotal : readWord(row, 'topic', 'topics', allTopics);
    const received = reader.take(label('received'), readCount(text('received')));
    const answered = reader.take(label('answered'), readCount(text('answered')));
    const answerMinutes = reader.take(label('answerMinutes'), readCount(text('answerMinutes')));
    if (!period || officeId === undefined || channelId === undefined || topic === undefined) return [];
    if (received === undefined || answered === undefined || answerMinutes === undefined) return [];
    if (received === null) {
      // Answers to questions that nobody counted say nothing that can be kept; neither blank says nothing at all.
      if (answered !== null) reader.take(label('received'), { ok: false, reason: 'missing' });
      return [];
    }
    return [inquiriesFigure({ officeId, channelId, topic, ...period, received, answered, answerMinutes })];
  },
);
