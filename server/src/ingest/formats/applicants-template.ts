import { type PassportType, passportTypes, wholeTotal } from '@tilik/db/vocabulary';
import { plainName, readCode, readCount } from '../cells.ts';
import { applicantsFigure } from '../figures.ts';
import { readWord } from './programme-cells.ts';
import { codesByName, defineTemplate, type TemplateRow } from './template.ts';

export const passportTypeByName = codesByName<PassportType>(passportTypes, {
  ordinary: ['biasa', 'non elektronik', 'paspor non elektronik', 'paspor biasa non elektronik', 'non electronic'],
  electronic: [
    'elektronik',
    'paspor elektronik',
    'e passport',
    'epaspor',
    'paspor biasa elektronik',
    'electronic passport',
  ],
});

const columns = {
  date: {
    header: { id: 'tanggal', en: 'date' },
    aliases: ['hari', 'bulan', 'day', 'month', 'periode', 'period'],
    required: true,
    isDate: true,
    example: { id: '2026-01', en: '2026-01' },
  },
  office: { header: { id: 'kantor', en: 'office' }, example: { id: 'bandung', en: 'bandung' } },
  passportType: {
    header: { id: 'jenis_paspor', en: 'passport_type' },
    aliases: ['jenis', 'type', 'passport'],
    required: true,
    example: { id: 'E-paspor', en: 'E-passport' },
  },
  variant: { header: { id: 'varian', en: 'variant' }, example: { id: '', en: '' } },
  request: {
    header: { id: 'jenis_permohonan', en: 'request' },
    aliases: ['permohonan'],
    example: { id: '', en: '' },
  },
  purpose: { header: { id: 'tujuan', en: 'purpose' }, example: { id: '', en: '' } },
  servicePoint: {
    header: { id: 'unit_layanan', en: 'service_point' },
    aliases: ['unit'],
    example: { id: '', en: '' },
  },
  applicants: {
    header: { id: 'pemohon', en: 'applicants' },
    aliases: ['jumlah', 'jumlah pemohon', 'count', 'applications'],
    required: true,
    example: { id: '5120', en: '5120' },
  },
} as const;

/** Period, office and type: what the templates for applicants and for declared sources have in common. */
export function applicantsOf({
  text,
  label,
  period: periodOf,
  reader,
  context,
}: TemplateRow<'date' | 'office' | 'passportType' | 'applicants'>) {
  const period = periodOf('date');
  const officeId =
    text('office').trim() === ''
      ? context.office.id
      : reader.take(
          label('office'),
          readCode(text('office'), context.offices, 'unknown-office', [...new Set(context.offices.values())]),
        );
  const passportType = reader.take(
    label('passportType'),
    readCode(text('passportType'), passportTypeByName, 'unknown-passport-type', Object.keys(passportTypes)),
  );
  const count = reader.take(label('applicants'), readCount(text('applicants')));
  if (!period || officeId === undefined || !passportType || typeof count !== 'number') return undefined;
  return { ...period, officeId, passportType, applicants: count };
}

const breakdown = (text: string): string => (text.trim() === '' ? wholeTotal : plainName(text).replaceAll(' ', '-'));

/** Tilik's own template for passport applications: one count a row, a day or a month, broken down where it is known. */
export const applicantsTemplate = defineTemplate(
  'tilik-applicants',
  columns,
  (row) => {
    const { text } = row;
    const common = applicantsOf(row);
    const purpose = text('purpose').trim() === '' ? wholeTotal : readWord(row, 'purpose', 'purposes');
    if (!common || purpose === undefined) return [];
    return [
      applicantsFigure({
        ...common,
        variant: breakdown(text('variant')),
        request: breakdown(text('request')),
        purpose,
        servicePoint: breakdown(text('servicePoint')),
      }),
    ];
  },
  { date: 'date', value: 'applicants' },
);
