/**
 * The closed lists the programme works with, with their labels in both languages. Imports nothing, so that the
 * browser can have it through the door. Codes are stored; labels are shown.
 */

export const languages = ['id', 'en'] as const;
export type Language = (typeof languages)[number];
export type Label = Readonly<Record<Language, string>>;

/** How figures of one metric may be put together over several days. `none`: people counted once per day, never added. */
export type Aggregation = 'sum' | 'latest' | 'none';

/** The four stages of dissemination, after what the office itself put out. */
export const stages = {
  output: { label: { id: 'Yang dilakukan', en: 'Output' } },
  information: { label: { id: 'Memperoleh informasi', en: 'Information' } },
  awareness: { label: { id: 'Timbul kesadaran', en: 'Awareness' } },
  acceptance: { label: { id: 'Menerima', en: 'Acceptance' } },
  use: { label: { id: 'Memanfaatkan', en: 'Use' } },
} as const satisfies Record<string, { label: Label }>;
export type Stage = keyof typeof stages;

export interface Metric {
  readonly label: Label;
  readonly aggregation: Aggregation;
  readonly stage: Stage;
}

/**
 * The metrics a reading or a snapshot may carry. Within one stage the order is the order of preference where a page
 * has room for one only. Impressions and views are two metrics with two meanings and are never joined.
 */
export const metrics = {
  posts: { label: { id: 'Unggahan', en: 'Posts' }, aggregation: 'sum', stage: 'output' },
  events_held: { label: { id: 'Kegiatan lapangan', en: 'Events held' }, aggregation: 'sum', stage: 'output' },
  forums_held: { label: { id: 'Forum', en: 'Forums held' }, aggregation: 'sum', stage: 'output' },
  views: { label: { id: 'Tayangan (views)', en: 'Views' }, aggregation: 'sum', stage: 'information' },
  impressions: { label: { id: 'Impresi', en: 'Impressions' }, aggregation: 'sum', stage: 'information' },
  pageviews: { label: { id: 'Tampilan halaman', en: 'Page views' }, aggregation: 'sum', stage: 'information' },
  visits: { label: { id: 'Kunjungan situs', en: 'Visits' }, aggregation: 'sum', stage: 'information' },
  attendees: { label: { id: 'Peserta', en: 'Attendees' }, aggregation: 'sum', stage: 'information' },
  materials_handed_out: {
    label: { id: 'Materi dibagikan', en: 'Materials handed out' },
    aggregation: 'sum',
    stage: 'information',
  },
  video_views: { label: { id: 'Tayangan video', en: 'Video views' }, aggregation: 'sum', stage: 'information' },
  media_views: { label: { id: 'Tayangan media', en: 'Media views' }, aggregation: 'sum', stage: 'information' },
  reach: { label: { id: 'Jangkauan', en: 'Reach' }, aggregation: 'none', stage: 'information' },
  visitors: { label: { id: 'Pengunjung', en: 'Visitors' }, aggregation: 'none', stage: 'information' },
  engagements: { label: { id: 'Interaksi', en: 'Engagements' }, aggregation: 'sum', stage: 'awareness' },
  likes: { label: { id: 'Suka', en: 'Likes' }, aggregation: 'sum', stage: 'awareness' },
  comments: { label: { id: 'Komentar', en: 'Comments' }, aggregation: 'sum', stage: 'awareness' },
  shares: { label: { id: 'Dibagikan', en: 'Shares' }, aggregation: 'sum', stage: 'awareness' },
  saves: { label: { id: 'Disimpan', en: 'Saves' }, aggregation: 'sum', stage: 'awareness' },
  replies: { label: { id: 'Balasan', en: 'Replies' }, aggregation: 'sum', stage: 'awareness' },
  reposts: { label: { id: 'Posting ulang', en: 'Reposts' }, aggregation: 'sum', stage: 'awareness' },
  quotes: { label: { id: 'Kutipan', en: 'Quotes' }, aggregation: 'sum', stage: 'awareness' },
  bookmarks: { label: { id: 'Markah', en: 'Bookmarks' }, aggregation: 'sum', stage: 'awareness' },
  profile_visits: { label: { id: 'Kunjungan profil', en: 'Profile visits' }, aggregation: 'sum', stage: 'awareness' },
  media_engagements: {
    label: { id: 'Interaksi media', en: 'Media engagements' },
    aggregation: 'sum',
    stage: 'awareness',
  },
  detail_expands: { label: { id: 'Detail dibuka', en: 'Detail expands' }, aggregation: 'sum', stage: 'awareness' },
  hashtag_clicks: { label: { id: 'Klik tagar', en: 'Hashtag clicks' }, aggregation: 'sum', stage: 'awareness' },
  link_clicks: { label: { id: 'Klik tautan', en: 'Link clicks' }, aggregation: 'sum', stage: 'acceptance' },
  follows: { label: { id: 'Pengikut baru', en: 'New follows' }, aggregation: 'sum', stage: 'acceptance' },
  unfollows: { label: { id: 'Berhenti mengikuti', en: 'Unfollows' }, aggregation: 'sum', stage: 'acceptance' },
  followers: { label: { id: 'Pengikut', en: 'Followers' }, aggregation: 'latest', stage: 'acceptance' },
} as const satisfies Record<string, Metric>;
export type MetricCode = keyof typeof metrics;
export const metricCodes = Object.keys(metrics) as MetricCode[];

export const channelKinds = ['social', 'web', 'face-to-face', 'mass-media'] as const;
export type ChannelKind = (typeof channelKinds)[number];

export const grains = ['day', 'month'] as const;
/** The grain a figure was reported at. */
export type Grain = (typeof grains)[number];

/** `other`: travel documents outside uptake (24-page books, SPLP, PLB). */
export const passportTypes = {
  ordinary: { label: { id: 'Paspor biasa', en: 'Ordinary passport' } },
  electronic: { label: { id: 'E-paspor', en: 'E-passport' } },
  other: { label: { id: 'Dokumen lain', en: 'Other document' } },
} as const satisfies Record<string, { label: Label }>;
export type PassportType = keyof typeof passportTypes;

/** Answers to "where did you hear of the e-passport?" that are no channel of the office. */
export const otherSources = {
  other: { label: { id: 'Lainnya', en: 'Other' } },
  unknown: { label: { id: 'Tidak diketahui', en: 'Unknown' } },
} as const satisfies Record<string, { label: Label }>;

export const purposes = {
  tourism: { label: { id: 'Wisata', en: 'Tourism' } },
  umrah: { label: { id: 'Umrah', en: 'Umrah' } },
  hajj: { label: { id: 'Haji', en: 'Hajj' } },
  work: { label: { id: 'Bekerja', en: 'Work' } },
  study: { label: { id: 'Belajar', en: 'Study' } },
  medical: { label: { id: 'Berobat', en: 'Medical' } },
  family: { label: { id: 'Keluarga', en: 'Family' } },
  business: { label: { id: 'Bisnis', en: 'Business' } },
  other: { label: { id: 'Lainnya', en: 'Other' } },
} as const satisfies Record<string, { label: Label }>;

export const approaches = {
  diseminasi: { label: { id: 'Diseminasi', en: 'Dissemination (diseminasi)' } },
  sosialisasi: { label: { id: 'Sosialisasi', en: 'Outreach (sosialisasi)' } },
} as const satisfies Record<string, { label: Label }>;
export type Approach = keyof typeof approaches;

export const audiences = {
  entrepreneurs: { label: { id: 'Pengusaha', en: 'Entrepreneurs' } },
  'frequent-travellers': { label: { id: 'Sering bepergian', en: 'Frequent travellers' } },
  'family-abroad': { label: { id: 'Punya keluarga di luar negeri', en: 'People with family abroad' } },
  pilgrims: { label: { id: 'Jemaah umrah dan haji', en: 'Umrah and hajj pilgrims' } },
  tourists: { label: { id: 'Wisatawan', en: 'Tourists' } },
  students: { label: { id: 'Pelajar dan mahasiswa', en: 'Students' } },
  workers: { label: { id: 'Pekerja', en: 'Workers' } },
  'general-public': { label: { id: 'Masyarakat umum', en: 'General public' } },
} as const satisfies Record<string, { label: Label }>;

export const topics = {
  cost: { label: { id: 'Biaya', en: 'Cost' } },
  requirements: { label: { id: 'Persyaratan', en: 'Requirements' } },
  benefits: { label: { id: 'Manfaat', en: 'Benefits' } },
  'waiting-time': { label: { id: 'Lama pengurusan', en: 'Waiting time' } },
  difference: { label: { id: 'Beda dengan paspor biasa', en: 'Difference from the ordinary passport' } },
  procedure: { label: { id: 'Prosedur', en: 'Procedure' } },
  'security-features': { label: { id: 'Fitur keamanan', en: 'Security features' } },
  'visa-free': { label: { id: 'Bebas visa', en: 'Visa-free travel' } },
  other: { label: { id: 'Lainnya', en: 'Other' } },
} as const satisfies Record<string, { label: Label }>;

export const eventKinds = {
  launch: { label: { id: 'Peluncuran', en: 'Launch' } },
  policy: { label: { id: 'Kebijakan', en: 'Policy' } },
  fee: { label: { id: 'Tarif', en: 'Fee' } },
  closure: { label: { id: 'Penutupan', en: 'Closure' } },
  quota: { label: { id: 'Kuota', en: 'Quota' } },
  outage: { label: { id: 'Gangguan', en: 'Outage' } },
  supply: { label: { id: 'Ketersediaan blangko', en: 'Blank-book supply' } },
  holiday: { label: { id: 'Hari libur', en: 'Holiday' } },
  other: { label: { id: 'Lainnya', en: 'Other' } },
} as const satisfies Record<string, { label: Label }>;
export type EventKind = keyof typeof eventKinds;

/** The value of a breakdown column where the figure is not broken down by it. */
export const wholeTotal = 'all';

/** What a person may do. The order is that of the list on the page; it is no ladder. */
export const roles = {
  administrator: { label: { id: 'Administrator', en: 'Administrator' } },
  kepala: { label: { id: 'Kepala', en: 'Head' } },
  petugas: { label: { id: 'Petugas', en: 'Officer' } },
  peneliti: { label: { id: 'Peneliti', en: 'Researcher' } },
  pembaca: { label: { id: 'Pembaca', en: 'Reader' } },
} as const satisfies Record<string, { label: Label }>;
export type Role = keyof typeof roles;
export const roleCodes = Object.keys(roles) as [Role, ...Role[]];

/** Characters that a password has at least. */
export const passwordLengthMin = 12;

export const managementSteps = {
  planning: { label: { id: 'Perencanaan', en: 'Planning' } },
  organising: { label: { id: 'Pengorganisasian', en: 'Organising' } },
  actuating: { label: { id: 'Pelaksanaan', en: 'Actuating' } },
  controlling: { label: { id: 'Pengawasan', en: 'Controlling' } },
} as const satisfies Record<string, { label: Label }>;
export type ManagementStep = keyof typeof managementSteps;

/** What the section is to those it works with, in one activity. */
export const prRoles = {
  adviser: { label: { id: 'Penasihat ahli', en: 'Expert adviser' } },
  'communication-facilitator': { label: { id: 'Fasilitator komunikasi', en: 'Communication facilitator' } },
  'problem-solving-facilitator': {
    label: { id: 'Fasilitator pemecahan masalah', en: 'Problem-solving facilitator' },
  },
  technician: { label: { id: 'Teknisi komunikasi', en: 'Communication technician' } },
} as const satisfies Record<string, { label: Label }>;
export type PrRole = keyof typeof prRoles;

/** What an activity that a person writes down is; platforms have words of their own for their posts. */
export const activityKinds = {
  'field-event': { label: { id: 'Kegiatan lapangan', en: 'Field event' } },
  forum: { label: { id: 'Forum', en: 'Forum' } },
  article: { label: { id: 'Artikel', en: 'Article' } },
  post: { label: { id: 'Unggahan', en: 'Post' } },
} as const satisfies Record<string, { label: Label }>;
export type ActivityKind = keyof typeof activityKinds;

export const evidenceKinds = {
  observation: { label: { id: 'Pengamatan', en: 'Observation' } },
  interview: { label: { id: 'Wawancara', en: 'Interview' } },
  document: { label: { id: 'Dokumen', en: 'Document' } },
} as const satisfies Record<string, { label: Label }>;
export type EvidenceKind = keyof typeof evidenceKinds;

/** What a target can be set for, beside any metric of a channel. `less`: the target is not to be exceeded. */
export const indicators = {
  'uptake-share': { label: { id: 'Porsi e-paspor', en: 'E-passport share' }, unit: 'share', better: 'more' },
  electronic: { label: { id: 'Pemohon e-paspor', en: 'E-passport applicants' }, unit: 'count', better: 'more' },
  'inquiries-received': { label: { id: 'Pertanyaan masuk', en: 'Inquiries received' }, unit: 'count', better: 'more' },
  'answer-rate': { label: { id: 'Tingkat jawaban', en: 'Answer rate' }, unit: 'share', better: 'more' },
  'answer-minutes': {
    label: { id: 'Waktu menjawab (menit, median)', en: 'Time to answer (minutes, median)' },
    unit: 'minutes',
    better: 'less',
  },
  'waiting-days': {
    label: { id: 'Lama pengurusan (hari, median)', en: 'Waiting time (days, median)' },
    unit: 'days',
    better: 'less',
  },
  'campaigns-run': { label: { id: 'Kampanye berjalan', en: 'Campaigns run' }, unit: 'count', better: 'more' },
} as const satisfies Record<
  string,
  { label: Label; unit: 'share' | 'count' | 'minutes' | 'days'; better: 'more' | 'less' }
>;
export type Indicator = keyof typeof indicators;

/** The lists of the programme's words that are the office's own: an administrator may add to them. */
export const programmeLists = ['audiences', 'purposes', 'topics'] as const;
export type ProgrammeList = (typeof programmeLists)[number];

/** Draft, read and found in order, approved: from then on frozen. */
export const reportStates = ['draft', 'reviewed', 'approved'] as const;
export type ReportState = (typeof reportStates)[number];

export const deliveryKinds = ['mail', 'webhook'] as const;
export const deliveryStates = ['waiting', 'sent', 'failed'] as const;
