/** Rows of files as people and platforms write them, each whole by itself; give only what a test is about. */
type Cells = Readonly<Record<string, string | number>>;

const reading = (given: Cells = {}): Cells => ({
  date: '2026-01-05',
  channel: 'website',
  metric: 'visits',
  value: 10,
  ...given,
});

const applicantCount = (given: Cells = {}): Cells => ({
  date: '2026-01-05',
  passport_type: 'electronic',
  applicants: 12,
  ...given,
});

const declaredSource = (given: Cells = {}): Cells => ({
  date: '2025-12',
  source: 'instagram',
  passport_type: 'electronic',
  applicants: 7,
  ...given,
});

const event = (given: Cells = {}): Cells => ({
  event: 'new-fee',
  name: 'Tarif baru',
  kind: 'fee',
  starts: '2024-12-17',
  confounds: 'yes',
  ...given,
});

const campaign = (given: Cells = {}): Cells => ({
  campaign: 'know-it',
  name: 'Kenali E-Paspor',
  approach: 'sosialisasi',
  started: '2025-11-03',
  ...given,
});

/** One post of an Instagram content export, published in the afternoon of 5 December 2025 in Bandung. */
const post = (given: Cells = {}): Cells => ({
  'Post ID': '18000000000000001',
  'Account ID': '17840000000000001',
  'Account username': 'imigrasi.contoh',
  'Account name': 'Imigrasi Contoh',
  Description: 'Kenali e-paspor',
  'Duration (sec)': 0,
  'Publish time': '12/05/2025 01:30',
  Permalink: 'https://www.instagram.com/p/AAA111/',
  'Post type': 'IG image',
  'Data comment': '',
  Date: 'Lifetime',
  Views: 100,
  Reach: 80,
  Likes: 9,
  Shares: 2,
  Comments: 1,
  Saves: 3,
  Follows: 0,
  ...given,
});

const xDay = (given: Cells = {}): Cells => ({
  Date: 'Mon, Jan 5, 2026',
  Impressions: 1000,
  Likes: 40,
  Engagements: 90,
  Bookmarks: 1,
  Shares: 2,
  'New follows': 3,
  Unfollows: 0,
  Replies: 4,
  Reposts: 5,
  'Profile visits': 6,
  'Create Post': 1,
  'Video views': 70,
  'Media views': 80,
  ...given,
});

export const make = { reading, applicantCount, declaredSource, event, campaign, post, xDay };

/** Rows as the text of a file: one line of headers, cells quoted where they must be. */
export function csvOf(rows: readonly Cells[], delimiter = ','): string {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const quoted = (cell: string | number) => {
    const text = String(cell);
    return /["\r\n]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const lines = [columns, ...rows.map((row) => columns.map((column) => row[column] ?? ''))];
  return lines.map((line) => `${line.map(quoted).join(delimiter)}\n`).join('');
}

/** Text as the bytes Meta Business Suite writes: UTF-16, little end first, with a byte order mark. */
export function utf16(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(Buffer.from(`\uFEFF${text}`, 'utf16le'));
}
