import { approaches, audiences, topics } from '@tilik/db/vocabulary';
import type { Day } from '../../day.ts';
import { plainName, type Read, readCode, readCount } from '../cells.ts';
import { campaignFigure } from '../figures.ts';
import { codesByName, defineTemplate, type TemplateRow } from './template.ts';

const approachByName = codesByName(approaches);
const audienceByName = codesByName(audiences);
const topicByName = codesByName(topics);

/** Plans may lie ahead; what was done may not. */
const farAhead = '9999-12-31';

/** A day that may be left empty; undefined and an issue where it is no day. */
export function optionalDay<Field extends string>(
  { text, label, period, reader }: TemplateRow<Field>,
  field: Field,
  latest: Day,
): Day | null | undefined {
  const written = text(field).trim();
  if (written === '') return null;
  const found = period(field, latest);
  return found?.grain === 'month'
    ? reader.take(label(field), { ok: false, reason: 'not-a-day', facts: { value: written } })
    : found?.periodOn;
}

/** Codes parted by `|`. */
function readCodes<Code extends string>(text: string, codes: ReadonlyMap<string, Code>, reason: string): Read<Code[]> {
  const list: Code[] = [];
  for (const part of text.split('|').filter((name) => name.trim() !== '')) {
    const read = readCode(part, codes, reason, [...new Set(codes.values())]);
    if (!read.ok) return read;
    list.push(read.value);
  }
  return { ok: true, value: list };
}

/** Tilik's own template for campaigns. */
export const campaignsTemplate = defineTemplate(
  'tilik-campaigns',
  {
    campaign: {
      header: { id: 'kampanye', en: 'campaign' },
      required: true,
      example: { id: 'kenali-e-paspor', en: 'know-the-e-passport' },
    },
    name: {
      header: { id: 'nama', en: 'name' },
      required: true,
      example: { id: 'Kenali E-Paspor', en: 'Kenali E-Paspor' },
    },
    nameEn: {
      header: { id: 'nama_en', en: 'name_en' },
      example: { id: 'Know the E-Passport', en: 'Know the E-Passport' },
    },
    office: { header: { id: 'kantor', en: 'office' }, example: { id: 'bandung', en: 'bandung' } },
    approach: {
      header: { id: 'pendekatan', en: 'approach' },
      required: true,
      example: { id: 'Sosialisasi', en: 'sosialisasi' },
    },
    objective: {
      header: { id: 'tujuan', en: 'objective' },
      example: { id: 'Warga tahu manfaatnya', en: 'The public knows its benefits' },
    },
    plannedFrom: {
      header: { id: 'rencana_mulai', en: 'planned_from' },
      isDate: true,
      example: { id: '2026-02-01', en: '2026-02-01' },
    },
    plannedTo: {
      header: { id: 'rencana_selesai', en: 'planned_to' },
      isDate: true,
      example: { id: '2026-03-15', en: '2026-03-15' },
    },
    started: {
      header: { id: 'mulai', en: 'started' },
      isDate: true,
      required: true,
      example: { id: '2026-02-03', en: '2026-02-03' },
    },
    ended: { header: { id: 'selesai', en: 'ended' }, isDate: true, example: { id: '2026-03-15', en: '2026-03-15' } },
    channels: {
      header: { id: 'kanal', en: 'channels' },
      example: { id: 'Instagram|Sosialisasi lapangan', en: 'instagram|field-outreach' },
    },
    audiences: {
      header: { id: 'khalayak', en: 'audiences' },
      example: { id: 'Masyarakat umum', en: 'general-public' },
    },
    topics: { header: { id: 'topik', en: 'topics' }, example: { id: 'Manfaat|Biaya', en: 'benefits|cost' } },
    budget: { header: { id: 'anggaran', en: 'budget' }, example: { id: '5000000', en: '5000000' } },
  },
  (row) => {
    const { text, label, reader, context } = row;
    const id = plainName(text('campaign'))
      .replaceAll(/[^a-z0-9 ]/g, '')
      .trim()
      .replaceAll(' ', '-');
    if (id === '') reader.take(label('campaign'), { ok: false, reason: 'missing' });
    const name = text('name').trim();
    if (name === '') reader.take(label('name'), { ok: false, reason: 'missing' });
    const officeId =
      text('office').trim() === ''
        ? context.office.id
        : reader.take(
            label('office'),
            readCode(text('office'), context.offices, 'unknown-office', [...new Set(context.offices.values())]),
          );
    const approach = reader.take(
      label('approach'),
      readCode(text('approach'), approachByName, 'unknown-approach', Object.keys(approaches)),
    );
    const plannedFromOn = optionalDay(row, 'plannedFrom', farAhead);
    const plannedToOn = optionalDay(row, 'plannedTo', farAhead);
    const startedOn = optionalDay(row, 'started', context.today);
    const endedOn = optionalDay(row, 'ended', context.today);
    if (startedOn === null) reader.take(label('started'), { ok: false, reason: 'missing' });
    if (startedOn && endedOn && endedOn < startedOn) {
      reader.take(label('ended'), { ok: false, reason: 'ends-before-start', facts: { from: startedOn, to: endedOn } });
    }
    const channels = reader.take(label('channels'), readCodes(text('channels'), context.channels, 'unknown-channel'));
    const audienceCodes = reader.take(
      label('audiences'),
      readCodes(text('audiences'), audienceByName, 'unknown-audience'),
    );
    const topicCodes = reader.take(label('topics'), readCodes(text('topics'), topicByName, 'unknown-topic'));
    const budgetRupiah = reader.take(label('budget'), readCount(text('budget')));
    if (reader.issues.length > 0 || !startedOn || !approach || officeId === undefined) return [];
    return [
      campaignFigure({
        id,
        officeId,
        name,
        nameEn: text('nameEn').trim() || null,
        objective: text('objective').trim() || null,
        approach,
        plannedFromOn: plannedFromOn ?? null,
        plannedToOn: plannedToOn ?? null,
        startedOn,
        endedOn: endedOn ?? null,
        channels: channels ?? [],
        audiences: audienceCodes ?? [],
        topics: topicCodes ?? [],
        budgetRupiah: budgetRupiah ?? null,
      }),
    ];
  },
);
