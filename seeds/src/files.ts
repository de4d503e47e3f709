import type { ManagementStep } from '@tilik/db/vocabulary';
import { addDays, type Day, isDay, periodOf, type Span } from '@tilik/server/inside/day.ts';
import { assignedPosts, type PlannedActivity, plannedActivities } from './activities.ts';
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
import { fieldNotes, themes } from './evidence.ts';
import { type Questions, questionDays, questionMonths } from './inquiries.ts';
import { type InstagramPost, instagramPosts } from './instagram-posts.ts';
import { bandung, comparisonOffices } from './offices.ts';
import { type ChannelId, campaigns, events, fees, type PlannedCampaign, unbegunCampaigns } from './plan.ts';
import { serviceMonths } from './processing.ts';
import { audienceMonths, purposeMonths } from './purposes.ts';
import { sourceMonths } from './sources.ts';
import { plannedTargets } from './targets.ts';
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

/** The work calendar is made half a year ahead. */
const plannedDaysAhead = 180;

const isPlanned = ({ planned }: { readonly planned: Span }, until: Day): boolean =>
  planned.from <= addDays(until, plannedDaysAhead);

/** Whether a campaign is being run, is over or waits for its days. */
function stepOf({ actual }: PlannedCampaign, until: Day): ManagementStep {
  if (actual.from > until) return 'organising';
  return actual.to <= until ? 'controlling' : 'actuating';
}

function campaignFile(until: Day): DemoFile {
  const header = [
    ...['campaign', 'name', 'name_en', 'office', 'approach', 'objective', 'planned_from', 'planned_to'],
    ...['started', 'ended', 'channels', 'audiences', 'topics', 'budget', 'spending', 'management_step'],
    ...['person_in_charge', 'cancelled', 'copied_from'],
  ];
  const begun = campaigns.map((campaign) => ({
    ...campaign,
    started: campaign.actual.from <= until ? campaign.actual.from : null,
    ended: campaign.actual.to <= until ? campaign.actual.to : null,
    // What a campaign cost is known when it is over.
    spending: campaign.actual.to <= until ? campaign.spendingRupiah : null,
    step: stepOf(campaign, until),
    cancelled: null,
  }));
  const unbegun = unbegunCampaigns.map((campaign) => ({
    ...campaign,
    started: null,
    ended: null,
    spending: null,
    step: campaign.managementStep,
    cancelled: campaign.cancelledOn !== null && campaign.cancelledOn <= until ? campaign.cancelledOn : null,
  }));
  const rows = [...begun, ...unbegun]
    .filter((campaign) => isPlanned(campaign, until))
    .sort((one, other) => (one.planned.from < other.planned.from ? -1 : 1))
    .map((campaign) => [
      campaign.id,
      campaign.name,
      campaign.nameEn,
      bandung.id,
      campaign.approach,
      campaign.objective,
      campaign.planned.from,
      campaign.planned.to,
      campaign.started,
      campaign.ended,
      campaign.channels.join('|'),
      campaign.audiences.join('|'),
      campaign.topics.join('|'),
      campaign.budgetRupiah,
      campaign.spending,
      campaign.step,
      campaign.personInCharge,
      campaign.cancelled,
      campaign.copiedFrom ?? null,
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

/** The recap of a month: both types as a whole, then by purpose of travel. */
function purposeFiles(months: readonly OfficeMonth[], until: Day): DemoFile[] {
  const finished = months.filter(({ month }) => isFinished(month, until));
  const byPurpose = Map.groupBy(purposeMonths(finished), ({ month }) => month);
  const rows = finished
    .filter(({ month }) => byPurpose.has(month))
    .flatMap((whole) => [
      ...typeRows(whole.month, bandung.id, whole).map((cells) => ({ day: whole.month, cells })),
      ...(byPurpose.get(whole.month) ?? []).flatMap(({ month, group, ...counts }) =>
        (['ordinary', 'electronic'] as const).map((type) => ({
          day: month,
          cells: [month, bandung.id, type, null, null, group, null, counts[type]],
        })),
      ),
    ]);
  return byYear(rows).map(([year, ofYear]) =>
    file(
      `pemohon-bandung-tujuan-${year}.csv`,
      csvBytes(
        applicantHeader,
        ofYear.map(({ cells }) => cells),
      ),
    ),
  );
}

function audienceFile(months: readonly OfficeMonth[], until: Day): DemoFile {
  const rows = audienceMonths(months.filter(({ month }) => isFinished(month, until))).flatMap(
    ({ month, group, ...counts }) =>
      (['ordinary', 'electronic'] as const).map((type) => [month, bandung.id, group, type, counts[type]]),
  );
  return file(
    'pemohon-menurut-khalayak.csv',
    csvBytes(['date', 'office', 'audience', 'passport_type', 'applicants'], rows),
  );
}

function questionFiles(until: Day, months: readonly string[]): DemoFile[] {
  const header = ['date', 'office', 'channel', 'topic', 'received', 'answered', 'answer_minutes'];
  const cells = ({ date, channel, topic, received, answered, minutes }: Questions) => [
    ...[date, bandung.id, channel, topic, received, answered, minutes],
  ];
  const days = questionDays(until);
  const recaps = questionMonths(
    months.map((month) => periodOf(`${month}-01`, 'month')),
    days,
  );
  return [
    file('pertanyaan-rekap-bulanan.csv', csvBytes(header, recaps.map(cells))),
    ...[...Map.groupBy(days, ({ date }) => date.slice(0, 4))].map(([year, ofYear]) =>
      file(`pertanyaan-harian-${year}.csv`, csvBytes(header, ofYear.map(cells))),
    ),
  ];
}

function serviceFile(until: Day): DemoFile {
  const header = [
    ...['date', 'office', 'passport_type', 'completed', 'held', 'waiting_days_median', 'waiting_days_p90'],
  ];
  const rows = serviceMonths(until)
    .filter(({ month }) => isFinished(month, until))
    .map((row) => [
      row.month,
      row.office,
      row.passportType,
      row.completed,
      row.held,
      row.waitingDaysMedian,
      row.waitingDaysP90,
    ]);
  return file('layanan-paspor.csv', csvBytes(header, rows));
}

const feeFile = (until: Day): DemoFile =>
  file(
    'tarif-paspor.csv',
    csvBytes(
      ['passport_type', 'validity_years', 'starts', 'rupiah', 'reference'],
      fees
        .filter(({ starts }) => starts <= until)
        .map((fee) => [fee.passportType, fee.validityYears, fee.starts, fee.rupiah, fee.reference]),
    ),
  );

const targetFile = (months: readonly OfficeMonth[], until: Day): DemoFile =>
  file(
    'sasaran.csv',
    csvBytes(
      ['month', 'office', 'campaign', 'indicator', 'channel', 'target', 'note'],
      plannedTargets(months, until).map((target) => [
        target.month,
        bandung.id,
        target.campaign,
        target.indicator,
        target.channel,
        target.target,
        target.note,
      ]),
    ),
  );

function activityFile(name: string, activities: readonly PlannedActivity[]): DemoFile {
  const header = [
    ...['activity', 'date', 'time', 'office', 'channel', 'kind', 'title', 'caption', 'campaign', 'place'],
    ...['attendees', 'materials_handed_out', 'pr_role', 'topics', 'cost', 'permalink', 'account'],
  ];
  const rows = activities.map((activity) => [
    activity.id,
    activity.day,
    activity.time,
    bandung.id,
    activity.channel,
    activity.kind,
    activity.title,
    activity.caption,
    activity.campaign,
    activity.place,
    activity.attendees,
    activity.materials,
    activity.prRole,
    activity.topics.join('|'),
    activity.costRupiah,
    activity.permalink,
    activity.account,
  ]);
  return file(name, csvBytes(header, rows));
}

const themeFile = (): DemoFile =>
  file(
    'tema-catatan.csv',
    csvBytes(
      ['theme', 'name', 'name_en', 'definition', 'position'],
      themes.map((theme, index) => [theme.id, theme.name, theme.nameEn, theme.definition, index + 1]),
    ),
  );

const noteFile = (activities: readonly PlannedActivity[], until: Day): DemoFile =>
  file(
    'catatan-lapangan.csv',
    csvBytes(
      ['date', 'office', 'kind', 'title', 'content', 'themes', 'informant', 'campaign', 'channel', 'activity'],
      fieldNotes(activities, until).map((note) => [
        note.on,
        bandung.id,
        note.kind,
        note.title,
        note.content,
        note.themes.join('|'),
        note.informant,
        note.campaign ?? null,
        note.channel ?? null,
        note.activity,
      ]),
    ),
  );

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

const instagramAccount = 'imigrasi.contoh';

const contentFiles = (posts: readonly InstagramPost[], until: Day): DemoFile[] =>
  byYear(posts).map(([year, ofYear]) => {
    const rows = ofYear.map((post) => [
      post.id,
      '17841400000000000',
      instagramAccount,
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
  const months = byMonth(days);
  const posts = instagramPosts(until);
  const activities = plannedActivities(until);
  const finished = months.map(({ month }) => month).filter((month) => isFinished(month, until));
  return [
    eventFile(until),
    campaignFile(until),
    ...ourApplicantFiles(days),
    ...variantFiles(days, until),
    comparisonFile(until),
    ...purposeFiles(months, until),
    audienceFile(months, until),
    sourceFile(months, until),
    ...byYear(websiteDays(until)).map(([year, ofYear]) =>
      readingFile(`bacaan-situs-web-${year}.csv`, 'website', ofYear),
    ),
    readingFile('bacaan-sosialisasi-lapangan.csv', 'field-outreach', outreachDays(until)),
    readingFile('bacaan-forum-diseminasi.csv', 'forum', forumDays(until)),
    ...xFiles(until),
    ...metaDailyFiles('instagram', instagramDays(posts, until)),
    ...metaDailyFiles('facebook', facebookDays(until)),
    ...contentFiles(posts, until),
    activityFile('kegiatan.csv', activities),
    activityFile('unggahan-kampanye.csv', assignedPosts(posts, instagramAccount, until)),
    ...questionFiles(until, finished),
    serviceFile(until),
    feeFile(until),
    targetFile(months, until),
    themeFile(),
    noteFile(activities, until),
  ];
}
