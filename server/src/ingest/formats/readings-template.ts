import { metricCodes, metrics } from '@tilik/db/vocabulary';
import { readCode, readCount } from '../cells.ts';
import { readingFigure } from '../figures.ts';
import { codesByName, defineTemplate } from './template.ts';

const metricByName = codesByName(metrics);

/** Tilik's own template for readings: one value a row, any channel, any metric, a day or a month. */
export const readingsTemplate = defineTemplate(
  'tilik-readings',
  {
    date: {
      header: { id: 'tanggal', en: 'date' },
      aliases: ['hari', 'bulan', 'day', 'month', 'periode', 'period'],
      required: true,
      isDate: true,
      example: { id: '2026-01-15', en: '2026-01-15' },
    },
    office: { header: { id: 'kantor', en: 'office' }, example: { id: 'bandung', en: 'bandung' } },
    channel: {
      header: { id: 'kanal', en: 'channel' },
      required: true,
      example: { id: 'Situs web', en: 'Website' },
    },
    metric: {
      header: { id: 'metrik', en: 'metric' },
      required: true,
      example: { id: 'Kunjungan situs', en: 'Visits' },
    },
    value: {
      header: { id: 'nilai', en: 'value' },
      aliases: ['jumlah', 'count'],
      required: true,
      example: { id: '1234', en: '1234' },
    },
  },
  ({ text, label, has, period: periodOf, reader, context }) => {
    const period = periodOf('date');
    const officeId =
      has('office') && text('office').trim() !== ''
        ? reader.take(
            label('office'),
            readCode(text('office'), context.offices, 'unknown-office', [...new Set(context.offices.values())]),
          )
        : context.office.id;
    const channelId = reader.take(
      label('channel'),
      readCode(text('channel'), context.channels, 'unknown-channel', () =>
        context.channelList.map((channel) => channel.id),
      ),
    );
    const metric = reader.take(label('metric'), readCode(text('metric'), metricByName, 'unknown-metric', metricCodes));
    const value = reader.take(label('value'), readCount(text('value')));
    if (!period || officeId === undefined || channelId === undefined || !metric || typeof value !== 'number') return [];
    return [readingFigure({ officeId, channelId, metric, ...period, value })];
  },
  { date: 'date', value: 'value' },
);
