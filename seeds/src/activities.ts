import { type Day, daysOf } from '@tilik/server/inside/day.ts';
import { isOpen, within } from './calendar.ts';
import { apportion, type Dice, diceFor, factor, happens, oneOf, wholeNumber } from './dice.ts';
import { forumDays, outreachDays } from './engagement.ts';
import type { InstagramPost } from './instagram-posts.ts';
import { type ChannelId, campaigns, type PlannedCampaign } from './plan.ts';

/** An activity as the section writes it down. */
export interface PlannedActivity {
  readonly id: string;
  readonly day: Day;
  readonly time: string;
  readonly channel: ChannelId;
  readonly kind: string;
  readonly title: string | null;
  readonly caption: string | null;
  readonly campaign: string | null;
  readonly place: string | null;
  readonly attendees: number | null;
  readonly materials: number | null;
  readonly prRole: string;
  readonly topics: readonly string[];
  readonly costRupiah: number | null;
  readonly permalink: string | null;
  readonly account: string | null;
}

/** Campuses, places of pilgrims, halls of the districts and where people come together anyway. */
const places = {
  students: [
    'Aula kampus di Dago',
    'Gedung serbaguna kampus di Jatinangor',
    'Aula kampus di Setiabudi',
    'Ruang seminar kampus di Cibiru',
    'Aula kampus di Dayeuhkolot',
    'Gedung kuliah bersama di Cimahi',
  ],
  pilgrims: [
    'Aula asrama haji di Bandung',
    'Aula masjid agung di Soreang',
    'Ruang pertemuan masjid di Cimahi',
    'Aula masjid raya di Ujungberung',
    'Gedung dakwah di Lembang',
  ],
  districts: [
    'Aula Kecamatan Cibiru',
    'Aula Kecamatan Majalaya',
    'Aula Kecamatan Padalarang',
    'Balai Desa Cileunyi Kulon',
    'Aula Kecamatan Pangalengan',
    'Balai Desa Rancaekek Wetan',
    'Aula Kecamatan Ciwidey',
    'Aula Kecamatan Lembang',
  ],
  anywhere: [
    'Alun-alun Kota Bandung',
    'Taman Tegallega',
    'Pasar Kosambi',
    'Mal Pelayanan Publik Kota Bandung',
    'Alun-alun Cimahi',
    'Terminal Leuwipanjang',
    'Stasiun Bandung',
    'Pasar Cicadas',
    'Alun-alun Soreang',
    'Gelanggang olahraga di Arcamanik',
  ],
} as const;

const forumPlaces = [
  'Ruang rapat kantor imigrasi',
  'Aula dinas pariwisata',
  'Ruang pertemuan kamar dagang',
  'Aula perpustakaan daerah',
  'Ruang serbaguna balai kota',
];

const placesOf = (campaign: PlannedCampaign | undefined): readonly string[] => {
  if (campaign?.audiences.includes('students')) return places.students;
  if (campaign?.audiences.includes('pilgrims')) return places.pilgrims;
  return campaign?.audiences.includes('workers') ? places.districts : places.anywhere;
};

const forumGuests: Readonly<Record<string, string>> = {
  entrepreneurs: 'pelaku usaha',
  'frequent-travellers': 'biro perjalanan',
  tourists: 'pelaku wisata',
  'family-abroad': 'keluarga di luar negeri',
  workers: 'calon pekerja migran',
  students: 'perwakilan kampus',
};

/** The pandemic kept forums online. */
const online = { from: '2020-03-16', to: '2021-12-31' };

const runningOn = (channel: ChannelId, day: Day): PlannedCampaign | undefined =>
  campaigns.find(({ channels, actual }) => channels.includes(channel) && within(day, actual));

const anyTopics = ['requirements', 'procedure', 'cost', 'benefits', 'difference', 'waiting-time'];

/** One or two topics: of the campaign's own where there is one. */
function topicsFor(dice: Dice, campaign: PlannedCampaign | undefined): string[] {
  const own = campaign?.topics ?? anyTopics;
  return [...new Set([oneOf(dice, own), oneOf(dice, own)])];
}

const clock = (dice: Dice): string =>
  `${String(wholeNumber(dice, 8, 13)).padStart(2, '0')}:${oneOf(dice, ['00', '30'])}`;

/** Cost where no campaign's purse pays; one in six is not written down. */
const smallCost = (dice: Dice, least: number, most: number): number | null =>
  happens(dice, 1 / 6) ? null : wholeNumber(dice, least, most) * 50_000;

/** Field events of the days on which the office went out: together they are what the day's readings say. */
function fieldEvents(until: Day): PlannedActivity[] {
  return outreachDays(until).flatMap(({ day, values }) => {
    const dice = diceFor(`activities/field-outreach/${day}`);
    const campaign = runningOn('field-outreach', day);
    const sizes = Array.from({ length: values.events_held }, () => factor(dice, 0.3));
    const attendees = apportion(values.attendees, sizes);
    const materials = apportion(values.materials_handed_out, sizes);
    return sizes.map((_, index): PlannedActivity => {
      const place = oneOf(dice, placesOf(campaign));
      return {
        id: `field-outreach:${day}-${index + 1}`,
        day,
        time: clock(dice),
        channel: 'field-outreach',
        kind: 'field-event',
        title: `Sosialisasi e-paspor, ${place}`,
        caption: null,
        campaign: campaign?.id ?? null,
        place,
        attendees: attendees[index] ?? 0,
        materials: materials[index] ?? 0,
        prRole: oneOf(dice, ['communication-facilitator', 'communication-facilitator', 'technician']),
        topics: topicsFor(dice, campaign),
        costRupiah: smallCost(dice, 5, 18),
        permalink: null,
        account: null,
      };
    });
  });
}

function forums(until: Day): PlannedActivity[] {
  return forumDays(until).map(({ day, values }): PlannedActivity => {
    const dice = diceFor(`activities/forum/${day}`);
    const campaign = runningOn('forum', day);
    const guests = oneOf(dice, campaign?.audiences ?? Object.keys(forumGuests));
    return {
      id: `forum:${day}-1`,
      day,
      time: clock(dice),
      channel: 'forum',
      kind: 'forum',
      title: `Forum diseminasi bersama ${forumGuests[guests] ?? 'masyarakat'}`,
      caption: null,
      campaign: campaign?.id ?? null,
      place: within(day, online) ? 'Daring' : oneOf(dice, forumPlaces),
      attendees: values.attendees,
      materials: null,
      prRole: oneOf(dice, ['adviser', 'adviser', 'problem-solving-facilitator', 'communication-facilitator']),
      topics: topicsFor(dice, campaign),
      costRupiah: within(day, online) ? null : smallCost(dice, 12, 50),
      permalink: null,
      account: null,
    };
  });
}

const articleTitles: Readonly<Record<string, string>> = {
  benefits: 'Lima manfaat e-paspor bagi pelancong',
  difference: 'E-paspor dan paspor biasa: apa bedanya?',
  cost: 'Tarif paspor dan cara membayarnya',
  'visa-free': 'Bepergian dengan bebas visa menggunakan e-paspor',
  'waiting-time': 'Berapa lama e-paspor selesai?',
  'security-features': 'Cip dan halaman data: cara e-paspor melindungi pemegangnya',
  requirements: 'Dokumen yang perlu disiapkan untuk e-paspor',
  procedure: 'Langkah mengajukan e-paspor',
};

/** One article for each topic of a campaign on the website, spread over its days. */
const articles = (until: Day): PlannedActivity[] =>
  campaigns
    .filter(({ channels }) => channels.includes('website'))
    .flatMap((campaign) => {
      const days = daysOf(campaign.actual).filter(isOpen);
      return campaign.topics.flatMap((topic, index): PlannedActivity[] => {
        const day = days[Math.floor(((index + 0.3) * days.length) / campaign.topics.length)];
        if (day === undefined || day > until) return [];
        return [
          {
            id: `website:${campaign.id}-${index + 1}`,
            day,
            time: '10:00',
            channel: 'website',
            kind: 'article',
            title: articleTitles[topic] ?? 'Kenali e-paspor',
            caption: null,
            campaign: campaign.id,
            place: null,
            attendees: null,
            materials: null,
            prRole: 'technician',
            topics: [topic],
            costRupiah: null,
            permalink: null,
            account: null,
          },
        ];
      });
    });

/** What part of a campaign's spending went into its field events and forums; the rest is print, adverts and travel. */
const offlinePart = 0.55;
const smallestNote = 5_000;

/** The field events and forums of a finished campaign cost what its purse says; those of one that reports nothing, nothing. */
function withCampaignCosts(activities: readonly PlannedActivity[], until: Day): PlannedActivity[] {
  const costs = new Map<string, number | null>();
  for (const { id, actual, spendingRupiah } of campaigns) {
    const own = activities.filter((activity) => activity.campaign === id && activity.attendees !== null);
    if (own.length === 0 || actual.to > until) continue;
    const notes = spendingRupiah === null ? null : Math.round((spendingRupiah * offlinePart) / smallestNote);
    const parts =
      notes === null
        ? []
        : apportion(
            notes,
            own.map(({ attendees }) => 30 + (attendees ?? 0)),
          );
    for (const [index, activity] of own.entries()) {
      const part = parts[index];
      costs.set(activity.id, part === undefined ? null : part * smallestNote);
    }
  }
  return activities.map((activity) => ({
    ...activity,
    costRupiah: costs.get(activity.id) ?? (costs.has(activity.id) ? null : activity.costRupiah),
  }));
}

/** Field events, forums and articles to the last day asked for, in order. */
export const plannedActivities = (until: Day): PlannedActivity[] =>
  withCampaignCosts([...fieldEvents(until), ...forums(until), ...articles(until)], until).sort((one, other) =>
    one.day < other.day ? -1 : one.day > other.day ? 1 : 0,
  );

const wallClock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Jakarta',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** The platform's kind of a post as Tilik calls it. */
const postKinds: Readonly<Record<InstagramPost['kind'], string>> = {
  'IG reel': 'reel',
  'IG image': 'image',
  'IG carousel': 'carousel',
};

/**
 * The posts of campaigns that are over, with what a person says of them and no platform knows: campaign, role, topics.
 * Those of a running campaign still wait to be assigned.
 */
export const assignedPosts = (posts: readonly InstagramPost[], account: string, until: Day): PlannedActivity[] => {
  const over = new Set(campaigns.filter(({ actual }) => actual.to <= until).map(({ id }) => id));
  return posts
    .filter(({ campaign }) => campaign !== null && over.has(campaign))
    .map((post) => ({
      id: `instagram:${new URL(post.permalink).pathname.split('/')[2] ?? ''}`,
      day: post.day,
      time: wallClock.format(post.publishedAt),
      channel: 'instagram' as const,
      kind: postKinds[post.kind],
      title: null,
      caption: post.caption,
      campaign: post.campaign,
      place: null,
      attendees: null,
      materials: null,
      prRole: 'technician',
      topics: [post.topic],
      costRupiah: null,
      permalink: post.permalink,
      account,
    }));
};
