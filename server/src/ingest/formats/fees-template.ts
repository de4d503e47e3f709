import { passportTypes } from '@tilik/db/vocabulary';
import { type Read, readCode, readCount } from '../cells.ts';
import { feeFigure } from '../figures.ts';
import { passportTypeByName } from './applicants-template.ts';
import { charactersMax, farAhead, readText, requiredDay } from './programme-cells.ts';
import { defineTemplate } from './template.ts';

/** No passport was ever valid for longer. */
const yearsMax = 20;

function readYears(text: string): Read<number> {
  const read = readCount(text);
  if (!read.ok) return read;
  if (read.value === null) return { ok: false, reason: 'missing' };
  return read.value >= 1 && read.value <= yearsMax
    ? { ok: true, value: read.value }
    : { ok: false, reason: 'not-years', facts: { value: text.trim(), limit: yearsMax } };
}

/** Tilik's own template for fees: what a passport costs from a day on, and where that is known from. */
export const feesTemplate = defineTemplate(
  'tilik-fees',
  {
    passportType: {
      header: { id: 'jenis_paspor', en: 'passport_type' },
      required: true,
      example: { id: 'E-paspor', en: 'E-passport' },
    },
    years: {
      header: { id: 'masa_berlaku_tahun', en: 'validity_years' },
      aliases: ['masa berlaku', 'validity'],
      required: true,
      example: { id: '10', en: '10' },
    },
    starts: {
      header: { id: 'berlaku_mulai', en: 'starts' },
      required: true,
      isDate: true,
      example: { id: '2024-12-17', en: '2024-12-17' },
    },
    rupiah: {
      header: { id: 'tarif_rupiah', en: 'rupiah' },
      aliases: ['tarif', 'biaya', 'fee'],
      required: true,
      example: { id: '950000', en: '950000' },
    },
    reference: { header: { id: 'rujukan', en: 'reference' }, example: { id: 'PP 45/2024', en: 'PP 45/2024' } },
  },
  (row) => {
    const { text, label, reader } = row;
    const passportType = reader.take(
      label('passportType'),
      readCode(text('passportType'), passportTypeByName, 'unknown-passport-type', Object.keys(passportTypes)),
    );
    const validityYears = reader.take(label('years'), readYears(text('years')));
    const startsOn = requiredDay(row, 'starts', farAhead);
    const rupiah = reader.take(label('rupiah'), readCount(text('rupiah')));
    if (rupiah === null) reader.take(label('rupiah'), { ok: false, reason: 'missing' });
    const reference = readText(row, 'reference', { max: charactersMax.remark });
    if (!passportType || !validityYears || !startsOn || typeof rupiah !== 'number') return [];
    return [feeFigure({ passportType, validityYears, startsOn, rupiah, reference })];
  },
);
