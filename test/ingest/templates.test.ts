import {
  activities,
  applicants,
  audienceApplicants,
  campaigns,
  events,
  evidence,
  fees,
  inquiries,
  processing,
  readings,
  sources,
  targets,
  themes,
} from '@tilik/db/schema';
import type { Language } from '@tilik/db/vocabulary';
import type { Problem } from '@tilik/server/inside/problem.ts';
import { expect, test } from 'vitest';
import writeExcel, { type SheetData } from 'write-excel-file/node';
import { csvOf, make } from '../support/make.ts';
import { openApp } from '../support/open-app.ts';

/** A day on which the days of every example row are past. */
const afterExamples = '2026-06-15T05:00:00Z';

const whole = { variant: 'all', request: 'all', purpose: 'all', servicePoint: 'all' };

/** What each template's example row is once it is stored. */
const examples = {
  readings: { officeId: 'bandung', channelId: 'website', metric: 'visits', grain: 'day', periodOn: '2026-01-15' },
  applicants: { officeId: 'bandung', grain: 'month', periodOn: '2026-01-01', passportType: 'electronic', ...whole },
  sources: { officeId: 'bandung', grain: 'month', periodOn: '2026-01-01', source: 'instagram', applicants: 310 },
  campaigns: {
    officeId: 'bandung',
    name: 'Kenali E-Paspor',
    nameEn: 'Know the E-Passport',
    approach: 'sosialisasi',
    plannedFromOn: '2026-02-01',
    startedOn: '2026-02-03',
    endedOn: '2026-03-15',
    channels: ['instagram', 'field-outreach'],
    audiences: ['general-public'],
    topics: ['benefits', 'cost'],
    budgetRupiah: 5_000_000,
    spendingRupiah: 4_250_000,
    managementStep: 'controlling',
    cancelledOn: null,
    copiedFrom: null,
  },
  events: {
    officeId: null,
    kind: 'fee',
    name: 'Tarif baru PP 45/2024',
    nameEn: 'New fees (PP 45/2024)',
    startsOn: '2024-12-17',
    endsOn: null,
    confounds: true,
    reference: 'PP 45/2024',
  },
  inquiries: { officeId: 'bandung', channelId: 'instagram', topic: 'cost', received: 42, answered: 40 },
  activities: {
    officeId: 'bandung',
    channelId: 'field-outreach',
    kind: 'field-event',
    publishedAt: '2026-02-14T02:00:00.000Z',
    publishedOn: '2026-02-14',
    prRole: 'communication-facilitator',
    topics: ['benefits', 'cost'],
    costRupiah: 750_000,
  },
  processing: {
    officeId: 'bandung',
    grain: 'month',
    periodOn: '2026-01-01',
    passportType: 'electronic',
    completed: 4875,
    held: 120,
    waitingDaysMedian: 3.5,
    waitingDaysP90: 7,
  },
  fees: {
    passportType: 'electronic',
    validityYears: 10,
    startsOn: '2024-12-17',
    rupiah: 950_000,
    reference: 'PP 45/2024',
  },
  targets: {
    officeId: 'bandung',
    campaignId: '',
    indicator: 'uptake-share',
    channelId: '',
    monthOn: '2026-03-01',
    target: 0.45,
  },
  evidence: { officeId: 'bandung', kind: 'interview', notedOn: '2026-02-10', themes: [], campaignId: null },
  themes: { name: 'Biaya', nameEn: 'Cost', position: 1 },
  'audience-applicants': {
    officeId: 'bandung',
    periodOn: '2026-01-01',
    audience: 'pilgrims',
    passportType: 'electronic',
    applicants: 410,
  },
};
const tables = {
  readings,
  applicants,
  sources,
  campaigns,
  events,
  inquiries,
  activities,
  processing,
  fees,
  targets,
  evidence,
  themes,
  'audience-applicants': audienceApplicants,
};
type TemplateName = keyof typeof tables;
const templateNames = Object.keys(tables) as TemplateName[];
const faces = templateNames.flatMap((name) =>
  (['csv', 'xlsx'] as const).flatMap((ending) => (['id', 'en'] as const).map((lang) => ({ name, ending, lang }))),
);

async function download(name: string, lang: Language): Promise<Uint8Array<ArrayBuffer>> {
  const response = await openApp().request(`/api/v1/imports/templates/${name}?lang=${lang}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toBe(`attachment; filename="tilik-${name}"`);
  return new Uint8Array(await response.arrayBuffer());
}

const workbook = async (rows: SheetData): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await writeExcel(rows).toBuffer());

test.each(faces)('the $name template as $ending in $lang imports back as it was downloaded', async (face) => {
  const app = openApp({ now: afterExamples });
  const report = await app.store(await download(`${face.name}.${face.ending}`, face.lang));
  expect(report).toMatchObject({ format: `tilik-${face.name}`, confidence: 1, status: 'stored' });
  expect(report).toMatchObject({ rows: 1, stored: 1, rejected: 0, skipped: 0, problems: [] });
  expect(app.db.select().from(tables[face.name]).all()).toMatchObject([examples[face.name]]);
});

test.each(templateNames)('the %s template says the same in both languages and both endings', async (name) => {
  const app = openApp({ now: afterExamples });
  await app.store(await download(`${name}.csv`, 'id'));
  const again = await app.store(await download(`${name}.xlsx`, 'id'));
  expect(again).toMatchObject({ stored: 0, replaced: 0, unchanged: 1, rejected: 0 });
});

test('headers of a downloaded template are in the language asked for', async () => {
  const headerOf = async (lang: Language) =>
    new TextDecoder().decode(await download('applicants.csv', lang)).split('\n')[0];
  expect(await headerOf('id')).toBe('tanggal,kantor,jenis_paspor,varian,jenis_permohonan,tujuan,unit_layanan,pemohon');
  expect(await headerOf('en')).toBe('date,office,passport_type,variant,request,purpose,service_point,applicants');
});

test('a template that is not there is a problem that names those there are', async () => {
  for (const name of ['nothing.csv', 'readings.xls', 'readings', 'readings.csv.csv', '__proto__.csv', 'toString.csv']) {
    const response = await openApp().request(`/api/v1/imports/templates/${name}?lang=en`);
    expect(response.status).toBe(404);
    const problem = (await response.json()) as Problem;
    expect(problem.code).toBe('no-such-template');
    expect(problem.detail).toContain('readings.csv, readings.xlsx, applicants.csv');
  }
});

test.each([
  ['Bahasa Indonesia', 'tanggal,kanal,metrik,nilai\n2026-01-05,Situs web,Kunjungan situs,12\n'],
  ['English', 'date,channel,metric,value\n2026-01-05,Website,Visits,12\n'],
  ['codes', 'date,channel,metric,value\n2026-01-05,website,visits,12\n'],
  ['both mixed, in another order', 'nilai,metric,kanal,date\n12,visits,Situs Web,2026-01-05\n'],
  ['other names for a column', 'hari,kanal,metrik,jumlah\n2026-01-05,situs,visits,12\n'],
  ['capitals, blanks and underscores', ' TANGGAL , Kanal,METRIK,Nilai \n2026-01-05,SITUS_WEB,kunjungan  situs,12\n'],
  ['a byte order mark', '\uFEFFdate,channel,metric,value\n2026-01-05,website,visits,12\n'],
  ['semicolons', 'date;channel;metric;value\n2026-01-05;website;visits;12\n'],
  ['tabs', 'date\tchannel\tmetric\tvalue\n2026-01-05\twebsite\tvisits\t12\n'],
  ['a sep= line', 'sep=;\ndate;channel;metric;value\n2026-01-05;website;visits;12\n'],
  ['CRLF', 'date,channel,metric,value\r\n2026-01-05,website,visits,12\r\n'],
  ['CR alone', 'date,channel,metric,value\r2026-01-05,website,visits,12\r'],
  ['no line break at the end', 'date,channel,metric,value\n2026-01-05,website,visits,12'],
  ['a title and blank lines above', 'Bacaan kanal\n\ndate,channel,metric,value\n\n2026-01-05,website,visits,12\n\n\n'],
  ['every cell quoted', '"date","channel","metric","value"\n"2026-01-05","website","visits","12"\n'],
  [
    'each line wrapped into one cell by Excel',
    '"date,""channel"",""metric"",value"\r\n"2026-01-05,""website"",visits,""12"""\r\n',
  ],
])('a readings file reads the same with %s', async (_, text) => {
  const app = openApp();
  const report = await app.store(text);
  expect(report).toMatchObject({ rows: 1, stored: 1, problems: [] });
  expect(app.db.select().from(readings).all()).toMatchObject([
    { officeId: 'bandung', channelId: 'website', metric: 'visits', grain: 'day', periodOn: '2026-01-05', value: 12 },
  ]);
});

test('lines that end in different ways are all read', async () => {
  const app = openApp();
  const text = `date,channel,metric,value\r\n2026-01-05,website,visits,1\n2026-01-06,website,visits,2\r2026-01-07,website,visits,3\r\n`;
  expect(await app.store(text)).toMatchObject({ rows: 3, stored: 3 });
  expect(
    app.db
      .select()
      .from(readings)
      .all()
      .map(({ value }) => value),
  ).toEqual([1, 2, 3]);
});

test('a rejected row keeps its line number and its text whatever ends the lines', async () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const app = openApp();
    const lines = ['date,channel,metric,value', '2026-01-05,website,visits,1', '', '2026-01-06,website,visits,many'];
    const report = await app.store(lines.join(end));
    expect(report.problems).toMatchObject([
      { line: 4, code: 'not-a-number', original: '2026-01-06,website,visits,many' },
    ]);
  }
});

test('text in Windows-1252 keeps its letters and dashes', async () => {
  const app = openApp();
  const text = csvOf([make.event({ name: 'Café – “é” 20 €' })]);
  const windows = { '–': 0x96, '“': 0x93, '”': 0x94, '€': 0x80 } as Record<string, number>;
  const bytes = new Uint8Array([...text].map((letter) => windows[letter] ?? letter.charCodeAt(0)));
  await app.store(bytes);
  expect(app.db.select().from(events).all()).toMatchObject([{ name: 'Café – “é” 20 €' }]);
});

test.each([
  ['2026-01-05', 'day', '2026-01-05'],
  ['05/01/2026', 'day', '2026-01-05'],
  ['5/1/2026', 'day', '2026-01-05'],
  ['05-01-2026', 'day', '2026-01-05'],
  ['05.01.2026', 'day', '2026-01-05'],
  ['5 Januari 2026', 'day', '2026-01-05'],
  ['Senin, 5 Januari 2026', 'day', '2026-01-05'],
  ['5 January 2026', 'day', '2026-01-05'],
  ['5-Jan-2026', 'day', '2026-01-05'],
  ['2026-01', 'month', '2026-01-01'],
  ['Januari 2026', 'month', '2026-01-01'],
  ['January 2026', 'month', '2026-01-01'],
  ['01/2026', 'month', '2026-01-01'],
  ['Des 2025', 'month', '2025-12-01'],
])('the date %s is the %s of %s', async (date, grain, periodOn) => {
  const app = openApp();
  await app.store(csvOf([make.applicantCount({ date })]), { dayOrder: 'day-first' });
  expect(app.db.select().from(applicants).all()).toMatchObject([{ grain, periodOn, applicants: 12 }]);
});

test('a workbook with real numbers and real dates reads as the same file in CSV', async () => {
  const app = openApp();
  const date = (day: string) => ({ value: new Date(`${day}T00:00:00Z`), type: Date, format: 'dd/mm/yyyy' });
  const report = await app.store(
    await workbook([
      [{ value: 'Tanggal' }, { value: 'Jenis paspor' }, { value: 'Pemohon' }],
      [date('2026-01-05'), { value: 'E-paspor' }, { value: 1234, type: Number }],
      [date('2025-12-31'), { value: 'Paspor biasa' }, { value: 0, type: Number }],
      [{ value: '2025-11' }, { value: 'E-paspor' }, { value: 89.0, type: Number }],
      [null, null, null],
      [date('2026-01-06'), { value: 'E-paspor' }, { value: 1.5, type: Number }],
    ]),
    { name: 'recap.xlsx' },
  );
  expect(report).toMatchObject({ rows: 4, stored: 3, rejected: 1 });
  expect(report.problems).toMatchObject([{ line: 6, field: 'Pemohon', code: 'fraction' }]);
  const stored = app.db.select().from(applicants).all();
  expect(
    stored.map(({ grain, periodOn, passportType, applicants: count }) => [grain, periodOn, passportType, count]),
  ).toEqual(
    expect.arrayContaining([
      ['day', '2026-01-05', 'electronic', 1234],
      ['day', '2025-12-31', 'ordinary', 0],
      ['month', '2025-11-01', 'electronic', 89],
    ]),
  );
});

test('every sheet of a workbook is read, and one that is no table of ours is named', async () => {
  const app = openApp();
  const header = ['date', 'channel', 'metric', 'value'].map((value) => ({ value }));
  const row = (...cells: string[]) => cells.map((value) => ({ value }));
  const bytes = await writeExcel([
    { sheet: 'Januari', data: [header, row('2026-01-05', 'website', 'visits', '5')] },
    { sheet: 'Catatan', data: [row('hubungi bagian humas')] },
    { sheet: 'Desember', data: [header, row('2025-12-05', 'website', 'visits', '6')] },
  ]).toBuffer();
  const report = await app.store(new Uint8Array(bytes));
  expect(report).toMatchObject({ rows: 2, stored: 2 });
  expect(report.problems).toEqual([
    { code: 'ignored-sheet', message: 'The sheet “Catatan” was not recognised and not stored.' },
  ]);
});

test('bad rows on the same row of two sheets are both reported', async () => {
  const app = openApp();
  const header = ['date', 'channel', 'metric', 'value'].map((value) => ({ value }));
  const row = (...cells: string[]) => cells.map((value) => ({ value }));
  const bytes = await writeExcel([
    {
      sheet: 'A',
      data: [header, row('2026-01-05', 'website', 'visits', 'x'), row('2026-01-06', 'website', 'visits', '1')],
    },
    {
      sheet: 'B',
      data: [header, row('2026-01-07', 'website', 'visits', 'y'), row('2026-01-08', 'website', 'visits', '2')],
    },
  ]).toBuffer();
  const report = await app.store(new Uint8Array(bytes));
  expect(report).toMatchObject({ rows: 4, stored: 2, rejected: 2 });
  const { problems } = await app.get<typeof report>(`/api/v1/imports/${report.id}`);
  expect(problems.map(({ original }) => original)).toEqual([
    '2026-01-05,website,visits,x',
    '2026-01-07,website,visits,y',
  ]);
});

test('breakdown columns keep figures of different breakdowns apart', async () => {
  const app = openApp();
  const report = await app.store(
    csvOf([
      make.applicantCount({
        date: '2025-12',
        variant: '',
        request: '',
        purpose: '',
        service_point: '',
        applicants: 100,
      }),
      make.applicantCount({ date: '2025-12', variant: 'Polikarbonat 10 tahun', applicants: 30 }),
      make.applicantCount({ date: '2025-12', request: 'BARU', applicants: 60 }),
      make.applicantCount({ date: '2025-12', purpose: 'Umrah', service_point: 'ULP Bandung', applicants: 10 }),
      make.applicantCount({ date: '2025-12', purpose: 'hajj', service_point: 'ulp_bandung', applicants: 9 }),
    ]),
  );
  expect(report).toMatchObject({ rows: 5, stored: 5 });
  const stored = app.db.select().from(applicants).all();
  expect(stored.map((row) => [row.variant, row.request, row.purpose, row.servicePoint, row.applicants]).sort()).toEqual(
    [
      ['all', 'all', 'all', 'all', 100],
      ['polikarbonat-10-tahun', 'all', 'all', 'all', 30],
      ['all', 'baru', 'all', 'all', 60],
      ['all', 'all', 'umrah', 'ulp-bandung', 10],
      ['all', 'all', 'hajj', 'ulp-bandung', 9],
    ].sort(),
  );
});

test.each([
  ['Paspor biasa', 'ordinary'],
  ['PASPOR BIASA NON ELEKTRONIK', 'ordinary'],
  ['non-elektronik', 'ordinary'],
  ['PASPOR BIASA ELEKTRONIK', 'electronic'],
  ['Paspor Elektronik', 'electronic'],
  ['E-Paspor', 'electronic'],
  ['e-passport', 'electronic'],
  ['Dokumen lain', 'other'],
])('the passport type %s is %s', async (written, passportType) => {
  const app = openApp();
  await app.store(csvOf([make.applicantCount({ passport_type: written })]));
  expect(app.db.select().from(applicants).all()).toMatchObject([{ passportType }]);
});

test('rows that name no office are of the office that was answered, others of the one they name', async () => {
  const app = openApp();
  await app.store(
    csvOf([make.applicantCount({ office: '' }), make.applicantCount({ office: 'Kanim Surabaya', applicants: 3 })]),
    { office: 'batam' },
  );
  const stored = app.db.select().from(applicants).all();
  expect(stored.map(({ officeId, applicants: count }) => [officeId, count])).toEqual([
    ['batam', 12],
    ['surabaya', 3],
  ]);
});

test('a row of more cells than headers is rejected: 5,120 unquoted must not be stored as 5', async () => {
  const app = openApp();
  const text =
    'date,passport_type,applicants\n2025-12,electronic,5,120\n2025-11,electronic,"5,120"\n2025-10,electronic,7,,\n';
  const report = await app.store(text);
  expect(report).toMatchObject({ rows: 3, stored: 2, rejected: 1 });
  expect(report.problems).toMatchObject([{ line: 2, original: '2025-12,electronic,5,120' }]);
  expect(
    app.db
      .select()
      .from(applicants)
      .all()
      .map((row) => [row.periodOn, row.applicants]),
  ).toEqual([
    ['2025-10-01', 7],
    ['2025-11-01', 5120],
  ]);
});

test('declared sources broken down further are not taken for applicants', async () => {
  const app = openApp();
  const rows = [
    make.declaredSource({ request: 'baru', purpose: 'umrah' }),
    make.declaredSource({ source: 'Tidak tahu', request: 'baru', purpose: 'umrah', applicants: 5 }),
  ];
  await app.send(csvOf(rows));
  expect(app.db.select().from(applicants).all()).toEqual([]);
});

test('campaigns name their codes by label, by code, and in either language', async () => {
  const app = openApp();
  await app.store(
    csvOf([
      make.campaign({
        channels: 'Instagram|situs | field_outreach',
        audiences: 'Pelajar dan mahasiswa|tourists',
        topics: 'Biaya|visa-free',
        budget: '5.000.000',
        planned_from: '2027-01-01',
      }),
    ]),
  );
  expect(app.db.select().from(campaigns).all()).toMatchObject([
    {
      id: 'know-it',
      channels: ['instagram', 'website', 'field-outreach'],
      audiences: ['students', 'tourists'],
      topics: ['cost', 'visa-free'],
      budgetRupiah: 5_000_000,
      plannedFromOn: '2027-01-01',
      endedOn: null,
    },
  ]);
});

test('answers to where one heard of it that are no channel are kept as other and unknown', async () => {
  const app = openApp();
  const names = ['Instagram', 'Situs web', 'lain-lain', 'Tidak ingat'];
  await app.store(csvOf(names.map((source) => make.declaredSource({ source }))));
  expect(
    app.db
      .select()
      .from(sources)
      .all()
      .map(({ source }) => source),
  ).toEqual(['instagram', 'other', 'unknown', 'website']);
});
