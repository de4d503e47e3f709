import type { Db } from '@tilik/db/open';
import { imports } from '@tilik/db/schema';
import { systemActor } from '../access/actor.ts';
import { inTransaction } from '../ingest/store.ts';
import { type Fields, storeRecords } from './records.ts';

/**
 * What is known of the years before anybody entered anything: rules, fees and closures that moved the figures of every
 * office, each with where it is known from. They are records like any other: a person may change or remove them.
 */
const events: readonly Fields[] = [
  {
    event: 'peluncuran-e-paspor',
    name: 'E-paspor mulai dilayani di Bandung',
    name_en: 'E-passport starts in Bandung',
    office: 'bandung',
    kind: 'launch',
    starts: '2019-12-06',
    confounds: true,
    reference: 'Penelitian awal program; pemberitaan menyebut Bandung sudah sejak 12 Desember 2018, periksa',
  },
  {
    event: 'penutupan-covid-19',
    name: 'Layanan paspor ditutup karena COVID-19',
    name_en: 'Passport service closed for COVID-19',
    office: null,
    kind: 'closure',
    starts: '2020-03-24',
    ends: '2020-06-15',
    confounds: true,
    reference: 'Pengumuman Ditjen Imigrasi 2020; sesudahnya kuota separuh, akhirnya belum diperiksa',
  },
  {
    event: 'm-paspor-2022',
    name: 'Antrean melalui aplikasi M-Paspor',
    name_en: 'Queueing through the M-Paspor application',
    office: null,
    kind: 'policy',
    starts: '2022-01-26',
    confounds: true,
    reference: 'Siaran pers Ditjen Imigrasi 2022',
  },
  {
    event: 'masa-berlaku-10-tahun',
    name: 'Masa berlaku paspor menjadi 10 tahun',
    name_en: 'Passports become valid for 10 years',
    office: null,
    kind: 'policy',
    starts: '2022-10-12',
    confounds: true,
    reference: 'Siaran pers Ditjen Imigrasi 2022',
  },
  {
    event: 'polikarbonat-2024',
    name: 'E-paspor polikarbonat dilayani di Bandung',
    name_en: 'Polycarbonate e-passport in Bandung',
    office: 'bandung',
    kind: 'policy',
    starts: '2024-04-30',
    confounds: true,
    reference: 'Pemberitaan April 2024',
  },
  {
    event: 'e-paspor-semua-kantor-2024',
    name: 'E-paspor dilayani di 126 kantor imigrasi',
    name_en: 'E-passport at all 126 immigration offices',
    office: null,
    kind: 'policy',
    starts: '2024-01-01',
    confounds: true,
    reference: 'Pemberitaan awal 2024; hari pastinya belum diperiksa',
  },
  {
    event: 'batam-e-paspor-penuh',
    name: 'Batam hanya melayani e-paspor',
    name_en: 'Batam issues e-passports only',
    office: 'batam',
    kind: 'policy',
    starts: '2024-12-01',
    confounds: true,
    reference: 'Pemberitaan Desember 2024',
  },
  {
    event: 'tarif-pp-45-2024',
    name: 'Tarif paspor baru (PP 45/2024)',
    name_en: 'New passport fees (PP 45/2024)',
    office: null,
    kind: 'fee',
    starts: '2024-12-17',
    confounds: true,
    reference: 'PP 45/2024',
  },
];

const before =
  'PP 28/2019; berlaku sejak sebelum hari ini. Penelitian awal menyebut Rp450.000 untuk paspor biasa, periksa';
const since = 'PP 45/2024';
const fees: readonly Fields[] = [
  { passport_type: 'ordinary', validity_years: 5, starts: '2019-12-06', rupiah: 350_000, reference: before },
  { passport_type: 'electronic', validity_years: 5, starts: '2019-12-06', rupiah: 650_000, reference: before },
  { passport_type: 'ordinary', validity_years: 5, starts: '2024-12-17', rupiah: 350_000, reference: since },
  { passport_type: 'ordinary', validity_years: 10, starts: '2024-12-17', rupiah: 650_000, reference: since },
  { passport_type: 'electronic', validity_years: 5, starts: '2024-12-17', rupiah: 650_000, reference: since },
  { passport_type: 'electronic', validity_years: 10, starts: '2024-12-17', rupiah: 950_000, reference: since },
];

/** A codebook to begin with: what the study this programme starts from met in its interviews. */
const themes: readonly Fields[] = [
  ['kurang-tahu', 'Belum tahu ada e-paspor', 'Does not know of the e-passport', 'Menyatakan baru mendengar e-paspor.'],
  ['biaya', 'Biaya', 'Cost', 'Harga, selisih dengan paspor biasa, mahal atau murah.'],
  ['persyaratan', 'Persyaratan', 'Requirements', 'Dokumen yang diminta, kelengkapan, prosedur.'],
  ['manfaat', 'Manfaat', 'Benefits', 'Bebas visa, autogate, keamanan; juga bila tidak dirasakan.'],
  ['lama-pengurusan', 'Lama pengurusan', 'Waiting time', 'Hari dari permohonan sampai paspor diterima.'],
  ['kepercayaan', 'Kepercayaan dan keamanan data', 'Trust and data security', 'Cip, pemalsuan, data pribadi.'],
  ['saluran-informasi', 'Saluran informasi', 'Channel of information', 'Dari mana informasi didapat atau dicari.'],
  ['kendala-petugas', 'Kendala petugas', 'Difficulties of the staff', 'Waktu, tenaga, alat, atau anggaran seksi.'],
].map(([theme, name, nameEn, definition], index) => ({
  theme: theme ?? '',
  name: name ?? '',
  name_en: nameEn ?? '',
  definition: definition ?? '',
  position: index + 1,
}));

/** Fills a store that nobody has brought anything into yet; says whether it did. */
export function preloadFacts(db: Db, now: Date): boolean {
  // All of it or nothing: a start that was cut off in between would never be made up for.
  return inTransaction(db, () => {
    if (db.select({ id: imports.id }).from(imports).limit(1).all().length > 0) return { keep: false, value: false };
    const by = { actor: systemActor('fakta awal'), now };
    const rows = (list: readonly Fields[]) => list.map((fields) => ({ fields, was: null }));
    storeRecords(db, 'events', rows(events), by);
    storeRecords(db, 'fees', rows(fees), by);
    storeRecords(db, 'themes', rows(themes), by);
    return { keep: true, value: true };
  });
}
