import type { Block, Cell, Figure, ReportContent, Slide, Table, Words } from '@tilik/server/inside/reports/content.ts';
import { sampleReport } from './sample-report.ts';

const said = (id: string, en: string): Words => ({ id, en });

const months = Array.from({ length: 24 }, (_, at) => {
  const month = 2024 * 12 + at;
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
});

const longName = (at: number) =>
  said(
    `Kampanye nomor ${at} dengan nama yang sangat panjang: diseminasi e-paspor bagi calon jemaah haji, pekerja migran, dan pelajar di Kabupaten Bandung Barat`,
    `Campaign number ${at} with a very long name: telling future pilgrims, migrant workers and pupils of the e-passport in West Bandung Regency`,
  );

const uptake: Table = {
  key: 'uptake-months',
  title: said('Permohonan menurut bulan', 'Applications by month'),
  columns: [
    { key: 'month', label: said('Bulan', 'Month'), kind: 'month' },
    { key: 'electronic', label: said('E-paspor', 'E-passport'), kind: 'count' },
    { key: 'ordinary', label: said('Paspor biasa', 'Ordinary passport'), kind: 'count' },
    { key: 'share', label: said('Porsi e-paspor', 'E-passport share'), kind: 'share' },
    { key: 'low', label: said('Batas bawah 95 %', 'Lower end, 95 %'), kind: 'share' },
    { key: 'high', label: said('Batas atas 95 %', 'Upper end, 95 %'), kind: 'share' },
    { key: 'target', label: said('Sasaran', 'Target'), kind: 'share' },
  ],
  rows: months.map((month, at) => {
    const missing: Cell = { missing: 'not-reported' };
    const isMissing = at === 7 || at === 8;
    const share = 0.2 + at * 0.012 + (at % 3) * 0.01;
    const all = 2_400 + (at % 5) * 180;
    return {
      key: month,
      cells: {
        month,
        electronic: isMissing ? missing : Math.round(all * share),
        ordinary: isMissing ? missing : all - Math.round(all * share),
        share: isMissing ? { missing: 'not-computed' } : share,
        low: isMissing ? { missing: 'not-computed' } : share - 0.018,
        high: isMissing ? { missing: 'not-computed' } : share + 0.02,
        target: at < 12 ? { missing: 'outside' } : 0.42,
      },
    };
  }),
  note: said('Rentang: 95 % (Wilson).', 'Ranges: 95 % (Wilson).'),
};

const campaigns: Table = {
  key: 'campaigns',
  title: said('Kampanye bulan ini', 'Campaigns of this month'),
  columns: [
    { key: 'name', label: said('Kampanye', 'Campaign'), kind: 'text' },
    { key: 'from', label: said('Mulai', 'Start'), kind: 'day' },
    { key: 'budget', label: said('Anggaran', 'Budget'), kind: 'rupiah' },
    { key: 'points', label: said('Selisih porsi', 'Difference of shares'), kind: 'points' },
    { key: 'verdict', label: said('Penilaian', 'Verdict'), kind: 'text' },
  ],
  rows: Array.from({ length: 40 }, (_, at) => ({
    key: `campaign-${at}`,
    cells: {
      name: longName(at + 1),
      from: '2025-10-06',
      budget: at % 3 === 0 ? { missing: 'not-reported' as const } : 24_500_000 + at,
      points: 0.012 - at * 0.001,
      verdict: said('belum dapat dibedakan', 'not distinguishable'),
    },
  })),
  note: said('Penilaian setelah koreksi Holm atas semua kampanye tahun ini.', 'Verdicts after Holm, over this year.'),
};

const sources: Table = {
  key: 'sources',
  title: said('Sumber informasi yang disebut pemohon', 'Sources that applicants name'),
  columns: [
    { key: 'source', label: said('Sumber', 'Source'), kind: 'text' },
    { key: 'count', label: said('Pemohon', 'Applicants'), kind: 'count' },
  ],
  rows: [
    'Instagram @imigrasi.bandung',
    'Situs web kantor',
    'Keluarga, teman, dan rekan kerja',
    'Sosialisasi tatap muka di sekolah dan kampus di Kabupaten Bandung Barat dan Kota Cimahi',
    'Biro perjalanan',
    'Radio',
  ].map((source, at) => ({
    key: `${at}`,
    cells: { source, count: at === 5 ? { missing: 'not-reported' as const } : 420 - at * 70 },
  })),
};

const waiting: Table = {
  key: 'waiting',
  title: said('Lama pengurusan, median', 'Waiting time, median'),
  columns: [
    { key: 'month', label: said('Bulan', 'Month'), kind: 'month' },
    { key: 'own', label: said('Bandung', 'Bandung'), kind: 'days' },
    { key: 'other', label: said('Jakarta Pusat', 'Central Jakarta'), kind: 'days' },
  ],
  rows: months.slice(12).map((month, at) => ({
    key: month,
    cells: { month, own: at === 4 ? { missing: 'not-reported' } : 4 + (at % 3) * 0.5, other: 5 + (at % 4) * 0.5 },
  })),
};

const figures: Figure[] = [
  {
    key: 'share',
    label: said('Porsi e-paspor', 'E-passport share'),
    kind: 'share',
    value: 0.406,
    interval: [0.388, 0.426],
    against: [
      { label: said('Sasaran', 'Target'), value: 0.42, difference: -0.014, differenceKind: 'points' },
      { label: said('November 2025', 'November 2025'), value: 0.398, difference: 0.008, differenceKind: 'points' },
      { label: said('Desember 2024', 'December 2024'), value: { missing: 'not-reported' } },
    ],
  },
  {
    key: 'electronic',
    label: said('Pemohon e-paspor', 'E-passport applicants'),
    kind: 'count',
    value: 1_284,
    against: [
      { label: said('November 2025', 'November 2025'), value: 1_190, difference: 0.079, differenceKind: 'change' },
    ],
  },
  {
    key: 'waiting',
    label: said('Lama pengurusan, median', 'Waiting time, median'),
    kind: 'days',
    value: 4.5,
    against: [{ label: said('Jakarta Pusat', 'Central Jakarta'), value: 6 }],
  },
  {
    key: 'costs',
    label: said('Biaya kampanye', 'Costs of campaigns'),
    kind: 'rupiah',
    value: 1_224_500_000,
    against: [{ label: said('Anggaran', 'Budget'), value: { missing: 'not-reported' } }],
  },
];

const chartOf = (
  key: string,
  table: string,
  form: 'columns' | 'stacked-columns' | 'lines' | 'bars',
  category: string,
  columns: readonly [string, 'electronic' | 'ordinary' | 'share' | 'target' | 'first' | 'second', boolean?][],
  marks = 0,
): Block['items'][number] => ({
  kind: 'chart',
  chart: {
    key,
    table,
    form,
    category,
    series: columns.map(([column, role, secondAxis]) => ({
      column,
      role,
      ...(secondAxis ? { secondAxis } : {}),
      ...(column === 'share' ? { band: { low: 'low', high: 'high' } } : {}),
    })),
    title: said('Permohonan menurut jenis, dan porsi e-paspor', 'Applications by type, and the e-passport share'),
    says: said('Porsi naik dari bulan ke bulan.', 'The share rises month by month.'),
    marks: Array.from({ length: marks }, (_, at) => ({
      kind: at % 3 === 2 ? ('event' as const) : at === 0 ? ('launch' as const) : ('campaign' as const),
      from: months[(at * 3) % 22] ?? '',
      to: months[((at * 3) % 22) + (at % 3 === 1 ? 2 : 0)] ?? '',
      label: at % 2 === 0 ? said(`Kampanye ${at}`, `Campaign ${at}`) : longName(at),
    })),
  },
});

const slide = (key: string, title: Words, parts: Partial<Slide>): Slide => ({
  key,
  title,
  sentences: [],
  figures: [],
  chart: null,
  table: null,
  rowsMax: 0,
  notes: said(
    'Porsi: e-paspor dibagi semua permohonan.\nRentang: 95 % menurut Wilson.',
    'Share: e-passports of all applications.\nRange: 95 % by Wilson.',
  ),
  ...parts,
});

const sentence = said(
  'Porsi e-paspor pada Desember 2025 adalah 40,6%, yaitu 1.284 dari 3.160 permohonan; naik 0,8 poin dari November dan 1,4 poin di bawah sasaran.',
  'The e-passport share in December 2025 was 40.6%, which is 1,284 of 3,160 applications; 0.8 points above November and 1.4 points below the target.',
);
const shorter = said('Kampanye berjalan tiga; satu sudah dinilai.', 'Three campaigns ran; one has been judged.');

/** A report with the longest names, most campaigns and all kinds of slides that there may be. */
export const longReport = (overrides: Partial<ReportContent> = {}): ReportContent =>
  sampleReport({
    office: {
      id: 'bandung',
      name: 'Kantor Imigrasi Kelas I TPI Bandung, Kementerian Imigrasi dan Pemasyarakatan Republik Indonesia',
    },
    blocks: [
      { key: 'summary', title: said('Ringkasan', 'Summary'), items: [{ kind: 'figures', figures }] },
      {
        key: 'uptake',
        title: said('Pemakaian', 'Uptake'),
        items: [
          { kind: 'table', table: uptake },
          chartOf(
            'uptake',
            'uptake-months',
            'stacked-columns',
            'month',
            [
              ['electronic', 'electronic'],
              ['ordinary', 'ordinary'],
              ['share', 'share', true],
              ['target', 'target', true],
            ],
            11,
          ),
          { kind: 'table', table: campaigns },
          { kind: 'table', table: sources },
          chartOf('sources', 'sources', 'bars', 'source', [['count', 'first']]),
          { kind: 'table', table: waiting },
          chartOf('waiting', 'waiting', 'lines', 'month', [
            ['own', 'first'],
            ['other', 'second'],
          ]),
          chartOf('waiting-columns', 'waiting', 'columns', 'month', [
            ['own', 'first'],
            ['other', 'second'],
          ]),
        ],
      },
    ],
    slides: [
      slide(
        'title',
        said('Laporan bulanan diseminasi e-paspor, Desember 2025', 'Monthly report on e-passports, December 2025'),
        {
          sentences: [said('Bahan rapat bulanan', 'For the monthly meeting')],
        },
      ),
      slide('summary', sentence, {
        figures: ['share', 'electronic', 'waiting', 'costs'],
        sentences: [sentence, shorter, sentence],
      }),
      slide(
        'uptake',
        said('Porsi e-paspor 40,6%: di bawah sasaran 42,0%', 'E-passport share 40.6%: below the target of 42.0%'),
        {
          chart: 'uptake',
          figures: ['share', 'electronic'],
          sentences: [sentence, shorter],
        },
      ),
      slide(
        'campaigns',
        said('Empat puluh kampanye, dua didukung data', 'Forty campaigns, two supported by the data'),
        {
          table: 'campaigns',
          rowsMax: 8,
          sentences: [sentence, shorter],
        },
      ),
      slide('sources', said('Instagram paling banyak disebut', 'Instagram is named most'), {
        chart: 'sources',
        sentences: [shorter],
      }),
      slide('waiting', said('Lama pengurusan tetap', 'Waiting time is steady'), {
        chart: 'waiting',
        table: 'sources',
        rowsMax: 4,
        sentences: [sentence],
      }),
      slide('columns', said('Lama pengurusan menurut kantor', 'Waiting time by office'), { chart: 'waiting-columns' }),
      slide('plan', said('Rencana Januari 2026', 'Plan for January 2026'), {
        sentences: [sentence, shorter, sentence, shorter, sentence, shorter, sentence],
      }),
    ],
    ...overrides,
  });
