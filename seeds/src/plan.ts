import type { Approach, EventKind, ManagementStep } from '@tilik/db/vocabulary';
import type { Day, Span } from '@tilik/server/inside/day.ts';
import { closure, dayNumber, lebarans, singleHolidays } from './calendar.ts';

/** Changes whenever the demo data change, so that a database can tell which it holds. */
export const demoVersion = '6';

/** The channels the demo data use, all of them known to a new database. */
export const channels = ['instagram', 'x', 'facebook', 'website', 'field-outreach', 'forum'] as const;
export type ChannelId = (typeof channels)[number];

/** A campaign as the work calendar has it. */
interface CalendarCampaign {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  readonly approach: Approach;
  readonly objective: string;
  readonly planned: Span;
  readonly channels: readonly ChannelId[];
  readonly audiences: readonly string[];
  readonly topics: readonly string[];
  readonly budgetRupiah: number;
  /** An office, never a name. */
  readonly personInCharge: string;
  readonly copiedFrom?: string;
}

/** A campaign that was run, or will be before the demo data end. */
export interface PlannedCampaign extends CalendarCampaign {
  readonly actual: Span;
  /** What it cost in the end; null: nobody reported it. */
  readonly spendingRupiah: number | null;
  /** What its posts on Instagram are marked with. */
  readonly hashtag?: string;
}

/** A dozen campaigns of our office, planned against actual. All made up. */
export const campaigns: readonly PlannedCampaign[] = [
  {
    id: 'peluncuran-e-paspor-2019',
    name: 'Diseminasi peluncuran e-paspor',
    nameEn: 'Dissemination of the e-passport launch',
    approach: 'diseminasi',
    objective: 'Masyarakat mengetahui bahwa e-paspor sudah dapat dimohonkan',
    planned: { from: '2019-12-02', to: '2020-01-31' },
    actual: { from: '2019-12-06', to: '2020-01-31' },
    channels: ['instagram', 'x', 'facebook', 'website', 'forum'],
    audiences: ['general-public', 'frequent-travellers'],
    topics: ['benefits', 'difference', 'cost'],
    budgetRupiah: 24_500_000,
    spendingRupiah: 24_180_000,
    personInCharge: 'Kasi TIKKIM',
    hashtag: 'pasporelektronikbandung',
  },
  {
    id: 'sosialisasi-kampus-2020',
    name: 'Sosialisasi e-paspor di perguruan tinggi 2020',
    nameEn: 'E-passport outreach at universities 2020',
    approach: 'sosialisasi',
    objective: 'Mahasiswa mengenal e-paspor dan syarat permohonannya',
    planned: { from: '2020-02-17', to: '2020-05-15' },
    // Cut short by the closure.
    actual: { from: '2020-02-17', to: '2020-03-20' },
    channels: ['field-outreach', 'instagram'],
    audiences: ['students'],
    topics: ['requirements', 'procedure'],
    budgetRupiah: 18_000_000,
    spendingRupiah: 7_350_000,
    personInCharge: 'Kasubsi Informasi Keimigrasian',
    hashtag: 'epasporkekampus',
  },
  {
    id: 'forum-pengusaha-2021',
    name: 'Forum diseminasi e-paspor bagi pelaku usaha',
    nameEn: 'E-passport dissemination forum for entrepreneurs',
    approach: 'diseminasi',
    objective: 'Pelaku usaha memilih e-paspor saat mengganti paspor',
    // Put off for the restrictions of mid-2021.
    planned: { from: '2021-08-02', to: '2021-10-22' },
    actual: { from: '2021-09-06', to: '2021-11-26' },
    channels: ['forum', 'website', 'instagram'],
    audiences: ['entrepreneurs', 'frequent-travellers'],
    topics: ['benefits', 'visa-free', 'difference'],
    budgetRupiah: 32_000_000,
    spendingRupiah: null,
    personInCharge: 'Kasubsi Informasi Keimigrasian',
    hashtag: 'forumepaspor2021',
  },
  {
    id: 'sosialisasi-jemaah-2022',
    name: 'Sosialisasi e-paspor bagi calon jemaah umrah',
    nameEn: 'E-passport outreach for umrah pilgrims',
    approach: 'sosialisasi',
    objective: 'Calon jemaah umrah mengetahui pilihan jenis paspor',
    planned: { from: '2022-07-04', to: '2022-08-26' },
    actual: { from: '2022-07-04', to: '2022-08-26' },
    channels: ['field-outreach', 'facebook'],
    audiences: ['pilgrims'],
    topics: ['requirements', 'cost'],
    budgetRupiah: 27_500_000,
    spendingRupiah: 26_900_000,
    personInCharge: 'Kasubsi Informasi Keimigrasian',
  },
  {
    id: 'kenali-manfaat-2023',
    name: 'Kenali manfaat e-paspor',
    nameEn: 'Know the benefits of the e-passport',
    approach: 'diseminasi',
    objective: 'Pemohon memahami manfaat e-paspor sebelum memilih jenis paspor',
    planned: { from: '2023-06-05', to: '2023-07-28' },
    actual: { from: '2023-06-05', to: '2023-07-28' },
    channels: ['instagram', 'x', 'website'],
    audiences: ['tourists', 'frequent-travellers', 'family-abroad'],
    topics: ['benefits', 'visa-free', 'security-features'],
    budgetRupiah: 41_000_000,
    spendingRupiah: 44_650_000,
    personInCharge: 'Kasi TIKKIM',
    hashtag: 'kenalimanfaatepaspor',
  },
  {
    id: 'sosialisasi-kampus-2023',
    name: 'Sosialisasi e-paspor di perguruan tinggi 2023',
    nameEn: 'E-passport outreach at universities 2023',
    approach: 'sosialisasi',
    objective: 'Mahasiswa mengenal e-paspor dan antrean melalui M-Paspor',
    planned: { from: '2023-10-02', to: '2023-12-01' },
    actual: { from: '2023-10-09', to: '2023-12-01' },
    channels: ['field-outreach', 'instagram'],
    audiences: ['students'],
    topics: ['requirements', 'procedure', 'cost'],
    budgetRupiah: 36_000_000,
    spendingRupiah: 34_720_000,
    personInCharge: 'Kasubsi Informasi Keimigrasian',
    hashtag: 'epasporkekampus2023',
    copiedFrom: 'sosialisasi-kampus-2020',
  },
  {
    id: 'forum-pelaku-perjalanan-2024',
    name: 'Forum diseminasi bersama pelaku perjalanan',
    nameEn: 'Dissemination forum with the travel trade',
    approach: 'diseminasi',
    objective: 'Biro perjalanan menyarankan e-paspor kepada pelanggannya',
    // Put off after the outage of June 2024.
    planned: { from: '2024-07-01', to: '2024-08-23' },
    actual: { from: '2024-08-26', to: '2024-10-18' },
    channels: ['forum', 'facebook', 'website'],
    audiences: ['tourists', 'frequent-travellers', 'entrepreneurs'],
    topics: ['benefits', 'waiting-time', 'visa-free'],
    budgetRupiah: 45_000_000,
    spendingRupiah: 43_100_000,
    personInCharge: 'Kasi TIKKIM',
  },
  {
    id: 'tarif-baru-2024',
    name: 'Diseminasi tarif baru paspor',
    nameEn: 'Dissemination of the new passport fees',
    approach: 'diseminasi',
    objective: 'Pemohon mengetahui tarif baru dan selisih biaya e-paspor',
    planned: { from: '2024-12-09', to: '2025-01-31' },
    actual: { from: '2024-12-09', to: '2025-01-31' },
    channels: ['instagram', 'x', 'facebook', 'website'],
    audiences: ['general-public'],
    topics: ['cost', 'difference'],
    budgetRupiah: 22_000_000,
    spendingRupiah: 21_450_000,
    personInCharge: 'Kasubsi Teknologi Informasi Keimigrasian',
    hashtag: 'tarifbarupaspor',
  },
  {
    id: 'e-paspor-bepergian-2025',
    name: 'E-paspor untuk perjalanan yang lebih mudah',
    nameEn: 'The e-passport for easier travel',
    approach: 'diseminasi',
    objective: 'Calon pelancong memilih e-paspor karena kemudahan perjalanan',
    planned: { from: '2025-09-08', to: '2025-10-31' },
    actual: { from: '2025-09-08', to: '2025-10-31' },
    channels: ['instagram', 'x', 'facebook', 'website'],
    audiences: ['tourists', 'frequent-travellers', 'family-abroad'],
    topics: ['visa-free', 'benefits', 'waiting-time'],
    budgetRupiah: 52_000_000,
    spendingRupiah: 50_880_000,
    personInCharge: 'Kasi TIKKIM',
    hashtag: 'epasporuntukbepergian',
  },
  {
    id: 'sosialisasi-kecamatan-2026',
    name: 'Sosialisasi e-paspor di kecamatan',
    nameEn: 'E-passport outreach in the districts',
    approach: 'sosialisasi',
    objective: 'Warga di luar pusat kota mengetahui layanan e-paspor',
    planned: { from: '2026-04-13', to: '2026-06-05' },
    actual: { from: '2026-04-13', to: '2026-06-05' },
    channels: ['field-outreach', 'facebook'],
    audiences: ['general-public', 'workers'],
    topics: ['requirements', 'procedure', 'cost'],
    budgetRupiah: 39_000_000,
    spendingRupiah: 38_240_000,
    personInCharge: 'Kasubsi Informasi Keimigrasian',
  },
  {
    id: 'forum-diaspora-2026',
    name: 'Forum diseminasi keluarga di luar negeri',
    nameEn: 'Dissemination forum for people with family abroad',
    approach: 'diseminasi',
    objective: 'Keluarga pekerja dan pelajar di luar negeri beralih ke e-paspor',
    planned: { from: '2026-07-27', to: '2026-09-18' },
    actual: { from: '2026-08-03', to: '2026-09-25' },
    channels: ['forum', 'instagram', 'website'],
    audiences: ['family-abroad', 'workers', 'students'],
    topics: ['benefits', 'security-features', 'difference'],
    budgetRupiah: 48_500_000,
    spendingRupiah: 46_975_000,
    personInCharge: 'Kasubsi Informasi Keimigrasian',
    hashtag: 'keluargadiluarnegeri',
  },
  {
    id: 'libur-akhir-tahun-2026',
    name: 'Siapkan e-paspor sebelum libur akhir tahun',
    nameEn: 'Have your e-passport ready before the year-end holidays',
    approach: 'sosialisasi',
    objective: 'Keluarga mengurus e-paspor sebelum masa ramai',
    planned: { from: '2026-11-02', to: '2026-12-24' },
    actual: { from: '2026-11-09', to: '2026-12-31' },
    channels: ['instagram', 'x', 'facebook', 'field-outreach'],
    audiences: ['tourists', 'general-public'],
    topics: ['waiting-time', 'procedure'],
    budgetRupiah: 34_000_000,
    spendingRupiah: 33_100_000,
    personInCharge: 'Kasi TIKKIM',
    hashtag: 'epasporlibur2026',
  },
];

/** A campaign of the calendar that never began, or has not yet. */
interface UnbegunCampaign extends CalendarCampaign {
  readonly managementStep: ManagementStep;
  readonly cancelledOn: Day | null;
}

/** One that the closure took away, and what next year's calendar holds. None of them ever moved a figure. */
export const unbegunCampaigns: readonly UnbegunCampaign[] = [
  {
    id: 'pameran-layanan-2020',
    name: 'Pameran layanan e-paspor di pusat perbelanjaan',
    nameEn: 'E-passport service fair at shopping centres',
    approach: 'sosialisasi',
    objective: 'Pengunjung pusat perbelanjaan mengenal e-paspor dan dapat bertanya langsung',
    planned: { from: '2020-04-06', to: '2020-05-08' },
    channels: ['field-outreach', 'instagram'],
    audiences: ['tourists', 'general-public'],
    topics: ['benefits', 'difference'],
    budgetRupiah: 15_000_000,
    personInCharge: 'Kasubsi Informasi Keimigrasian',
    managementStep: 'planning',
    cancelledOn: '2020-03-26',
  },
  {
    id: 'sosialisasi-jemaah-2027',
    name: 'Sosialisasi e-paspor bagi calon jemaah umrah 2027',
    nameEn: 'E-passport outreach for umrah pilgrims 2027',
    approach: 'sosialisasi',
    objective: 'Calon jemaah umrah mengetahui pilihan jenis paspor sebelum memohon',
    planned: { from: '2027-01-04', to: '2027-02-05' },
    channels: ['field-outreach', 'facebook'],
    audiences: ['pilgrims'],
    topics: ['requirements', 'cost', 'difference'],
    budgetRupiah: 31_000_000,
    personInCharge: 'Kasubsi Informasi Keimigrasian',
    copiedFrom: 'sosialisasi-jemaah-2022',
    managementStep: 'organising',
    cancelledOn: null,
  },
  {
    id: 'forum-pelaku-perjalanan-2027',
    name: 'Forum diseminasi bersama pelaku perjalanan 2027',
    nameEn: 'Dissemination forum with the travel trade 2027',
    approach: 'diseminasi',
    objective: 'Biro perjalanan menyarankan e-paspor kepada pelanggannya menjelang libur sekolah',
    planned: { from: '2027-03-22', to: '2027-05-14' },
    channels: ['forum', 'facebook', 'website'],
    audiences: ['tourists', 'frequent-travellers', 'entrepreneurs'],
    topics: ['benefits', 'visa-free'],
    budgetRupiah: 47_000_000,
    personInCharge: 'Kasi TIKKIM',
    copiedFrom: 'forum-pelaku-perjalanan-2024',
    managementStep: 'planning',
    cancelledOn: null,
  },
];

/** The course of an effect, as declared when a campaign is created. */
type EffectShape = 'step' | 'pulse' | 'ramp' | 'step-decay';

/**
 * How much of the full effect is there on a day.
 * - step: all of it from the first day on; it stays after the campaign.
 * - pulse: all of it from the first day to the last; nothing after.
 * - ramp: grows evenly, from 1/n on the first day to all of it on the last (the n-th); it stays after the campaign.
 * - step-decay: all of it from the first day to the last, then fading: half is left after every four weeks. Nothing is
 *   left after 26 weeks.
 * Within the campaign's own dates step, pulse and step-decay are therefore the same.
 */
export function shapeOn(shape: EffectShape, span: { readonly from: Day; readonly to: Day }, day: Day): number {
  if (day < span.from) return 0;
  if (day <= span.to) {
    return shape === 'ramp'
      ? (dayNumber(day) - dayNumber(span.from) + 1) / (dayNumber(span.to) - dayNumber(span.from) + 1)
      : 1;
  }
  const daysAfter = dayNumber(day) - dayNumber(span.to);
  if (shape === 'step-decay') return daysAfter <= 26 * 7 ? 0.5 ** (daysAfter / 28) : 0;
  return shape === 'pulse' ? 0 : 1;
}

export interface PlantedEffect {
  readonly campaign: string;
  readonly shape: EffectShape;
  /** Full effect on the odds of choosing the electronic passport over the ordinary one. 1: none at all. */
  readonly oddsRatio: number;
  /** Full effect on the number of applications of both types together. 1: none at all. */
  readonly demand: number;
  /** What an evaluation can make of it. */
  readonly kind: 'real' | 'none' | 'confounded' | 'not-evaluable';
}

/**
 * The truth about the campaigns: what each does to the applications of our office, and nothing else does in its name.
 *
 * On a day, with s = shapeOn(shape, actual dates, day), a campaign multiplies the odds of the electronic passport by
 * oddsRatio^s and the expected total by demand^s, so that both are s · log(...) on the log scale of EVALUATION §2.
 * Comparison offices are untouched. Every other cause that has a date stands in `otherEffects`.
 *
 * Annual totals are anchored (DOMAIN §6) by bending the course of the year around the effects: the ratio between a day
 * with and without a campaign is exactly the one written here.
 *
 * - real: there is an effect, and enough undisturbed time around it to find it.
 * - none: exactly nothing, though posts, events and declared sources all rise.
 * - confounded: the fees of December 2024 changed in the middle of it; the figures cannot tell the two apart.
 * - not-evaluable: launched with the e-passport itself, cut off by the closure, or still running.
 */
export const plantedEffects: readonly PlantedEffect[] = [
  { campaign: 'peluncuran-e-paspor-2019', shape: 'step-decay', oddsRatio: 1.25, demand: 1, kind: 'not-evaluable' },
  { campaign: 'sosialisasi-kampus-2020', shape: 'step', oddsRatio: 1, demand: 1, kind: 'not-evaluable' },
  { campaign: 'forum-pengusaha-2021', shape: 'step-decay', oddsRatio: 1.65, demand: 1.12, kind: 'real' },
  { campaign: 'sosialisasi-jemaah-2022', shape: 'step', oddsRatio: 1, demand: 1, kind: 'none' },
  { campaign: 'kenali-manfaat-2023', shape: 'pulse', oddsRatio: 1.5, demand: 1, kind: 'real' },
  { campaign: 'sosialisasi-kampus-2023', shape: 'step', oddsRatio: 1, demand: 1, kind: 'none' },
  { campaign: 'forum-pelaku-perjalanan-2024', shape: 'ramp', oddsRatio: 1.5, demand: 1, kind: 'real' },
  { campaign: 'tarif-baru-2024', shape: 'step-decay', oddsRatio: 1.15, demand: 1, kind: 'confounded' },
  { campaign: 'e-paspor-bepergian-2025', shape: 'step-decay', oddsRatio: 1.45, demand: 1.1, kind: 'real' },
  { campaign: 'sosialisasi-kecamatan-2026', shape: 'step', oddsRatio: 1, demand: 1, kind: 'none' },
  { campaign: 'forum-diaspora-2026', shape: 'step', oddsRatio: 1.5, demand: 1, kind: 'real' },
  { campaign: 'libur-akhir-tahun-2026', shape: 'ramp', oddsRatio: 1.2, demand: 1.05, kind: 'not-evaluable' },
];

/**
 * The truth about one change of mix: from the summer to the autumn of 2022 umrah took up again. Its part of all
 * applicants doubled, and nobody chose otherwise: within every purpose the share of the electronic passport is the same
 * in both windows and in the month between them. The fall of the office's share over that time is mix alone, and
 * Kitagawa's decomposition between the two windows must give nothing, but for rounding to whole persons, to choice.
 *
 * The months of the office are not touched by it. How many came for umrah is what makes their shares come out.
 */
export const plantedMixChange = {
  purpose: 'umrah',
  base: { from: '2022-06-01', to: '2022-08-31' },
  window: { from: '2022-10-01', to: '2022-12-31' },
  /** Its part of all applicants in the base window. */
  partBefore: 0.22,
} as const satisfies { purpose: string; base: Span; window: Span; partBefore: number };

interface OtherEffect {
  readonly event: string;
  readonly office: string | null;
  readonly from: Day;
  readonly to: Day | null;
  readonly oddsRatio: number;
  readonly demand: number;
}

/**
 * What the dated events do to the figures, at full strength on every day of their span. Slower causes (the launch
 * itself, half quota, recovery, the mix of applicants) are the course of the curves; closed days are the calendar's.
 */
export const otherEffects: readonly OtherEffect[] = [
  { event: 'm-paspor-2022', office: null, from: '2022-01-26', to: '2022-02-11', oddsRatio: 1, demand: 0.8 },
  // People wait for the longer validity, then come together.
  { event: 'masa-berlaku-10-tahun', office: null, from: '2022-09-29', to: '2022-10-11', oddsRatio: 1, demand: 0.8 },
  { event: 'masa-berlaku-10-tahun', office: null, from: '2022-10-12', to: '2022-11-11', oddsRatio: 1, demand: 1.15 },
  { event: 'blangko-2023', office: 'bandung', from: '2023-02-13', to: '2023-03-31', oddsRatio: 0.75, demand: 1 },
  { event: 'polikarbonat-2024', office: 'bandung', from: '2024-04-30', to: null, oddsRatio: 1.12, demand: 1 },
  { event: 'gangguan-pdn-2024', office: null, from: '2024-06-20', to: '2024-06-24', oddsRatio: 1, demand: 0.35 },
  // A rush for the old fee, then the electronic passport costs no more than ten years of the ordinary one.
  { event: 'tarif-pp-45-2024', office: null, from: '2024-12-02', to: '2024-12-16', oddsRatio: 0.95, demand: 1.12 },
  { event: 'tarif-pp-45-2024', office: null, from: '2024-12-17', to: null, oddsRatio: 1.45, demand: 1 },
];

interface PlannedEvent {
  readonly id: string;
  readonly name: string;
  readonly nameEn: string;
  /** Null: every office. */
  readonly office: string | null;
  readonly kind: EventKind;
  readonly starts: Day;
  /** Null: it lasts. */
  readonly ends: Day | null;
  readonly confounds: boolean;
  readonly reference: string;
}

/** What else moved the numbers: the facts of DOMAIN §6, a made-up shortage, and Lebaran. */
export const events: readonly PlannedEvent[] = [
  {
    id: 'peluncuran-e-paspor',
    name: 'E-paspor mulai dilayani di Bandung',
    nameEn: 'E-passport starts in Bandung',
    office: 'bandung',
    kind: 'launch',
    starts: '2019-12-06',
    ends: null,
    confounds: true,
    reference: 'Penelitian awal program',
  },
  {
    id: 'penutupan-covid-19',
    name: 'Layanan paspor ditutup karena COVID-19',
    nameEn: 'Passport service closed for COVID-19',
    office: null,
    kind: 'closure',
    starts: closure.from,
    ends: closure.to,
    confounds: true,
    reference: 'Pengumuman Ditjen Imigrasi 2020',
  },
  {
    id: 'kuota-separuh-2020',
    name: 'Kuota permohonan separuh',
    nameEn: 'Half quota of applications',
    office: null,
    kind: 'quota',
    starts: '2020-06-16',
    ends: '2020-12-31',
    confounds: true,
    reference: 'Pengumuman Ditjen Imigrasi 2020',
  },
  {
    id: 'm-paspor-2022',
    name: 'Antrean melalui aplikasi M-Paspor',
    nameEn: 'Queueing through the M-Paspor application',
    office: null,
    kind: 'policy',
    starts: '2022-01-26',
    ends: null,
    confounds: true,
    reference: 'Siaran pers Ditjen Imigrasi 2022',
  },
  {
    id: 'masa-berlaku-10-tahun',
    name: 'Masa berlaku paspor menjadi 10 tahun',
    nameEn: 'Passports become valid for 10 years',
    office: null,
    kind: 'policy',
    starts: '2022-10-12',
    ends: null,
    confounds: true,
    reference: 'Siaran pers Ditjen Imigrasi 2022',
  },
  {
    id: 'blangko-2023',
    name: 'Blangko e-paspor terbatas',
    nameEn: 'Shortage of blank e-passport books',
    office: 'bandung',
    kind: 'supply',
    starts: '2023-02-13',
    ends: '2023-03-31',
    confounds: true,
    reference: 'Data contoh, bukan kejadian sebenarnya',
  },
  {
    id: 'e-paspor-semua-kantor-2024',
    name: 'E-paspor dilayani di 126 kantor imigrasi',
    nameEn: 'E-passport at all 126 immigration offices',
    office: null,
    kind: 'policy',
    starts: '2024-01-02',
    ends: null,
    confounds: true,
    reference: 'Pemberitaan awal 2024; tanggal pasti belum diperiksa',
  },
  {
    id: 'polikarbonat-2024',
    name: 'E-paspor polikarbonat dilayani di Bandung',
    nameEn: 'Polycarbonate e-passport in Bandung',
    office: 'bandung',
    kind: 'policy',
    starts: '2024-04-30',
    ends: null,
    confounds: true,
    reference: 'Pemberitaan April 2024',
  },
  {
    id: 'gangguan-pdn-2024',
    name: 'Gangguan Pusat Data Nasional',
    nameEn: 'National data centre outage',
    office: null,
    kind: 'outage',
    starts: '2024-06-20',
    ends: '2024-06-24',
    confounds: true,
    reference: 'Pemberitaan Juni 2024',
  },
  {
    id: 'batam-e-paspor-penuh',
    name: 'Batam hanya melayani e-paspor',
    nameEn: 'Batam issues e-passports only',
    office: 'batam',
    kind: 'policy',
    starts: '2024-12-01',
    ends: null,
    confounds: true,
    reference: 'Pemberitaan Desember 2024',
  },
  {
    id: 'tarif-pp-45-2024',
    name: 'Tarif paspor baru',
    nameEn: 'New passport fees',
    office: null,
    kind: 'fee',
    starts: '2024-12-17',
    ends: null,
    confounds: true,
    reference: 'PP 45/2024',
  },
  ...lebarans.map(({ off }): PlannedEvent => {
    const year = off.from.slice(0, 4);
    return {
      id: `lebaran-${year}`,
      name: `Libur dan cuti bersama Lebaran ${year}`,
      nameEn: `Lebaran holidays and joint leave ${year}`,
      office: null,
      kind: 'holiday',
      starts: off.from,
      ends: off.to,
      confounds: false,
      reference: `SKB hari libur dan cuti bersama ${year}`,
    };
  }),
  ...singleHolidays(2018, 2027).map(
    (day): PlannedEvent => ({
      id: `libur-${day}`,
      name: 'Hari libur nasional atau cuti bersama',
      nameEn: 'National holiday or joint leave',
      office: null,
      kind: 'holiday',
      starts: day,
      ends: day,
      confounds: false,
      reference: `SKB hari libur dan cuti bersama ${day.slice(0, 4)}`,
    }),
  ),
];

interface PlannedFee {
  readonly passportType: 'ordinary' | 'electronic';
  readonly validityYears: number;
  readonly starts: Day;
  readonly rupiah: number;
  readonly reference: string;
}

const feesBefore =
  'PP 28/2019; berlaku sejak sebelum hari ini. Penelitian awal menyebut Rp450.000 untuk paspor biasa, periksa';
const feesSince = 'PP 45/2024';

/** The fees of DOMAIN §6. They are real; everything else here is made up. */
export const fees: readonly PlannedFee[] = [
  { passportType: 'ordinary', validityYears: 5, starts: '2019-12-06', rupiah: 350_000, reference: feesBefore },
  { passportType: 'electronic', validityYears: 5, starts: '2019-12-06', rupiah: 650_000, reference: feesBefore },
  { passportType: 'ordinary', validityYears: 5, starts: '2024-12-17', rupiah: 350_000, reference: feesSince },
  { passportType: 'ordinary', validityYears: 10, starts: '2024-12-17', rupiah: 650_000, reference: feesSince },
  { passportType: 'electronic', validityYears: 5, starts: '2024-12-17', rupiah: 650_000, reference: feesSince },
  { passportType: 'electronic', validityYears: 10, starts: '2024-12-17', rupiah: 950_000, reference: feesSince },
];
