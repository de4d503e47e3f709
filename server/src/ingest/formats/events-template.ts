import { eventKinds } from '@tilik/db/vocabulary';
import { readCode } from '../cells.ts';
import { eventFigure } from '../figures.ts';
import {
  charactersMax,
  farAhead,
  optionalDay,
  readId,
  readText,
  refuseReversed,
  requiredDay,
} from './programme-cells.ts';
import { codesByName, defineTemplate } from './template.ts';

const kindByName = codesByName(eventKinds);
const yesNo = new Map<string, 'yes' | 'no'>([
  ['ya', 'yes'],
  ['yes', 'yes'],
  ['true', 'yes'],
  ['1', 'yes'],
  ['tidak', 'no'],
  ['no', 'no'],
  ['false', 'no'],
  ['0', 'no'],
]);

/** Tilik's own template for events that moved the numbers. */
export const eventsTemplate = defineTemplate(
  'tilik-events',
  {
    event: {
      header: { id: 'peristiwa', en: 'event' },
      required: true,
      example: { id: 'tarif-pp-45-2024', en: 'fee-pp-45-2024' },
    },
    name: {
      header: { id: 'nama', en: 'name' },
      required: true,
      example: { id: 'Tarif baru PP 45/2024', en: 'Tarif baru PP 45/2024' },
    },
    nameEn: {
      header: { id: 'nama_en', en: 'name_en' },
      example: { id: 'New fees (PP 45/2024)', en: 'New fees (PP 45/2024)' },
    },
    office: { header: { id: 'kantor', en: 'office' }, example: { id: '', en: '' } },
    kind: { header: { id: 'jenis', en: 'kind' }, required: true, example: { id: 'Tarif', en: 'fee' } },
    starts: {
      header: { id: 'mulai', en: 'starts' },
      isDate: true,
      required: true,
      example: { id: '2024-12-17', en: '2024-12-17' },
    },
    ends: { header: { id: 'selesai', en: 'ends' }, isDate: true, example: { id: '', en: '' } },
    confounds: { header: { id: 'mengganggu', en: 'confounds' }, required: true, example: { id: 'ya', en: 'yes' } },
    reference: { header: { id: 'rujukan', en: 'reference' }, example: { id: 'PP 45/2024', en: 'PP 45/2024' } },
  },
  (row) => {
    const { text, label, reader, context } = row;
    const id = readId(row, 'event');
    const name = readText(row, 'name', { max: charactersMax.name, required: true });
    const nameEn = readText(row, 'nameEn', { max: charactersMax.name });
    const reference = readText(row, 'reference', { max: charactersMax.remark });
    const officeId =
      text('office').trim() === ''
        ? null
        : reader.take(
            label('office'),
            readCode(text('office'), context.offices, 'unknown-office', [...new Set(context.offices.values())]),
          );
    const kind = reader.take(
      label('kind'),
      readCode(text('kind'), kindByName, 'unknown-event-kind', Object.keys(eventKinds)),
    );
    const startsOn = requiredDay(row, 'starts', farAhead);
    const endsOn = optionalDay(row, 'ends', farAhead);
    refuseReversed(row, 'ends', startsOn, endsOn);
    const confounds = reader.take(
      label('confounds'),
      readCode(text('confounds'), yesNo, 'not-yes-or-no', ['ya', 'tidak', 'yes', 'no']),
    );
    if (reader.issues.length > 0 || !startsOn || !kind || !name || !confounds || officeId === undefined) return [];
    return [
      eventFigure({
        id,
        officeId,
        kind,
        name,
        nameEn,
        startsOn,
        endsOn: endsOn ?? null,
        confounds: confounds === 'yes',
        reference,
      }),
    ];
  },
);
