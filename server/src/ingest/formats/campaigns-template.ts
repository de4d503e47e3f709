import { approaches, managementSteps } from '@tilik/db/vocabulary';
import { readCode, readCount } from '../cells.ts';
import { campaignFigure } from '../figures.ts';
import {
  charactersMax,
  farAhead,
  officeColumn,
  optionalDay,
  readCodes,
  readId,
  readOffice,
  readText,
  readWords,
  refuseOtherOffice,
  refuseReversed,
  slug,
} from './programme-cells.ts';
import { codesByName, defineTemplate } from './template.ts';

/** What stands in the place of a campaign in the address of another page: a campaign of that id could not be opened. */
export const reservedIds: ReadonlySet<string> = new Set(['baru', 'kegiatan']);

const approachByName = codesByName(approaches);
const stepByName = codesByName(managementSteps);

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
    office: officeColumn,
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
    spending: { header: { id: 'realisasi_biaya', en: 'spending' }, example: { id: '4250000', en: '4250000' } },
    step: {
      header: { id: 'langkah_manajemen', en: 'management_step' },
      example: { id: 'Pengawasan', en: 'controlling' },
    },
    personInCharge: {
      header: { id: 'penanggung_jawab', en: 'person_in_charge' },
      example: { id: 'Kasi TIKKIM', en: 'Head of section' },
    },
    cancelled: { header: { id: 'dibatalkan', en: 'cancelled' }, isDate: true, example: { id: '', en: '' } },
    copiedFrom: { header: { id: 'disalin_dari', en: 'copied_from' }, example: { id: '', en: '' } },
  },
  (row) => {
    const { text, label, reader, context } = row;
    const id = readId(row, 'campaign');
    if (reservedIds.has(id)) reader.take(label('campaign'), { ok: false, reason: 'id-reserved', facts: { value: id } });
    const name = readText(row, 'name', { max: charactersMax.name, required: true });
    const nameEn = readText(row, 'nameEn', { max: charactersMax.name });
    const objective = readText(row, 'objective', { max: charactersMax.remark });
    const officeId = readOffice(row, 'office');
    refuseOtherOffice(row, 'campaign', 'campaigns', { id, officeId });
    const approach = reader.take(
      label('approach'),
      readCode(text('approach'), approachByName, 'unknown-approach', Object.keys(approaches)),
    );
    const plannedFromOn = optionalDay(row, 'plannedFrom', farAhead);
    const plannedToOn = optionalDay(row, 'plannedTo', farAhead);
    const startedOn = optionalDay(row, 'started', context.today);
    const endedOn = optionalDay(row, 'ended', context.today);
    const cancelledOn = optionalDay(row, 'cancelled', context.today);
    // A campaign is planned or it has begun; one of neither stands nowhere in the calendar.
    if (startedOn === null && plannedFromOn === null) {
      reader.take(label(row.has('plannedFrom') ? 'plannedFrom' : 'started'), { ok: false, reason: 'missing' });
    }
    if (startedOn === null && endedOn) {
      reader.take(label('started'), { ok: false, reason: 'ended-not-started', facts: { to: endedOn } });
    }
    refuseReversed(row, 'plannedTo', plannedFromOn, plannedToOn);
    refuseReversed(row, 'ended', startedOn, endedOn);
    const channels = reader.take(label('channels'), readCodes(text('channels'), context.channels, 'unknown-channel'));
    const audiences = readWords(row, 'audiences', 'audiences');
    const topics = readWords(row, 'topics', 'topics');
    const budgetRupiah = reader.take(label('budget'), readCount(text('budget')));
    const spendingRupiah = reader.take(label('spending'), readCount(text('spending')));
    const managementStep =
      text('step').trim() === ''
        ? null
        : reader.take(
            label('step'),
            readCode(text('step'), stepByName, 'unknown-management-step', Object.keys(managementSteps)),
          );
    const personInCharge = readText(row, 'personInCharge', { max: charactersMax.name, ofNoPerson: true });
    const on = startedOn ?? plannedFromOn;
    if (reader.issues.length > 0 || !on || !name || !approach || officeId === undefined) return [];
    return [
      campaignFigure(
        {
          id,
          officeId,
          name,
          nameEn,
          objective,
          approach,
          plannedFromOn: plannedFromOn ?? null,
          plannedToOn: plannedToOn ?? null,
          startedOn: startedOn ?? null,
          endedOn: endedOn ?? null,
          channels: channels ?? [],
          audiences: audiences ?? [],
          topics: topics ?? [],
          budgetRupiah: budgetRupiah ?? null,
          spendingRupiah: spendingRupiah ?? null,
          managementStep: managementStep ?? null,
          personInCharge,
          cancelledOn: cancelledOn ?? null,
          copiedFrom: slug(text('copiedFrom')) || null,
        },
        on,
      ),
    ];
  },
);
