import type { ReportContent, Words } from '@tilik/server/inside/reports/content.ts';

const same = (text: string): Words => ({ id: text, en: text });
const said = (id: string, en: string): Words => ({ id, en });

/** A report written by hand: every kind of item, column and missing value once, with figures that hang together. */
const sample: ReportContent = {
  version: 1,
  office: { id: 'bandung', name: 'Kantor Imigrasi Kelas I TPI Bandung' },
  month: '2025-12',
  title: said('Laporan bulanan diseminasi e-paspor, Desember 2025', 'Monthly report on e-passports, December 2025'),
  sample: true,
  closed: true,
  letterhead: {
    lines: ['KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN', 'KANTOR IMIGRASI CONTOH', 'Jalan Contoh Nomor 1, Bandung'],
    logo: null,
  },
  signature: { place: 'Bandung', title: 'Kepala Kantor', name: 'Nama Contoh' },
  blocks: [
    {
      key: 'summary',
      title: said('Ringkasan', 'Summary'),
      items: [
        {
          kind: 'sentence',
          key: 'uptake',
          text: said(
            'Porsi e-paspor pada Desember 2025 adalah 40,0%, yaitu 400 dari 1.000 permohonan.',
            'The e-passport share in December 2025 was 40.0%, which is 400 of 1,000 applications.',
          ),
        },
        {
          kind: 'figures',
          figures: [
            {
              key: 'uptake-share',
              label: said('Porsi e-paspor', 'E-passport share'),
              kind: 'share',
              value: 0.4,
              interval: [0.37, 0.4307],
              against: [
                {
                  label: said('Sasaran', 'Target'),
                  value: 0.42,
                  difference: -0.02,
                  differenceKind: 'points',
                },
                {
                  label: said('Desember 2024', 'December 2024'),
                  value: { missing: 'not-reported' },
                  difference: { missing: 'not-computed' },
                  differenceKind: 'points',
                },
              ],
            },
            {
              key: 'electronic',
              label: said('Pemohon e-paspor', 'E-passport applicants'),
              kind: 'count',
              value: 400,
              against: [{ label: said('Sasaran', 'Target'), value: { missing: 'outside' } }],
            },
          ],
        },
      ],
    },
    {
      key: 'uptake',
      title: said('Pemakaian e-paspor', 'E-passport uptake'),
      items: [
        {
          kind: 'table',
          table: {
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
            rows: [
              {
                key: '2025-10',
                cells: {
                  month: '2025-10',
                  electronic: 350,
                  ordinary: 650,
                  share: 0.35,
                  low: 0.321,
                  high: 0.3801,
                  target: { missing: 'outside' },
                },
              },
              {
                key: '2025-11',
                cells: {
                  month: '2025-11',
                  electronic: { missing: 'not-reported' },
                  ordinary: { missing: 'not-reported' },
                  share: { missing: 'not-computed' },
                  low: { missing: 'not-computed' },
                  high: { missing: 'not-computed' },
                  target: 0.41,
                },
              },
              {
                key: '2025-12',
                cells: {
                  month: '2025-12',
                  electronic: 400,
                  ordinary: 600,
                  share: 0.4,
                  low: 0.37,
                  high: 0.4307,
                  target: 0.42,
                },
              },
            ],
            note: said('Rentang: 95 % (Wilson).', 'Ranges: 95 % (Wilson).'),
          },
        },
        {
          kind: 'chart',
          chart: {
            key: 'uptake-months',
            table: 'uptake-months',
            form: 'stacked-columns',
            category: 'month',
            series: [
              { column: 'electronic', role: 'electronic' },
              { column: 'ordinary', role: 'ordinary' },
              { column: 'share', band: { low: 'low', high: 'high' }, role: 'share', secondAxis: true },
              { column: 'target', role: 'target', secondAxis: true },
            ],
            title: said(
              'Permohonan menurut jenis, dan porsi e-paspor',
              'Applications by type, and the e-passport share',
            ),
            says: said(
              'Porsi tertinggi 40,0% pada Desember 2025; November tidak dilaporkan.',
              'The highest share was 40.0% in December 2025; November was not reported.',
            ),
            marks: [
              { kind: 'campaign', from: '2025-10', to: '2025-12', label: said('Kenali E-Paspor', 'Know it') },
              { kind: 'event', from: '2025-12', to: '2025-12', label: said('Tarif baru', 'New fee') },
              { kind: 'launch', from: '2025-10', to: '2025-10', label: said('Peluncuran', 'Launch') },
            ],
          },
        },
      ],
    },
    {
      key: 'campaigns',
      title: said('Kampanye', 'Campaigns'),
      items: [
        {
          kind: 'table',
          table: {
            key: 'campaigns',
            title: said('Kampanye bulan ini', 'Campaigns of this month'),
            columns: [
              { key: 'name', label: said('Kampanye', 'Campaign'), kind: 'text' },
              { key: 'from', label: said('Mulai', 'Start'), kind: 'day' },
              { key: 'to', label: said('Selesai', 'End'), kind: 'day' },
              { key: 'budget', label: said('Anggaran', 'Budget'), kind: 'rupiah' },
              { key: 'change', label: said('Perubahan', 'Change'), kind: 'change' },
              { key: 'points', label: said('Selisih porsi', 'Difference of shares'), kind: 'points' },
              { key: 'verdict', label: said('Penilaian', 'Verdict'), kind: 'text' },
            ],
            rows: [
              {
                key: 'know-it',
                cells: {
                  name: said('Kenali E-Paspor', 'Know the E-Passport'),
                  from: '2025-10-06',
                  to: '2025-12-14',
                  budget: 24_500_000,
                  change: 0.081,
                  points: 0.012,
                  verdict: said('belum dapat dibedakan', 'not distinguishable'),
                },
              },
              {
                key: 'at-school',
                cells: {
                  name: 'Imigrasi Masuk Sekolah',
                  from: '2025-12-01',
                  to: { missing: 'outside' },
                  budget: { missing: 'not-reported' },
                  change: -0.05,
                  points: -0.004,
                  verdict: { missing: 'not-computed' },
                },
              },
            ],
          },
        },
      ],
    },
    {
      key: 'channels',
      title: said('Kanal dan empat tahap', 'Channels and the four stages'),
      items: [
        {
          kind: 'table',
          table: {
            key: 'declared-sources',
            title: said('Sumber informasi yang disebut pemohon', 'Sources that applicants name'),
            columns: [
              { key: 'source', label: said('Sumber', 'Source'), kind: 'text' },
              { key: 'count', label: said('Pemohon', 'Applicants'), kind: 'count' },
              { key: 'share', label: said('Porsi', 'Share'), kind: 'share' },
            ],
            rows: [
              { key: 'instagram', cells: { source: 'Instagram', count: 120, share: 0.6 } },
              {
                key: 'field',
                cells: { source: said('Sosialisasi lapangan', 'Field outreach'), count: 80, share: 0.4 },
              },
            ],
          },
        },
        {
          kind: 'chart',
          chart: {
            key: 'declared-sources',
            table: 'declared-sources',
            form: 'bars',
            category: 'source',
            series: [{ column: 'count', role: 'first' }],
            title: said('Sumber informasi', 'Sources'),
            says: said('Instagram paling banyak disebut.', 'Instagram is named most.'),
            marks: [],
          },
        },
      ],
    },
    {
      key: 'inquiries',
      title: said('Pertanyaan publik', 'What the public asked'),
      items: [
        {
          kind: 'sentence',
          key: 'none',
          text: said('Tidak ada pertanyaan yang dilaporkan.', 'No questions were reported.'),
        },
      ],
    },
    {
      key: 'service',
      title: said('Layanan', 'Service'),
      items: [
        {
          kind: 'table',
          table: {
            key: 'service',
            title: said('Lama pengurusan', 'Waiting time'),
            columns: [
              { key: 'office', label: said('Kantor', 'Office'), kind: 'text' },
              { key: 'waiting', label: said('Median', 'Median'), kind: 'days' },
              { key: 'answer', label: said('Waktu menjawab', 'Time to answer'), kind: 'minutes' },
              { key: 'rating', label: said('Rerata', 'Mean'), kind: 'decimal' },
            ],
            rows: [
              { key: 'bandung', cells: { office: 'Bandung', waiting: 4.5, answer: 37, rating: 4.25 } },
              {
                key: 'batam',
                cells: { office: 'Batam', waiting: 6, answer: { missing: 'not-reported' }, rating: 3.9 },
              },
            ],
          },
        },
      ],
    },
    {
      key: 'duties',
      title: said('Empat tugas humas', 'The four duties of public relations'),
      items: [
        {
          kind: 'sentence',
          key: 'adviser',
          text: said('Penasihat ahli: tidak ada kegiatan yang dicatat.', 'Expert adviser: no activity was recorded.'),
        },
      ],
    },
    {
      key: 'events',
      title: said('Peristiwa', 'Events'),
      items: [{ kind: 'sentence', key: 'none', text: said('Tidak ada peristiwa.', 'There was no event.') }],
    },
    {
      key: 'completeness',
      title: said('Kelengkapan data', 'Completeness'),
      items: [
        {
          kind: 'sentence',
          key: 'all',
          text: said('Semua angka yang diharapkan ada.', 'Every figure that was expected is there.'),
        },
      ],
    },
    {
      key: 'plan',
      title: said('Rencana bulan depan', 'Plan for next month'),
      items: [
        {
          kind: 'sentence',
          key: 'none',
          text: said('Tidak ada kampanye yang direncanakan.', 'No campaign is planned.'),
        },
      ],
    },
    {
      key: 'remarks',
      title: said('Catatan seksi', 'Remarks of the section'),
      items: [
        {
          kind: 'rich',
          text: [
            {
              kind: 'paragraph',
              runs: [
                { text: 'Antrean ' },
                { text: 'lebih pendek', strong: true },
                { text: ' sejak ' },
                { text: 'loket baru', emphasis: true },
                { text: '.' },
              ],
            },
            { kind: 'list', ordered: true, entries: [[{ text: 'Satu' }], [{ text: 'Dua', strong: true }]] },
            { kind: 'list', ordered: false, entries: [[{ text: 'Butir' }]] },
          ],
        },
      ],
    },
    {
      key: 'appendix',
      title: said('Lampiran', 'Appendix'),
      items: [
        {
          kind: 'definitions',
          definitions: [
            {
              key: 'uptake-share',
              term: said('Porsi e-paspor', 'E-passport share'),
              meaning: said(
                'E-paspor dibagi jumlah e-paspor dan paspor biasa.',
                'E-passports divided by e-passports and ordinary passports together.',
              ),
            },
          ],
        },
      ],
    },
  ],
  slides: [
    {
      key: 'title',
      title: said('Laporan bulanan diseminasi e-paspor', 'Monthly report on e-passports'),
      sentences: [said('Desember 2025', 'December 2025')],
      figures: [],
      chart: null,
      table: null,
      rowsMax: 0,
      notes: same('—'),
    },
    {
      key: 'uptake',
      title: said('Porsi e-paspor 40,0%', 'E-passport share 40.0%'),
      sentences: [said('Di bawah sasaran 42,0%.', 'Below the target of 42.0%.')],
      figures: ['uptake-share', 'electronic'],
      chart: 'uptake-months',
      table: null,
      rowsMax: 0,
      notes: said('Porsi: e-paspor dibagi semua.', 'Share: e-passports divided by all.'),
    },
    {
      key: 'campaigns',
      title: said('Kampanye', 'Campaigns'),
      sentences: [said('Dua kampanye.', 'Two campaigns.')],
      figures: [],
      chart: null,
      table: 'campaigns',
      rowsMax: 5,
      notes: said('Penilaian setelah Holm.', 'Verdicts after Holm.'),
    },
  ],
};

/** The sample, with other words or figures where a test is about them. */
export const sampleReport = (overrides: Partial<ReportContent> = {}): ReportContent => ({ ...sample, ...overrides });
