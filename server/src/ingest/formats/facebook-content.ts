import type { MetricCode } from '@tilik/db/vocabulary';
import type { Format } from '../format.ts';
import { cellOf, findHeader } from '../header.ts';
import { metaPosts } from './meta-posts.ts';
import { confidenceOf, readPostId, snapshotQuestions } from './posts.ts';

/** Reactions are likes of every kind. `engagements` is the platform's own total of the three. */
const metricColumns = {
  views: ['views', 'tayangan'],
  impressions: ['impressions', 'impresi'],
  reach: ['reach', 'jangkauan'],
  engagements: [
    'reactions, comments and shares',
    'tanggapan, komentar, dan pembagian',
    'tanggapan, komentar dan pembagian',
    'tanggapan, komentar, dan kali dibagikan',
    'reaksi, komentar, dan pembagian',
    'reaksi, komentar dan pembagian',
    'reaksi, komentar, dan frekuensi dibagikan',
    'reaksi, komentar, dan berbagi',
  ],
  likes: ['reactions', 'reaksi', 'tanggapan', 'likes', 'suka'],
  comments: ['comments', 'komentar'],
  shares: ['shares', 'frekuensi dibagikan', 'dibagikan', 'kali dibagikan', 'pembagian', 'bagikan'],
  link_clicks: ['link clicks', 'klik tautan'],
  follows: ['follows', 'mengikuti'],
} as const satisfies Partial<Record<MetricCode, readonly string[]>>;

const columns = {
  post: ['post id', 'id postingan', 'id kiriman'],
  pageId: ['page id', 'id halaman'],
  page: ['page name', 'nama halaman'],
  title: ['title', 'judul'],
  caption: ['description', 'deskripsi'],
  duration: ['duration (sec)', 'durasi (detik)'],
  published: ['publish time', 'waktu penerbitan', 'waktu publikasi'],
  captionKind: ['caption type', 'jenis keterangan', 'tipe keterangan', 'jenis teks'],
  permalink: ['permalink', 'tautan permanen'],
  kind: ['post type', 'jenis postingan', 'tipe postingan'],
  comment: ['data comment', 'komentar data'],
  date: ['date', 'tanggal'],
  ...metricColumns,
} as const;

/** What these files are known to have besides and that no metric is for. */
const withoutMetric =
  /^(is crosspost|is share|languages|custom labels|funded content status|total clicks|other clicks|matched audience .*|(average )?seconds viewed|estimated earnings .*|ad (impressions|cpm) ?.*|negative feedback.*)$/i;

/** The platform's word for a post's kind, in either language, as one word. */
const kinds: ReadonlyMap<string, string> = new Map([
  ['photos', 'photo'],
  ['foto', 'photo'],
  ['reels', 'reel'],
  ['reel', 'reel'],
  ['links', 'link'],
  ['tautan', 'link'],
  ['videos', 'video'],
  ['video', 'video'],
  ['text', 'text'],
  ['teks', 'text'],
  ['status', 'text'],
  ['stories', 'story'],
  ['cerita', 'story'],
  ['live', 'live'],
  ['siaran langsung', 'live'],
]);

/** The platform's word for a kind of post on Facebook as one word, in lower case where it is a new one. */
export const facebookKind = (word: string): string => {
  const plain = word.trim().toLowerCase();
  return kinds.get(plain) ?? kinds.get(`${plain}s`) ?? (plain === '' ? 'post' : plain);
};

/** The post's number in a link, where the link has one: of a reel or a photo it is another number than the post's. */
export const facebookIdInLink = (link: string): string | undefined =>
  /\/(?:posts|videos|events)\/(?:[^/?]*\/)?(\d+)|[?&]story_fbid=(\d+)/
    .exec(link)
    ?.slice(1)
    .find((id) => id !== undefined);

/** Facebook content, Meta Business Suite: a row per post with its lifetime figures, 29 to 38 columns. */
export const facebookContent: Format = {
  id: 'facebook-content',
  required: ['post id', 'page id', 'publish time', 'permalink', 'post type'],
  columns,
  recognise(sheet) {
    const header = findHeader(sheet, columns);
    const has = (field: keyof typeof columns) => header.at.has(field);
    if (!has('post') || !has('published')) return undefined;
    const below = sheet.head.slice(header.index + 1);
    const isFacebook = below.some((row) => /facebook\.com|fb\.watch/.test(cellOf(header, row, 'permalink')));
    const isInstagram = below.some((row) => cellOf(header, row, 'permalink').includes('instagram.com'));
    if (isInstagram || !(isFacebook || has('pageId') || has('page'))) return undefined;
    if (!(Object.keys(metricColumns) as (keyof typeof metricColumns)[]).some(has)) return undefined;
    const account = below.map((row) => cellOf(header, row, 'page').trim()).find((name) => name !== '');
    return {
      confidence: confidenceOf(header, withoutMetric),
      questions: snapshotQuestions,
      ignored: header.unknown,
      account,
      read: (context) =>
        metaPosts(sheet, header, context, {
          channelId: 'facebook',
          metricColumns,
          identity: {
            field: 'post',
            // Before 2023 the page's number stood before the post's.
            read: (text, permalink) => readPostId(text('post').replace(/^\s*\d+_/, ''), facebookIdInLink(permalink)),
          },
          describe(text) {
            const captions = [...new Set([text('title'), text('caption')])].filter((said) => said.trim() !== '');
            return {
              kind: facebookKind(text('kind')),
              caption: captions.join('\n\n') || null,
              account: text('page').trim() || null,
            };
          },
        }),
    };
  },
};
