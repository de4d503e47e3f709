import { otherSources } from '@tilik/db/vocabulary';
import { readCode } from '../cells.ts';
import { sourceFigure } from '../figures.ts';
import { applicantsOf } from './applicants-template.ts';
import { codesByName, defineTemplate } from './template.ts';

export const otherSourceByName = codesByName(otherSources, {
  unknown: ['tidak tahu', 'tidak ingat', 'lupa', 'tidak menjawab', 'do not remember', 'no answer'],
  other: ['lain lain', 'lain'],
});

/** Tilik's own template for declared sources: applicants by the channel they say they heard of the e-passport from. */
export const sourcesTemplate = defineTemplate(
  'tilik-sources',
  {
    date: {
      header: { id: 'tanggal', en: 'date' },
      aliases: ['hari', 'bulan', 'day', 'month', 'periode', 'period'],
      required: true,
      isDate: true,
      example: { id: '2026-01', en: '2026-01' },
    },
    office: { header: { id: 'kantor', en: 'office' }, example: { id: 'bandung', en: 'bandung' } },
    source: {
      header: { id: 'sumber_informasi', en: 'source' },
      aliases: ['sumber', 'source of information', 'declared source'],
      required: true,
      example: { id: 'Instagram', en: 'Instagram' },
    },
    passportType: {
      header: { id: 'jenis_paspor', en: 'passport_type' },
      aliases: ['jenis', 'type', 'passport'],
      required: true,
      example: { id: 'E-paspor', en: 'E-passport' },
    },
    applicants: {
      header: { id: 'pemohon', en: 'applicants' },
      aliases: ['jumlah', 'jumlah pemohon', 'count', 'applications'],
      required: true,
      example: { id: '310', en: '310' },
    },
  },
  (row) => {
    const { text, label, reader, context } = row;
    const common = applicantsOf(row);
    const names = new Map<string, string>([...context.channels, ...otherSourceByName]);
    const source = reader.take(
      label('source'),
      readCode(text('source'), names, 'unknown-source', [
        ...context.channelList.map((channel) => channel.id),
        ...Object.keys(otherSources),
      ]),
    );
    return common && source !== undefined ? [sourceFigure({ ...common, source })] : [];
  },
  { date: 'date', value: 'applicants' },
);
