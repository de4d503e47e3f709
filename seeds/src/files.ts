import { type Day, isDay, periodOf } from '@tilik/server/inside/day.ts';
import { applicantDays, byMonth, type OfficeDay, type OfficeMonth, variantMonths } from './applicants.ts';
import {
  type ChannelDay,
  facebookDays,
  forumDays,
  instagramDays,
  type MetaMetric,
  outreachDays,
  websiteDays,
  type XMetric,
  xDays,
} from './engagement.ts';
import { type InstagramPost, instagramPosts } from './instagram-posts.ts';
import { bandung, comparisonOffices } from './offices.ts';
import { type ChannelId, campaigns, events } from './plan.ts';
import { sourceMonths } from './sources.ts';
import { csvBytes, metaContentBytes, metaDailyBytes, xOverviewBytes } from './write.ts';

export interface DemoFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** What a person would be asked because the file does not say. */
  readonly answers: { readonly channel?: string; readonly snapshotOn?: string };
}

const file = (name: string, bytes: Uint8Array, answers: DemoFile['answers'] = {}): DemoFile => ({
  name,
  bytes,
  answers,
});

/** Rows by the year of their day, in order. */
const byYear = <T extends { readonly day: Day }>(rows: readonly T[]): [year: string, rows: T[]][] => [
  ...Map.groupBy(rows, ({ day }) => day.slice(0, 4)),
];

const isFinished = (month: string, until: Day): boolean => periodOf(`${month}-01`, 'month').to <= until;

function eventFile(until: Day): DemoFile {
  const header = ['event', 'name', 'name_en', 'office', 'kind', 'starts', 'ends', 'confounds', 'reference'];
  const rows = events
    .filter(({ starts }) => starts <= until)
    .sort((a, b) => (a.starts < b.starts ? -1 : 1))
    .map((event) => [
      event.id,
      event.name,
      event.nameEn,
      event.office,
      event.kind,
      event.starts,
      event.ends,
      event.confounds ? 'yes' : 'no',
      event.reference,
    ]);
  return file('peristiwa.csv', csvBytes(header, rows));
}

function campaignFile(until: Day): DemoFile {
  const header = [
    ...['campaign', 'name', 'name_en', 'office', 'approach', 'objective', 'planned_from', 'planned_to'],
    ...['started', 'ended', 'channels', 'audiences', 'topics', 'budget'],
  ];
  const rows = campaigns
    .filter(({ actual }) => actual.from <= until)
    .map((campaign) => [
      campaign.id,
      campaign.name,
      campaign.nameEn,
      bandung.id,
      campaign.approach,
      campaign.objective,
      campaign.planned.from,
      campaign.planned.to,
      campaign.actual.from,
      campaign.actual.to <= until ? campaign.actual.to : null,
      campaign.channels.join('|'),
      campaign.audiences.join('|'),
      campaign.topics.join('|'),
      campaign.budgetRupiah,
    ]);
  return file('kampanye.csv', csvBytes(header, rows));
}

const applicantHeader = [
  ...['date', 'office', 'passport_type', 'variant', 'request', 'purpose', 'service_point', 'applicants'],
];

/** A row for each type on offer, not broken down. */
function typeRows(date: string, office: string, figures: Pick<OfficeDay, 'ordinary' | 'electronic'>) {
  const rows = [[date, office, 'ordinary', null, null, null, null, figures.ordinary]];
  if (figures.electronic !== null) {
    rows.push([date, office, 'electronic', null, null, null, null, figures.electronic]);
  }
  return rows;
}

const ourApplicantFiles = (days: readonly OfficeDay[]): DemoFile[] =>
  byYear(days).map(([year, ofYear]) =>
    file(
      `pemohon-bandung-${year}.csv`,
      csvBytes(
        applicantHeader,
        ofYear.flatMap((figures) => typeRows(figures.day, bandung.id, figures)),
      ),
    ),
  );

/** Only finished months: a month of a running one would be taken for a whole one. */
function variantFiles(days: readonly OfficeDay[], until: Day): DemoFile[] {
  const rows = variantMonths(days)
    .filter(({ month }) => isFinished(month, until))
    .flatMap(({ month, laminated, polycarbonate }) => {
      const row = (variant: string, count: number) => ({
        day: month,
        cells: [month, bandung.id, 'electronic', variant, null, null, null, count],
      });
      return polycarbonate === null
        ? [row('laminated', laminated)]
        : [row('laminated', laminated), row('polycarbonate', polycarbonate)];
    });
  return byYear(rows).map(([year, ofYear]) =>
    file(
      `pemohon-bandung-jenis-buku-${year}.csv`,
      csvBytes(
        applicantHeader,
        ofYear.map(({ cells }) => cells),
      ),
    ),
  );
}

function comparisonFile(until: Day): DemoFile {
  const rows = comparisonOffices.flatMap((office) =>
    byMonth(applicantDays(office, until))
      .filter(({ month }) => isFinished(month, until))
      .flatMap((figures) => typeRows(figures.month, office.id, figures)),
  );
  return file('pemohon-pembanding.csv', csvBytes(applicantHeader, rows));
}

function sourceFile(months: readonly OfficeMonth[], until: Day): DemoFile {
  const rows = sourceMonths(months.filter(({ month }) => isFinished(month, until))).map((answer) => [
    answer.month,
    bandung.id,
    answer.source,
    answer.passportType,
    answer.applicants,
  ]);
  return file(
    'sumber-informasi-bandung.csv',
    csvBytes(['date', 'office', 'source', 'passport_type', 'applicants'], rows),
  );
}

function readingFile(name: string, channel: ChannelId, days: readonly ChannelDay<string>[]): DemoFile {
  const rows = days.flatMap(({ day, values }) =>
    Object.entries(values).map(([metric, value]) => [day, bandung.id, channel, metric, value]),
  );
  return file(name, csvBytes(['date', 'office', 'channel', 'metric', 'value'], rows));
}

const xColumns: readonly [header: string, metric: XMetric][] = [
  ['Impressions', 'impressions'],
  ['Likes', 'likes'],
  ['Engagements', 'engagements'],
  ['Bookmarks', 'bookmarks'],
  ['Shares', 'shares'],
  ['New follows', 'follows'],
  ['Unfollows', 'unfollows'],
  ['Replies', 'replies'],
  ['Reposts', 'reposts'],
  ['Profile visits', 'profile_visits'],
  ['Create Post', 'posts'],
  ['Video views', 'video_views'],
  ['Media views', 'media_views'],
];

const xDate = new Intl.DateTimeFormat('en-US', {
  timeZone: 'UTC',
  weekday: 'short',
  month: 'short',
  day: 'numeric',
  year: 'numeric',
});

const xFiles = (until: Day): DemoFile[] =>
  byYear(xDays(until)).map(([year, days]) =>
    file(
      `account_overview_analytics_${year}.csv`,
      xOverviewBytes(
        ['Date', ...xColumns.map(([header]) => header)],
        days
          .toReversed()
          .map(({ day, values }) => [
            xDate.format(Date.parse(`${day}T00:00:00Z`)),
            ...xColumns.map(([, metric]) => values[metric]),
          ]),
      ),
    ),
  );

/** The title is all that names the metric; `Views` and `Content interactions` do not say of which platform. */
const metaTitles: Record<'instagram' | 'facebook', Record<MetaMetric, string>> = {
  instagram: {
    reach: 'Instagram reach',
    profile_visits: 'Instagram profile visits',
    link_clicks: 'Instagram link clicks',
    views: 'Views',
    engagements: 'Content interactions',
    follows: 'Instagram follows',
  },
  facebook: {
    reach: 'Facebook reach',
    profile_visits: 'Facebook visits',
    link_clicks: 'Facebook link clicks',
    views: 'Views',
    engagements: 'Content interactions',
    follows: 'Facebook follows',
  },
};

function metaDailyFiles(channel: 'instagram' | 'facebook', days: readonly ChannelDay<MetaMetric>[]): DemoFile[] {
  return (Object.keys(metaTitles[channel]) as MetaMetric[]).map((metric) => {
    const title = metaTitles[channel][metric];
    const rows = days
      .map(({ day, values }): [Day, number] => [day, values[metric]])
      // Meta leaves out the days without a new follower.
      .filter(([, value]) => metric !== 'follows' || value > 0);
    const answers = title.toLowerCase().includes(channel) ? {} : { channel };
    return file(`${channel}-${title.replaceAll(' ', '-')}.csv`, metaDailyBytes(title, rows), answers);
  });
}

const contentHeader = [
  ...['Post ID', 'Account ID', 'Account username', 'Account name', 'Description', 'Duration (sec)', 'Publish time'],
  ...['Permalink', 'Post type', 'Data comment', 'Date', 'Views', 'Reach', 'Likes', 'Shares', 'Comments', 'Saves'],
  'Follows',
];

/** Meta writes the time of publication in US Pacific time, whatever the zone of the account. */
const pacificTime = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

const contentFiles = (posts: readonly InstagramPost[], until: Day): DemoFile[] =>
  byYear(posts).map(([year, ofYear]) => {
    const rows = ofYear.map((post) => [
      post.id,
      '17841400000000000',
      'imigrasi.contoh',
      'Kantor Imigrasi Contoh (data contoh)',
      post.caption,
      post.durationSeconds,
      pacificTime.format(post.publishedAt).replace(', ', ' '),
      post.permalink,
      post.kind,
      null,
      'Lifetime',
      post.views,
      post.reach,
      post.likes,
      post.shares,
      post.comments,
      post.saves,
      post.follows,
    ]);
    const monthAfter = `${Number(year) + 1}-01-31`;
    const snapshotOn = monthAfter < until ? monthAfter : until;
    return file(`instagram-konten-${year}.csv`, metaContentBytes(contentHeader, rows), { snapshotOn });
  });

/**
 * The demo data as the files that an office would bring, to the last day with data. Made up, and the same for the same
 * last day; what a finished year or month says does not change when the last day moves on.
 */
export function demoFiles({ until }: { until: string }): DemoFile[] {
  if (!isDay(until)) throw new Error(`Not a day: ${until}`);
  const days = applicantDays(bandung, until);
  const posts = instagramPosts(until);
  return [
    eventFile(until),
    campaignFile(until),
    ...ourApplicantFiles(days),
    ...variantFiles(days, until),
    comparisonFile(until),
    sourceFile(byMonth(days), until),
    ...byYear(websiteDays(until)).map(([year, ofYear]) =>
      readingFile(`bacaan-situs-web-${year}.csv`, 'website', ofYear),
    ),
    readingFile('bacaan-sosialisasi-lapangan.csv', 'field-outreach', outreachDays(until)),
    readingFile('bacaan-forum-diseminasi.csv', 'forum', forumDays(until)),
    ...xFiles(until),
    ...metaDailyFiles('instagram', instagramDays(posts, until)),
    ...metaDailyFiles('facebook', facebookDays(until)),
    ...contentFiles(posts, until),
  ];
}
