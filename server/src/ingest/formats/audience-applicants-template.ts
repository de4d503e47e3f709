import { audienceApplicantsFigure } from '../figures.ts';
import { applicantsOf } from './applicants-template.ts';
import { officeColumn, readWord } from './programme-cells.ts';
import { otherSourceByName } from './sources-template.ts';
import { defineTemplate } from './template.ts';

const unknown = 'unknown';
const unknownByName = new Map([...otherSourceByName].filter(([, code]) => code === unknown));

/** Tilik's own template for applicants by audience, where that was recorded: a sample, with *unknown* among them. */
export const audienceApplicantsTemplate = defineTemplate(
  'tilik-audience-applicants',
  {
    date: {
      header: { id: 'tanggal', en: 'date' },
      aliases: ['hari', 'bulan', 'day', 'month', 'periode', 'period'],
      required: true,
      isDate: true,
      example: { id: '2026-01', en: '2026-01' },
    },
    office: officeColumn,
    audience: {
      header: { id: 'khalayak', en: 'audience' },
      required: true,
      example: { id: 'Jemaah umrah dan haji', en: 'pilgrims' },
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
      example: { id: '410', en: '410' },
    },
  },
  (row) => {
    const common = applicantsOf(row);
    const audience = readWord(row, 'audience', 'audiences', unknownByName);
    return common && audience !== undefined ? [audienceApplicantsFigure({ ...common, audience })] : [];
  },
);
