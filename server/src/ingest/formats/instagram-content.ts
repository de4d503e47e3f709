import type { MetricCode } from '@tilik/db/vocabulary';
import { type Day, dayInZone, dayOf, instantOfWallClock } from '../../day.ts';
import { type Read, readCount } from '../cells.ts';
import { type Row, rowsAfter } from '../decode.ts';
import { activityFigure, snapshotFigure } from '../figures.ts';
import { type Context, type Format, RowReader } from '../format.ts';
import { cellOf, findHeader, isBlank, overflow } from '../header.ts';
import type { RowOutcome } from '../plan.ts';

const metricColumns = {
  views: ['views', 'tayangan'],
  reach: ['reach', 'jangkauan'],
  likes: ['likes', 'suka'],
  shares: ['shares', 'frekuensi dibagikan'],
  comments: ['comments', 'komentar'],
  saves: ['saves', 'frekuensi disimpan'],
  follows: ['follows', 'mengikuti'],
} as const satisfies Partial<Record<MetricCode, readonly string[]>>;
type MetricField = keyof typeof metricColumns;

const columns = {
  post: ['post id', 'id postingan'],
  accountId: ['account id', 'id akun'],
  username: ['account username', 'nama pengguna akun'],
  account: ['account name', 'nama akun'],
  caption: ['description', 'deskripsi'],
  duration: ['duration (sec)', 'durasi (detik)'],
  published: ['publish time', 'waktu penerbitan'],
  permalink: ['permalink'],
  kind: ['post type', 'jenis postingan'],
  comment: ['data comment', 'komentar data'],
  date: ['date', 'tanggal'],
  ...metricColumns,
} as const;

/** Meta writes publish times as its own wall clock shows them, whatever the zone of the account. */
const publishZone = 'America/Los_Angeles';

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
]);

/** `MM/DD/YYYY HH:mm` in US Pacific time to an instant. */
function readPublishTime(text: string): Read<Date> {
  const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d{2})$/.exec(text.trim());
  if (!parts)
    return text.trim() === ''
      ? { ok: false, reason: 'missing' }
      : { ok: false, reason: 'not-a-time', facts: { value: text.trim() } };
  const [, month, dayOfMonth, year, hour = '', minute] = parts;
  const day = dayOf(Number(year), Number(month), Number(dayOfMonth));
  if (!day || Number(hour) > 23 || Number(minute) > 59)
    return { ok: false, reason: 'no-such-day', facts: { value: text.trim() } };
  return { ok: true, value: instantOfWallClock(`${day}T${hour.padStart(2, '0')}:${minute}`, publishZone) };
}

/**
 * The short code in a permalink. It names the post where Excel has turned the id into `1.8E+16`, and it is the same
 * post's in every export, so it is the identity of the post.
 */
const shortcode = (permalink: string): string | undefined =>
  /\/(?:p|reel|reels|tv|stories\/[^/]+)\/([\w-]+)/.exec(permalink)?.[1];

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
    const known = header.at.size;
    return {
      confidence: known / (known + header.unknown.length),
      questions: [{ field: 'snapshotOn', required: false, choices: [] }],
      ignored: header.unknown,
      *read(context: Context): Iterable<RowOutcome> {
        for (const row of rowsAfter(sheet, header.index)) {
          if (isBlank(row)) continue;
          yield postOf(row, context);
        }
      },
    };

    function postOf(row: Row, context: Context): RowOutcome {
      const { line, original } = row;
      const tooLong = overflow(header, row);
      if (tooLong) return { kind: 'rejected', line, original, issues: [tooLong] };
      const reader = new RowReader();
      const label = (field: keyof typeof columns) => header.written.get(field) ?? field;
      const permalink = cellOf(header, row, 'permalink').trim();
      const code = shortcode(permalink);
      if (code === undefined) {
        reader.take(
          label('permalink'),
          permalink === ''
            ? { ok: false, reason: 'missing' }
            : { ok: false, reason: 'not-a-permalink', facts: { value: permalink } },
        );
      }
      const publishedAt = reader.take(label('published'), readPublishTime(cellOf(header, row, 'published')));
      const publishedOn: Day | undefined = publishedAt && dayInZone(publishedAt, context.office.zone);
      if (publishedOn !== undefined && publishedOn > context.snapshotOn) {
        reader.take(label('published'), {
          ok: false,
          reason: 'published-after-snapshot',
          facts: { publishedOn, snapshotOn: context.snapshotOn },
        });
      }
      const values: [MetricField, number][] = [];
      for (const metric of Object.keys(metricColumns) as MetricField[]) {
        if (!header.at.has(metric)) continue;
        const value = reader.take(label(metric), readCount(cellOf(header, row, metric)));
        if (value !== undefined && value !== null) values.push([metric, value]);
      }
      if (reader.issues.length > 0 || code === undefined || !publishedAt || publishedOn === undefined) {
        return { kind: 'rejected', line, original, issues: reader.issues };
      }
      const id = `instagram:${code}`;
      const kind = cellOf(header, row, 'kind').trim();
      return {
        kind: 'figures',
        line,
        original,
        figures: [
          activityFigure({
            id,
            officeId: context.office.id,
            channelId: 'instagram',
            campaignId: null,
            kind: kinds.get(kind.toLowerCase()) ?? kind,
            caption: cellOf(header, row, 'caption') || null,
            permalink,
            account: cellOf(header, row, 'username') || cellOf(header, row, 'account') || null,
            publishedAt: publishedAt.toISOString(),
            publishedOn,
          }),
          ...values.map(([metric, value]) =>
            snapshotFigure({ activityId: id, metric, takenOn: context.snapshotOn, value }, publishedOn, 'instagram'),
          ),
        ],
      };
    }
  },
};
