import { passportTypes, wholeTotal } from '@tilik/db/vocabulary';
import { readCode, readCount, readDecimal } from '../cells.ts';
import { processingFigure } from '../figures.ts';
import { passportTypeByName } from './applicants-template.ts';
import { officeColumn, readOffice } from './programme-cells.ts';
import { defineTemplate } from './template.ts';

const typeByName = new Map([
  ...passportTypeByName,
  ...['all', 'semua', 'semua jenis', 'all types'].map((name) => [name, wholeTotal] as const),
]);

/** Tilik's own template for the service: what was completed and held, and how long a passport took. */
export const processingTemplate = defineTemplate(
  'tilik-processing',
  {
    date: {
      header: { id: 'tanggal', en: 'date' },
      aliases: ['hari', 'bulan', 'day', 'month', 'periode', 'period'],
      required: true,
      isDate: true,
      example: { id: '2026-01', en: '2026-01' },
    },
    office: officeColumn,
    passportType: {
      header: { id: 'jenis_paspor', en: 'passport_type' },
      aliases: ['jenis', 'type', 'passport'],
      example: { id: 'E-paspor', en: 'E-passport' },
    },
    completed: {
      header: { id: 'selesai', en: 'completed' },
      aliases: ['paspor selesai', 'jumlah selesai'],
      required: true,
      example: { id: '4875', en: '4875' },
    },
    held: { header: { id: 'tertunda', en: 'held' }, aliases: ['ditangguhkan'], example: { id: '120', en: '120' } },
    median: {
      header: { id: 'hari_tunggu_median', en: 'waiting_days_median' },
      aliases: ['lama pengurusan median', 'median hari tunggu'],
      required: true,
      example: { id: '3,5', en: '3.5' },
    },
    p90: {
      header: { id: 'hari_tunggu_p90', en: 'waiting_days_p90' },
      aliases: ['lama pengurusan p90'],
      example: { id: '7', en: '7' },
    },
  },
  (row) => {
    const { text, label, reader } = row;
    const period = row.period('date');
    const officeId = readOffice(row, 'office');
    const passportType =
      text('passportType').trim() === ''
        ? wholeTotal
        : reader.take(
            label('passportType'),
            readCode(text('passportType'), typeByName, 'unknown-passport-type', [
              ...Object.keys(passportTypes),
              wholeTotal,
            ]),
          );
    const completed = reader.take(label('completed'), readCount(text('completed')));
    const held = reader.take(label('held'), readCount(text('held')));
    const waitingDaysMedian = reader.take(label('median'), readDecimal(text('median')));
    const waitingDaysP90 = reader.take(label('p90'), readDecimal(text('p90')));
    if (typeof waitingDaysMedian === 'number' && typeof waitingDaysP90 === 'number') {
      if (waitingDaysP90 < waitingDaysMedian) {
        const facts = { median: waitingDaysMedian, p90: waitingDaysP90 };
        reader.take(label('p90'), { ok: false, reason: 'p90-below-median', facts });
      }
    }
    if (!period || officeId === undefined || passportType === undefined) return [];
    const values = { completed, held, waitingDaysMedian, waitingDaysP90 };
    if (Object.values(values).every((value) => value === null)) return [];
    return [
      processingFigure({
        officeId,
        ...period,
        passportType,
        completed: completed ?? null,
        held: held ?? null,
        waitingDaysMedian: waitingDaysMedian ?? null,
        waitingDaysP90: waitingDaysP90 ?? null,
      }),
    ];
  },
);
