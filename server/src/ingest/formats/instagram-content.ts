import type { MetricCode } from '@tilik/db/vocabulary';
import type { Read } from '../cells.ts';
import type { Format } from '../format.ts';
import { cellOf, findHeader } from '../header.ts';
import { metaPosts } from './meta-posts.ts';
import { confidenceOf, snapshotQuestions } from './posts.ts';

const metricColumns = {
  views: ['views', 'tayangan'],
  reach: ['reach', 'jangkauan'],
  likes: ['likes', 'suka'],
  shares: ['shares', 'frekuensi dibagikan'],
  comments: ['comments', 'komentar'],
  saves: ['saves', 'frekuensi disimpan'],
  follows: ['follows', 'mengikuti'],
  // Of stories.
  replies: ['replies', 'balasan'],
  profile_visits: ['profile visits', 'kunjungan profil'],
  link_clicks: ['link clicks', 'klik tautan'],
  // Of files from before views took their place.
  impressions: ['impressions', 'impresi', 'impression'],
  video_views: ['plays', 'pemutaran'],
} as const satisfies Partial<Record<MetricCode, readonly string[]>>;

const columns = {
  post: ['post id', 'id postingan', 'id kiriman'],
  accountId: ['account id', 'id akun'],
  username: ['account username', 'nama pengguna akun'],
  account: ['account name', 'nama akun'],
  caption: ['description', 'deskripsi'],
  duration: ['duration (sec)', 'durasi (detik)'],
  published: ['publish time', 'waktu penerbitan', 'waktu publikasi'],
  permalink: ['permalink'],
  kind: ['post type', 'jenis postingan', 'tipe postingan'],
  comment: ['data comment', 'komentar data'],
  date: ['date', 'tanggal'],
  ...metricColumns,
} as const;

/** The platform's word for a post's kind, in either language, as one word. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['ig reel', 'reel'],
  ['reel ig', 'reel'],
  ['ig image', 'image'],
  ['gambar ig', 'image'],
  ['ig carousel', 'carousel'],
  ['carousel ig', 'carousel'],
  ['ig story', 'story'],
  ['cerita ig', 'story'],
  ['ig video', 'video'],
  ['video ig', 'video'],
]);

/**
 * The short code in a permalink. It names the post where Excel has turned the id into `1.8E+16`, and it is the same
 * post's in every export, so it is the identity of the post.
 */
export const shortcodeIn = (permalink: string): string | undefined =>
  /\/(?:p|reel|reels|tv|stories\/[^/]+)\/([\w-]+)/.exec(permalink)?.[1];

function readShortcode(permalink: string): Read<string> {
  const code = shortcodeIn(permalink);
  if (code !== undefined) return { ok: true, value: code };
  return permalink === ''
    ? { ok: false, reason: 'missing' }
    : { ok: false, reason: 'not-a-permalink', facts: { value: permalink } };
}

/** What these files are known to have besides, most of it of stories, and that no metric is for. */
const withoutMetric = /^(navigation|navigasi|sticker taps|ketukan stiker|.*seconds viewed)$/i;

/** Instagram content, Meta Business Suite: a row per post with its lifetime figures, captions of several lines. */
export const instagramContent: Format = {
  id: 'instagram-content',
  required: ['post id', 'publish time', 'permalink', 'post type'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    if (!['post', 'published', 'permalink', 'kind'].every((field) => header.at.has(field as keyof typeof columns)))
      return undefined;
    const isInstagram = sheet.head.some((row) => cellOf(header, row, 'permalink').includes('instagram.com'));
    if (!isInstagram && !header.at.has('username')) return undefined;
    const below = sheet.head.slice(header.index + 1);
    const account = (['username', 'account'] as const)
      .flatMap((field) => below.map((row) => cellOf(header, row, field).trim()))
      .find((name) => name !== '');
    return {
      confidence: confidenceOf(header, withoutMetric),
      questions: snapshotQuestions,
      ignored: header.unknown,
      account,
      read: (context) =>
        metaPosts(sheet, header, context, {
          channelId: 'instagram',
          metricColumns,
          identity: { field: 'permalink', read: (_, permalink) => readShortcode(permalink) },
          describe(text) {
            const kind = text('kind').trim();
            return {
              kind: kinds.get(kind.toLowerCase()) ?? kind,
              caption: text('caption') || null,
              account: text('username') || text('account') || null,
            };
          },
        }),
    };
  },
};
