import { activityKinds, prRoles } from '@tilik/db/vocabulary';
import { type Day, instantOfWallClock } from '../../day.ts';
import { type Read, readCode, readCount } from '../cells.ts';
import { activityFigure, snapshotFigure } from '../figures.ts';
import { facebookIdInLink } from './facebook-content.ts';
import { shortcodeIn } from './instagram-content.ts';
import {
  charactersMax,
  officeColumn,
  readCampaign,
  readOffice,
  readText,
  readWords,
  refuseOtherOffice,
  requiredDay,
  slugOf,
} from './programme-cells.ts';
import { codesByName, defineTemplate } from './template.ts';
import { idInLink } from './x-post.ts';

const kindByName = codesByName(activityKinds, { 'field-event': ['kegiatan', 'event'], post: ['posting', 'unggah'] });
const roleByName = codesByName(prRoles);

/** The platform's own id of a post, as its link tells it: the same by which the platform's files know it. */
const idsInLinks: Readonly<Record<string, (link: string) => string | undefined>> = {
  instagram: shortcodeIn,
  x: idInLink,
  facebook: facebookIdInLink,
};

/** `14:30`, `14.30` or `14:30:05.120`, as it is put behind a day. */
function readTime(text: string): Read<{ readonly clock: string; readonly milliseconds: number }> {
  const written = text.trim();
  if (written === '') return { ok: true, value: { clock: '00:00:00', milliseconds: 0 } };
  const [, hour = '', minute = '', second = '00', fraction = '0'] =
    /^(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,](\d{1,3}))?)?$/.exec(written) ?? [];
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) {
    return { ok: false, reason: 'not-a-time', facts: { value: written } };
  }
  const clock = `${hour.padStart(2, '0')}:${minute}:${second}`;
  return { ok: true, value: { clock, milliseconds: Number(fraction.padEnd(3, '0')) } };
}

const instantOf = (
  day: Day,
  { clock, milliseconds }: { readonly clock: string; readonly milliseconds: number },
  zone: string,
): string => new Date(instantOfWallClock(`${day}T${clock}`, zone).getTime() + milliseconds).toISOString();

/** A kind by its name in the programme, else the platform's own word for it. */
function readKind(text: string): Read<string> {
  const written = text.trim();
  if (written === '') return { ok: false, reason: 'missing' };
  const known = readCode(written, kindByName, 'unknown-activity-kind', []);
  if (known.ok) return known;
  return /^[\p{L}\d][\p{L}\d _-]{0,39}$/u.test(written)
    ? { ok: true, value: written }
    : {
        ok: false,
        reason: 'unknown-activity-kind',
        facts: { value: written, known: Object.keys(activityKinds).join(', ') },
      };
}

/**
 * Tilik's own template for activities: field events, forums, articles, and posts written down by hand.
 *
 * An activity is known by its id, `<channel>:<id>`. Where none is given, the link to a post tells the platform's id, so
 * that the platform's own files meet the same post; of everything else it is made of day and title, so that the same
 * row is the same activity however often it comes.
 */
export const activitiesTemplate = defineTemplate(
  'tilik-activities',
  {
    activity: { header: { id: 'kegiatan', en: 'activity' }, example: { id: '', en: '' } },
    date: {
      header: { id: 'tanggal', en: 'date' },
      required: true,
      isDate: true,
      example: { id: '2026-02-14', en: '2026-02-14' },
    },
    time: { header: { id: 'jam', en: 'time' }, example: { id: '09:00', en: '09:00' } },
    office: officeColumn,
    channel: {
      header: { id: 'kanal', en: 'channel' },
      required: true,
      example: { id: 'Sosialisasi lapangan', en: 'Field outreach' },
    },
    kind: {
      header: { id: 'jenis', en: 'kind' },
      required: true,
      example: { id: 'Kegiatan lapangan', en: 'Field event' },
    },
    title: {
      header: { id: 'judul', en: 'title' },
      required: true,
      example: { id: 'Sosialisasi di pasar baru', en: 'Outreach at the new market' },
    },
    caption: { header: { id: 'keterangan', en: 'caption' }, example: { id: '', en: '' } },
    campaign: { header: { id: 'kampanye', en: 'campaign' }, example: { id: '', en: '' } },
    place: { header: { id: 'tempat', en: 'place' }, example: { id: 'Pasar Baru', en: 'New market' } },
    attendees: { header: { id: 'peserta', en: 'attendees' }, example: { id: '85', en: '85' } },
    materials: { header: { id: 'materi_dibagikan', en: 'materials_handed_out' }, example: { id: '60', en: '60' } },
    prRole: {
      header: { id: 'peran_humas', en: 'pr_role' },
      example: { id: 'Fasilitator komunikasi', en: 'communication-facilitator' },
    },
    topics: { header: { id: 'topik', en: 'topics' }, example: { id: 'Manfaat|Biaya', en: 'benefits|cost' } },
    cost: { header: { id: 'biaya', en: 'cost' }, example: { id: '750000', en: '750000' } },
    permalink: { header: { id: 'tautan', en: 'permalink' }, example: { id: '', en: '' } },
    account: { header: { id: 'akun', en: 'account' }, example: { id: '', en: '' } },
  },
  (row) => {
    const { text, label, reader, context } = row;
    const officeId = readOffice(row, 'office');
    const publishedOn = requiredDay(row, 'date', context.today);
    const time = reader.take(label('time'), readTime(text('time')));
    const known = () => context.channelList.map(({ id }) => id);
    const channelId = reader.take(
      label('channel'),
      readCode(text('channel'), context.channels, 'unknown-channel', known),
    );
    const kind = reader.take(label('kind'), readKind(text('kind')));
    const title = readText(row, 'title', { max: charactersMax.name, ofNoPerson: true });
    const place = readText(row, 'place', { max: charactersMax.name, ofNoPerson: true });
    const campaignId = readCampaign(row, 'campaign', officeId);
    const prRole =
      text('prRole').trim() === ''
        ? null
        : reader.take(label('prRole'), readCode(text('prRole'), roleByName, 'unknown-pr-role', Object.keys(prRoles)));
    const topics = readWords(row, 'topics', 'topics');
    const costRupiah = reader.take(label('cost'), readCount(text('cost')));
    const counts = [
      ['attendees', reader.take(label('attendees'), readCount(text('attendees')))],
      ['materials_handed_out', reader.take(label('materials'), readCount(text('materials')))],
    ] as const;
    const permalink = text('permalink').trim() || null;
    if (permalink !== null && !/^https?:\/\/\S+$/i.test(permalink)) {
      reader.take(label('permalink'), { ok: false, reason: 'not-a-link', facts: { value: permalink } });
    }
    // What stands under a post is kept to the letter: the platform's file says it again.
    const caption = text('caption');
    if (caption.length > charactersMax.content) {
      const facts = { count: caption.length, limit: charactersMax.content };
      reader.take(label('caption'), { ok: false, reason: 'too-long', facts });
    }
    if (!publishedOn || !time || !channelId || !kind || officeId === undefined) return [];
    const id = activityId();
    if (id !== undefined) refuseOtherOffice(row, 'activity', 'activities', { id, officeId });
    if (reader.issues.length > 0 || id === undefined) return [];
    return [
      activityFigure({
        id,
        officeId,
        channelId,
        campaignId: campaignId ?? null,
        kind,
        caption: caption === '' ? null : caption,
        permalink,
        account: text('account').trim() || null,
        publishedAt: instantOf(publishedOn, time, context.programme.zoneOf(officeId)),
        publishedOn,
        title,
        place,
        prRole: prRole ?? null,
        topics: topics ?? [],
        costRupiah: costRupiah ?? null,
      }),
      ...counts.flatMap(([metric, value]) =>
        typeof value === 'number'
          ? [snapshotFigure({ activityId: id, metric, takenOn: publishedOn, value }, publishedOn, channelId)]
          : [],
      ),
    ];

    function activityId(): string | undefined {
      const written = text('activity').trim();
      if (written !== '') {
        const full = written.includes(':') ? written : `${channelId}:${written}`;
        if (new RegExp(`^${channelId}:[\\w.-]{1,200}$`).test(full)) return full;
        const facts = { value: written, channel: channelId ?? '' };
        return reader.take(label('activity'), { ok: false, reason: 'not-an-activity-id', facts });
      }
      const idOfPlatform = permalink === null ? undefined : idsInLinks[channelId ?? '']?.(permalink);
      if (idOfPlatform !== undefined) return `${channelId}:${idOfPlatform}`;
      if (title !== null) return `${channelId}:${slugOf(publishedOn ?? '', title)}`;
      return reader.take(label('title'), { ok: false, reason: 'missing' });
    }
  },
);
