import type { Db } from '@tilik/db/open';
import { shareLinks } from '@tilik/db/schema';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { actorOfShare, tokenHash } from '@tilik/server/inside/access/shares.ts';
import type { createApp } from '@tilik/server/inside/app.ts';
import { csvOf, make } from '../support/make.ts';

/** The office that is ours, and one it is compared with. */
const ours = 'bandung';
export const comparison = 'jakarta-pusat';
export const bothOffices = [ours, comparison] as const;
type OfficeId = (typeof bothOffices)[number];

/** A request as it would be sent, with content that is right, and the office that it concerns. */
export interface Sample {
  readonly path: string;
  /** Made anew for every request: a form can be read once. */
  readonly body?: () => BodyInit;
  /** Null: it concerns no single office. */
  readonly office: OfficeId | null;
  /** The campaign that it is about, where a share link to its page may ask it. */
  readonly campaign?: string;
  /** Whom its handler refuses although the place is open to them: other people's objects. */
  readonly alsoRefused?: (actor: Actor) => boolean;
  /** Figures that its handler shows of a comparison office too. */
  readonly comparisonToo?: boolean;
  /** What its handler answers whoever is let through, where it is not done: what an account has to prove itself. */
  readonly answer?: number;
  /** How another office is refused: with a 403 unless said; with a 404, as if there were no such thing; row by row. */
  readonly otherOffice?: 404 | 'row by row';
}

/** A campaign of ours to which no link leads. */
const anotherCampaign = 'know-it-more';

/** Days that are in the shared view, and approved. */
const viewDays = { fromOn: '2025-06-01', toOn: '2025-11-30' } as const;

const officer = (officeId: OfficeId): Actor => ({
  id: `person:petugas-${officeId}`,
  name: `Petugas ${officeId}`,
  role: 'petugas',
  officeId,
});

type App = Pick<ReturnType<typeof createApp>, 'request'>;

/** Reports of an office in every state, by id, with the hash of what each of those in work says. */
interface ReportsPrepared {
  readonly draft: string;
  readonly draftHash: string;
  readonly comment: number;
  readonly commented: string;
  readonly reviewed: string;
  readonly reviewedHash: string;
  readonly approved: string;
  readonly logo: string;
}

/** What the requests of the matrix are about: it is there before the first of them. */
export interface Prepared {
  readonly campaigns: Readonly<Record<OfficeId, string>>;
  readonly ownImports: Readonly<Record<OfficeId, number>>;
  readonly othersImports: Readonly<Record<OfficeId, number>>;
  readonly findings: Readonly<Record<OfficeId, string>>;
  readonly switchings: Readonly<Record<OfficeId, number>>;
  readonly shares: Readonly<Record<OfficeId, string>>;
  readonly people: Readonly<Record<OfficeId, string>>;
  readonly keys: Readonly<Record<OfficeId, string>>;
  readonly attachments: Readonly<Record<OfficeId, string>>;
  readonly jobs: Readonly<Record<OfficeId, string>>;
  readonly notes: Readonly<Record<OfficeId, number>>;
  readonly reports: Readonly<Record<OfficeId, ReportsPrepared>>;
  /** Those who opened a share link, one a page. */
  readonly views: readonly Actor[];
}

const jsonBody = (content: unknown) => () => JSON.stringify(content);

/** Headers that a page of ours sends with a request. */
const pageHeaders = { Origin: 'http://localhost', 'Sec-Fetch-Site': 'same-origin' } as const;

/** The headers of a request with a sample's body. */
export const headersOf = (body: BodyInit | undefined): Record<string, string> => ({
  ...pageHeaders,
  ...(typeof body === 'string' ? { 'Content-Type': 'application/json' } : {}),
});

function formOf(csv: string, fields: Readonly<Record<string, string>>): FormData {
  const form = new FormData();
  form.set('file', new File([csv], 'file.csv'));
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  return form;
}

/** A picture of one point. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

function attachmentOf(campaign: string): FormData {
  const form = new FormData();
  form.set('noun', 'campaigns');
  form.set('thing', campaign);
  form.set('file', new File([new Uint8Array(picture)], 'foto.png', { type: 'image/png' }));
  return form;
}

const forBoth = async <Value>(make: (officeId: OfficeId) => Promise<Value>): Promise<Record<OfficeId, Value>> => ({
  [ours]: await make(ours),
  [comparison]: await make(comparison),
});

/** Fills a fresh database with what the requests are about. `as` says who speaks from then on. */
export async function prepare(db: Db, app: App, as: (actor: Actor) => void, administrator: Actor): Promise<Prepared> {
  const answer = async <Answer>(path: string, method = 'GET', body?: BodyInit) => {
    const response = await app.request(path, { method, headers: headersOf(body), ...(body ? { body } : {}) });
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return (await response.json()) as Answer;
  };
  const store = async (csv: string, fields: Readonly<Record<string, string>>): Promise<number> =>
    (await answer<{ id: number }>('/api/v1/imports', 'POST', formOf(csv, fields))).id;

  as(administrator);
  const campaigns = { [ours]: 'know-it', [comparison]: 'know-it-there' };
  await store(csvOf([make.campaign({ campaign: anotherCampaign })]), { office: ours });
  for (const office of bothOffices) {
    await store(csvOf([make.campaign({ campaign: campaigns[office] })]), { office });
    // Two months that are closed below, and in December a breakdown that is more than its whole.
    const months = ['2025-10', '2025-11'].flatMap((date) => [
      make.applicantCount({ date }),
      make.applicantCount({ date, passport_type: 'ordinary', applicants: 30 }),
    ]);
    const parts = ['laminated', 'polycarbonate'].map((variant) =>
      make.applicantCount({ date: '2025-12', variant, applicants: 9 }),
    );
    await store(csvOf([...months, make.applicantCount({ date: '2025-12', applicants: 12 }), ...parts]), { office });
  }
  for (const office of bothOffices) await storeMonth(answer, office, '2025-11', 10);
  const othersImports = await forBoth((office) => store(csvOf([make.reading({ date: '2026-01-06' })]), { office }));
  const ownImports = await forBoth((office) => {
    as(officer(office));
    return store(csvOf([make.reading({ date: '2026-01-07' })]), { office });
  });
  const jobs = await forBoth(async (office) => {
    as(officer(office));
    const form = formOf(csvOf([make.reading({ date: '2026-01-08' })]), { office, background: 'true' });
    const { id } = await answer<{ id: string }>('/api/v1/imports', 'POST', form);
    // The stream of a job ends with it.
    await (await app.request(`/api/v1/imports/jobs/${id}/events`)).text();
    return id;
  });
  const notes = await forBoth(async (office) => {
    as(officer(office));
    return (await answer<{ id: number }>('/api/v1/inquiries/notes', 'POST', noteOf(office))).id;
  });
  as(administrator);
  for (const office of bothOffices) {
    for (const month of ['2025-07', '2025-08', '2025-10', '2025-11']) {
      await answer(`/api/v1/quality/months/${month}/close?office=${office}`, 'POST', '{}');
    }
  }
  const findings = await forBoth(async (office) => {
    const path = `/api/v1/quality/findings?office=${office}&month=2025-12`;
    const [first] = (await answer<{ findings: { id: string }[] }>(path)).findings;
    if (!first) throw new Error(`no finding in ${office}`);
    return first.id;
  });
  const switchings = await forBoth(
    async (office) => (await answer<{ id: number }>('/api/v1/switching', 'POST', switchingOf(office, '2026-02-02'))).id,
  );
  const links = ['/', '/kanal', `/kampanye/${campaigns[ours]}`].map((page, index) => ({
    id: `view-${index}`,
    tokenHash: tokenHash(`view-${index}`),
    name: `Tautan ${page}`,
    officeId: ours,
    page,
    search: '',
    ...viewDays,
    createdBy: administrator.id,
    createdAt: '2026-01-01T00:00:00.000Z',
    expiresAt: '2026-12-31T17:00:00.000Z',
    revokedAt: null,
    lastUsedAt: null,
  }));
  db.insert(shareLinks).values(links).run();
  const shares = await forBoth(
    async (office) => (await answer<{ share: { id: string } }>('/api/v1/shares', 'POST', shareOf(office))).share.id,
  );
  const people = await forBoth(
    async (office) =>
      (await answer<{ person: { id: string } }>('/api/v1/people', 'POST', personOf(office, 'rina'))).person.id,
  );
  const keys = await forBoth(
    async (office) => (await answer<{ id: string }>('/api/v1/keys', 'POST', keyOf(office))).id,
  );
  const attachments = await forBoth(
    async (office) => (await answer<{ id: string }>('/api/v1/attachments', 'POST', attachmentOf(campaigns[office]))).id,
  );
  const reports = await forBoth((office) => prepareReports(answer, as, office));
  as(administrator);
  return {
    campaigns,
    ownImports,
    othersImports,
    findings,
    switchings,
    shares,
    people,
    keys,
    attachments,
    jobs,
    notes,
    reports,
    views: links.map(actorOfShare),
  };
}

/** A draft without a comment and one with, one that was reviewed, one that was approved. */
async function prepareReports(answer: Answer, as: (actor: Actor) => void, office: OfficeId): Promise<ReportsPrepared> {
  const send = <Body>(path: string, content: object) =>
    answer<Body>(`/api/v1/reports${path}`, 'POST', JSON.stringify(content));
  const hashOf = async (id: string) => (await answer<{ contentHash: string }>(`/api/v1/reports/${id}`)).contentHash;
  as({ id: `person:kepala-${office}`, name: `Kepala ${office}`, role: 'kepala', officeId: office });
  const ids: string[] = [];
  for (const month of ['2025-11', '2025-12', '2025-10', '2025-08'])
    ids.push((await send<{ id: string }>('', { office, month })).id);
  const [draft = '', commented = '', reviewed = '', approved = ''] = ids;
  for (const id of [reviewed, approved]) await send(`/${id}/review`, { contentHash: await hashOf(id) });
  await send(`/${approved}/approve`, { contentHash: await hashOf(approved) });
  const comment = await send<{ id: number }>(`/${commented}/comments`, { block: 'summary', text: 'Mengapa?' });
  as({ id: 'person:administrator', name: 'administrator', role: 'administrator', officeId: null });
  const form = new FormData();
  form.set('file', new File([new Uint8Array(picture)], 'logo.png'));
  const { logo } = await answer<{ logo: string }>(`/api/v1/report-settings/logo?office=${office}`, 'PUT', form);
  return {
    draft,
    draftHash: await hashOf(draft),
    comment: comment.id,
    commented,
    reviewed,
    reviewedHash: await hashOf(reviewed),
    approved,
    logo,
  };
}

const noteOf = (office: OfficeId): string =>
  JSON.stringify({ office, channel: 'instagram', topic: 'cost', answered: false });

type Answer = <Body>(path: string, method?: string, body?: BodyInit) => Promise<Body>;

/** Figures of every kind for a month of an office; `value` tells two such months apart. */
export async function storeMonth(answer: Answer, office: OfficeId, month: string, value: number): Promise<void> {
  const day = `${month}-12`;
  const store = (rows: Parameters<typeof csvOf>[0]) =>
    answer('/api/v1/imports', 'POST', formOf(csvOf(rows), { office }));
  await store([make.reading({ date: day, value }), make.reading({ date: month, metric: 'pageviews', value })]);
  await store([
    make.applicantCount({ date: day, applicants: value }),
    make.applicantCount({ date: day, passport_type: 'ordinary', applicants: 3 * value }),
  ]);
  await store([make.declaredSource({ date: month, applicants: value })]);
  await storePost(answer, office, month, value, `${month}-13`);
  const inquiries = [{ date: day, channel: 'instagram', received: value }];
  await answer(`/api/v1/inquiries?office=${office}`, 'POST', JSON.stringify(inquiries));
  const record = (noun: string, fields: object) =>
    answer(`/api/v1/records/${noun}`, 'PUT', JSON.stringify({ fields: { date: month, office, ...fields } }));
  await record('processing', {
    passport_type: 'electronic',
    completed: value,
    held: value,
    waiting_days_median: value,
  });
  await record('audience-applicants', { audience: 'pilgrims', passport_type: 'electronic', applicants: value });
}

/** The one post of a month, with its figures as they stood on a day. */
export async function storePost(
  answer: Answer,
  office: OfficeId,
  month: string,
  likes: number,
  snapshotOn: string,
): Promise<void> {
  const [year, number] = month.split('-');
  const name = `${office}-${month}`;
  const post = make.post({
    'Post ID': name,
    'Publish time': `${number}/12/${year} 01:30`,
    Permalink: `https://www.instagram.com/p/${name}/`,
    Likes: likes,
  });
  await answer('/api/v1/imports', 'POST', formOf(csvOf([post]), { office, snapshotOn }));
}

const switchingOf = (office: OfficeId, from: string): string =>
  JSON.stringify({
    office,
    name: 'Giliran',
    design: 'on-off',
    channels: ['instagram'],
    from,
    weeks: 24,
    blockWeeks: 4,
  });

const shareOf = (office: OfficeId): string =>
  JSON.stringify({ name: 'Rapat', page: '/', search: `office=${office}`, ...viewDays, expiresOn: '2026-06-30' });

const personOf = (office: OfficeId, name: string): string =>
  JSON.stringify({ name, email: `${name}@${office}.example.go.id`, role: 'petugas', officeId: office });

const keyOf = (office: OfficeId): string =>
  JSON.stringify({ name: 'Papan kantor', role: 'administrator', officeId: office, expiresOn: null });

/** A question that names its office in the query, once without: then it is ours. */
const asked = (path: string, body?: () => BodyInit): Sample[] => [
  { path, office: ours, ...(body ? { body } : {}) },
  ...bothOffices.map((office) => ({
    path: `${path}${path.includes('?') ? '&' : '?'}office=${office}`,
    office,
    ...(body ? { body } : {}),
  })),
];

/** A request that each of the two offices has its own of. */
const each = (sample: (office: OfficeId) => Omit<Sample, 'office'>): Sample[] =>
  bothOffices.map((office) => ({ ...sample(office), office }));

const isOfCampaign = ({ view }: Actor): boolean => view?.page.startsWith('/kampanye/') === true;

const general = (path: string): Sample[] => [{ path, office: null }];

/** What is asked of an account that proves itself by a password or a session: there is none behind these requests. */
const ofAccount = (path: string, answer: number): Sample[] => [
  { path: `/api/auth/${path}`, body: jsonBody({}), office: null, answer },
];

/**
 * Requests of every route, by method and path as the router has them. A route without one fails the matrix: a new room
 * adds its own here, and what they are about to `prepare`.
 */
export function samplesOf(prepared: Prepared): Readonly<Record<string, readonly Sample[]>> {
  const {
    campaigns,
    ownImports,
    othersImports,
    findings,
    switchings,
    shares,
    people,
    keys,
    attachments,
    jobs,
    notes,
    reports,
  } = prepared;
  const ofCampaign = (act: string, body?: () => BodyInit): Sample[] => {
    const about = (office: OfficeId, campaign: string): Sample => ({
      path: `/api/v1/campaigns/${campaign}/${act}`,
      office,
      campaign,
      ...(body ? { body } : {}),
    });
    return [about(ours, anotherCampaign), ...bothOffices.map((office) => about(office, campaigns[office]))];
  };
  const batch = (noun: string, row: object) =>
    each((office) => ({ path: `/api/v1/${noun}?office=${office}`, body: jsonBody([row]) }));
  const readingKey = (office: OfficeId) => [office, 'website', 'visits', 'day', '2026-01-07'];

  return {
    'GET /api/v1/openapi.json': general('/api/v1/openapi.json'),
    'GET /api/docs': general('/api/docs'),
    'GET /api/v1/about': general('/api/v1/about'),
    'GET /api/v1/state': general('/api/v1/state'),

    'GET /api/v1/uptake': asked('/api/v1/uptake'),
    'GET /api/v1/engagement': asked('/api/v1/engagement'),
    'GET /api/v1/sources': asked('/api/v1/sources'),
    'GET /api/v1/channels': asked('/api/v1/channels'),
    'GET /api/v1/campaigns': asked('/api/v1/campaigns'),
    'GET /api/v1/calendar': each((office) => ({
      path: `/api/v1/calendar?from=2025-06-01&to=2025-11-30&office=${office}`,
    })),
    'GET /api/v1/campaigns.ics': each((office) => ({ path: `/api/v1/campaigns.ics?office=${office}` })),
    'POST /api/v1/calendar/links': each((office) => ({
      path: '/api/v1/calendar/links',
      body: jsonBody({ name: 'Kalender', office, expiresOn: '2026-02-01' }),
    })),
    'GET /api/v1/events': asked('/api/v1/events'),
    'GET /api/v1/activities': asked('/api/v1/activities'),
    'POST /api/v1/activities/assign': each((office) => ({
      path: '/api/v1/activities/assign',
      body: jsonBody({ office, filter: { channels: ['instagram'] }, set: { campaign: campaigns[office] } }),
    })),
    'GET /api/v1/evidence/search': asked('/api/v1/evidence/search?q=loket'),
    'GET /api/v1/evidence/triangulation': asked('/api/v1/evidence/triangulation'),
    // A link to a campaign shows its stages, one to the channels theirs.
    'GET /api/v1/stages': [
      ...asked('/api/v1/stages').map((sample) => ({ ...sample, alsoRefused: isOfCampaign })),
      ...each((office) => ({
        path: `/api/v1/stages?office=${office}&campaign=${campaigns[office]}`,
        alsoRefused: (actor) => actor.view !== undefined && !isOfCampaign(actor),
      })),
    ],
    'GET /api/v1/stages/activities': asked('/api/v1/stages/activities'),
    'GET /api/v1/approaches': asked('/api/v1/approaches'),
    'GET /api/v1/offices': general('/api/v1/offices'),
    'PUT /api/v1/offices/:id': each((office) => ({
      path: `/api/v1/offices/${office}`,
      body: jsonBody({ name: `Kanim ${office}`, zone: 'Asia/Jakarta' }),
    })),
    'GET /api/v1/channel-list': general('/api/v1/channel-list'),
    'PUT /api/v1/channels/:id': [
      {
        path: '/api/v1/channels/radio',
        body: jsonBody({ nameId: 'Radio', nameEn: 'Radio', kind: 'mass-media' }),
        office: null,
      },
    ],
    'GET /api/v1/programme-words': general('/api/v1/programme-words'),
    'PUT /api/v1/programme-words/:list/:code': [
      {
        path: '/api/v1/programme-words/topics/photo',
        body: jsonBody({ nameId: 'Foto', nameEn: 'Photo' }),
        office: null,
      },
    ],
    'GET /api/v1/processing': asked('/api/v1/processing'),
    'GET /api/v1/office-comparison': asked('/api/v1/office-comparison'),
    'GET /api/v1/targets': asked('/api/v1/targets'),
    'GET /api/v1/channels/sources': asked('/api/v1/channels/sources'),
    'GET /api/v1/channels/response': asked('/api/v1/channels/response'),
    'GET /api/v1/forecast': asked('/api/v1/forecast'),
    'GET /api/v1/effects': asked('/api/v1/effects'),
    'GET /api/v1/effects/planning': asked('/api/v1/effects/planning'),
    'GET /api/v1/campaigns/:id/costs': ofCampaign('costs'),
    'GET /api/v1/campaigns/:id/effect': ofCampaign('effect'),
    'GET /api/v1/campaigns/:id/effect/plan': ofCampaign('effect/plan'),
    'PUT /api/v1/campaigns/:id/effect/plan': ofCampaign('effect/plan', jsonBody({ estimand: 'extra', shape: 'step' })),
    'GET /api/v1/switching': asked('/api/v1/switching'),
    'POST /api/v1/switching': each((office) => ({
      path: '/api/v1/switching',
      body: () => switchingOf(office, '2026-08-03'),
    })),
    'GET /api/v1/switching/:id': each((office) => ({ path: `/api/v1/switching/${switchings[office]}` })),
    'POST /api/v1/switching/:id/stop': each((office) => ({
      path: `/api/v1/switching/${switchings[office]}/stop`,
      body: jsonBody({ reason: 'Anggaran habis' }),
    })),

    'POST /api/v1/imports': each((office) => ({
      path: '/api/v1/imports',
      body: () => formOf(csvOf([make.reading({ date: '2026-01-09' })]), { office }),
    })),
    'GET /api/v1/imports': general('/api/v1/imports'),
    'GET /api/v1/imports/templates/:name': general('/api/v1/imports/templates/readings.csv'),
    'GET /api/v1/imports/:id': each((office) => ({ path: `/api/v1/imports/${othersImports[office]}` })),
    'GET /api/v1/imports/:id/rejected.csv': each((office) => ({
      path: `/api/v1/imports/${othersImports[office]}/rejected.csv`,
    })),
    'DELETE /api/v1/imports/:id': [
      ...each((office) => ({
        path: `/api/v1/imports/${othersImports[office]}`,
        alsoRefused: ({ role }) => role === 'petugas',
      })),
      ...each((office) => ({
        path: `/api/v1/imports/${ownImports[office]}`,
        alsoRefused: ({ role, id }) => role === 'petugas' && id !== officer(office).id,
      })),
    ],
    'GET /api/v1/imports/jobs': general('/api/v1/imports/jobs'),
    'GET /api/v1/imports/jobs/:id': each((office) => ({
      path: `/api/v1/imports/jobs/${jobs[office]}`,
      otherOffice: 404,
    })),
    'GET /api/v1/imports/jobs/:id/events': each((office) => ({
      path: `/api/v1/imports/jobs/${jobs[office]}/events`,
      otherOffice: 404,
    })),
    'POST /api/v1/readings': batch('readings', make.reading({ date: '2026-01-10' })),
    'POST /api/v1/applicants': batch('applicants', make.applicantCount({ date: '2026-01-08' })),
    'POST /api/v1/sources': batch('sources', make.declaredSource({ date: '2026-01-08' })),
    'POST /api/v1/inquiries': batch('inquiries', { date: '2026-01-08', channel: 'instagram', received: 3 }),

    'GET /api/v1/inquiries/summary': asked('/api/v1/inquiries/summary'),
    'GET /api/v1/inquiries/notes': asked('/api/v1/inquiries/notes'),
    'POST /api/v1/inquiries/notes': each((office) => ({
      path: '/api/v1/inquiries/notes',
      body: () => noteOf(office),
    })),
    'POST /api/v1/inquiries/notes/:id/answer': each((office) => ({
      path: `/api/v1/inquiries/notes/${notes[office]}/answer`,
      body: jsonBody({ answerMinutes: 20 }),
    })),
    'DELETE /api/v1/inquiries/notes/:id': each((office) => ({
      path: `/api/v1/inquiries/notes/${notes[office]}`,
      alsoRefused: ({ role, id }) => role === 'petugas' && id !== officer(office).id,
    })),
    'GET /api/v1/audiences': asked('/api/v1/audiences'),

    'GET /api/v1/entry': asked('/api/v1/entry'),
    'GET /api/v1/entry/history': each((office) => ({
      path: `/api/v1/entry/history?noun=readings&key=${encodeURIComponent(JSON.stringify(readingKey(office)))}`,
    })),
    'POST /api/v1/entry': each((office) => ({
      path: '/api/v1/entry',
      body: jsonBody({
        cells: [{ noun: 'readings', key: [office, 'website', 'visits', 'month', '2025-12-01'], value: 7 }],
      }),
      otherOffice: 'row by row',
    })),
    'PUT /api/v1/entry/comment': each((office) => ({
      path: '/api/v1/entry/comment',
      body: jsonBody({ noun: 'readings', key: readingKey(office), comment: 'Diperiksa dua kali' }),
    })),

    'POST /api/v1/attachments': each((office) => ({
      path: '/api/v1/attachments',
      body: () => attachmentOf(campaigns[office]),
    })),
    'GET /api/v1/attachments': each((office) => ({
      path: `/api/v1/attachments?noun=campaigns&thing=${campaigns[office]}`,
    })),
    'GET /api/v1/attachments/:id': each((office) => ({ path: `/api/v1/attachments/${attachments[office]}` })),
    'DELETE /api/v1/attachments/:id': each((office) => ({ path: `/api/v1/attachments/${attachments[office]}` })),

    'GET /api/v1/records/:noun': [
      ...each((office) => ({
        path: `/api/v1/records/campaigns?office=${office}`,
        alsoRefused: ({ role }) => role === 'pembaca',
      })),
      ...each((office) => ({
        path: `/api/v1/records/applicants?office=${office}`,
        comparisonToo: true,
        alsoRefused: ({ role }) => role === 'pembaca',
      })),
      ...each((office) => ({
        path: `/api/v1/records/evidence?office=${office}`,
        alsoRefused: ({ role }) => role === 'pembaca',
      })),
    ],
    'PUT /api/v1/records/:noun': [
      ...each((office) => ({
        path: '/api/v1/records/campaigns',
        body: jsonBody({
          fields: { campaign: 'new', name: 'Baru', approach: 'sosialisasi', planned_from: '2026-03-01', office },
        }),
      })),
      ...each((office) => ({
        path: '/api/v1/records/campaigns',
        body: jsonBody({ fields: { campaign: campaigns[office], name: 'Nama baru', office } }),
      })),
      ...each((office) => ({
        path: '/api/v1/records/inquiries',
        body: jsonBody({ fields: { date: '2026-01-09', channel: 'instagram', received: 4, office } }),
        alsoRefused: ({ role }) => role === 'kepala',
      })),
    ],
    'DELETE /api/v1/records/:noun/:key': each((office) => ({ path: `/api/v1/records/campaigns/${campaigns[office]}` })),
    'GET /api/v1/records/:noun/:key/history': each((office) => ({
      path: `/api/v1/records/campaigns/${campaigns[office]}/history`,
      alsoRefused: ({ role }) => role === 'pembaca',
    })),

    'GET /api/v1/quality/completeness': asked('/api/v1/quality/completeness'),
    'GET /api/v1/quality/months': asked('/api/v1/quality/months'),
    'GET /api/v1/quality/expected': asked('/api/v1/quality/expected'),
    'GET /api/v1/quality/expected/suggestion': asked('/api/v1/quality/expected/suggestion'),
    'PUT /api/v1/quality/expected': asked(
      '/api/v1/quality/expected',
      jsonBody({
        figures: [
          {
            noun: 'readings',
            channel: 'website',
            measure: 'visits',
            grain: 'day',
            from: '2026-01-01',
            to: null,
            dueDays: 7,
          },
        ],
      }),
    ),
    'GET /api/v1/quality/findings': asked('/api/v1/quality/findings'),
    'PUT /api/v1/quality/findings/:finding': each((office) => ({
      path: `/api/v1/quality/findings/${encodeURIComponent(findings[office])}`,
      body: jsonBody({ state: 'checked', comment: 'Sudah benar' }),
    })),
    'POST /api/v1/quality/months/:month/close': asked('/api/v1/quality/months/2025-09/close', jsonBody({})),
    'POST /api/v1/quality/months/:month/reopen': asked(
      '/api/v1/quality/months/2025-11/reopen',
      jsonBody({ reason: 'Angka baru datang' }),
    ),

    'GET /api/v1/reports': each((office) => ({ path: `/api/v1/reports?office=${office}` })),
    'POST /api/v1/reports': each((office) => ({
      path: '/api/v1/reports',
      body: jsonBody({ office, month: '2025-09' }),
    })),
    'GET /api/v1/reports/:id': each((office) => ({ path: `/api/v1/reports/${reports[office].approved}` })),
    'DELETE /api/v1/reports/:id': each((office) => ({ path: `/api/v1/reports/${reports[office].draft}` })),
    'PUT /api/v1/reports/:id/remarks': each((office) => ({
      path: `/api/v1/reports/${reports[office].draft}/remarks`,
      body: jsonBody({ text: 'Loket ditambah.' }),
    })),
    'POST /api/v1/reports/:id/comments': each((office) => ({
      path: `/api/v1/reports/${reports[office].draft}/comments`,
      body: jsonBody({ block: 'uptake', text: 'Bagus.' }),
    })),
    'POST /api/v1/reports/:id/comments/:comment/resolve': each((office) => ({
      path: `/api/v1/reports/${reports[office].commented}/comments/${reports[office].comment}/resolve`,
    })),
    'POST /api/v1/reports/:id/review': each((office) => ({
      path: `/api/v1/reports/${reports[office].draft}/review`,
      body: jsonBody({ contentHash: reports[office].draftHash }),
    })),
    'POST /api/v1/reports/:id/return': each((office) => ({
      path: `/api/v1/reports/${reports[office].reviewed}/return`,
      body: jsonBody({ text: 'Periksa lagi.' }),
    })),
    'POST /api/v1/reports/:id/approve': each((office) => ({
      path: `/api/v1/reports/${reports[office].reviewed}/approve`,
      body: jsonBody({ contentHash: reports[office].reviewedHash }),
    })),
    'POST /api/v1/reports/:id/revise': each((office) => ({
      path: `/api/v1/reports/${reports[office].approved}/revise`,
      body: jsonBody({ reason: 'Rekap dibetulkan' }),
    })),
    'GET /api/v1/reports/:id/difference': each((office) => ({
      path: `/api/v1/reports/${reports[office].approved}/difference?with=${reports[office].approved}`,
    })),
    'GET /api/v1/reports/:id/verification': each((office) => ({
      path: `/api/v1/reports/${reports[office].approved}/verification`,
    })),
    'POST /api/v1/reports/:id/faces': each((office) => ({
      path: `/api/v1/reports/${reports[office].approved}/faces`,
      body: jsonBody({ face: 'xlsx', language: 'id' }),
      // It makes a file and changes nothing.
      answer: 202,
    })),
    // Each actor's jobs are their own: of one that is nobody's all are told the same.
    'GET /api/v1/reports/faces/:job': [{ path: '/api/v1/reports/faces/none', office: null, answer: 404 }],
    'GET /api/v1/reports/:id/pdf': each((office) => ({ path: `/api/v1/reports/${reports[office].approved}/pdf` })),
    'GET /api/v1/reports/:id/pptx': each((office) => ({ path: `/api/v1/reports/${reports[office].approved}/pptx` })),
    'GET /api/v1/reports/:id/xlsx': each((office) => ({ path: `/api/v1/reports/${reports[office].approved}/xlsx` })),
    'GET /api/v1/reports/:id/json': each((office) => ({ path: `/api/v1/reports/${reports[office].approved}/json` })),
    'GET /api/v1/report-settings': asked('/api/v1/report-settings'),
    'PUT /api/v1/report-settings': asked(
      '/api/v1/report-settings',
      jsonBody({
        letterhead: ['KANTOR IMIGRASI'],
        place: 'Bandung',
        signatoryTitle: 'Kepala',
        signatoryName: null,
        numberPattern: '{n}/{year}',
        recipients: [],
        webhookUrl: null,
        draftsByItself: true,
      }),
    ),
    'PUT /api/v1/report-settings/logo': asked('/api/v1/report-settings/logo', () => {
      const form = new FormData();
      form.set('file', new File([new Uint8Array(picture)], 'logo.png'));
      return form;
    }),
    'DELETE /api/v1/report-settings/logo': asked('/api/v1/report-settings/logo'),
    'GET /api/v1/report-logos/:hash': [{ path: `/api/v1/report-logos/${reports[ours].logo}`, office: null }],

    'GET /api/v1/session': general('/api/v1/session'),
    'POST /api/v1/first-run': [
      {
        path: '/api/v1/first-run',
        body: jsonBody({ token: 'none', name: 'Rina', email: 'rina@example.go.id', password: 'panjang sekali 4711' }),
        office: null,
        // There is somebody already.
        answer: 409,
      },
    ],
    'POST /api/auth/sign-in/email': ofAccount('sign-in/email', 400),
    'POST /api/auth/sign-in/oauth2': ofAccount('sign-in/oauth2', 404),
    'GET /api/auth/callback/oidc': [{ path: '/api/auth/callback/oidc', office: null, answer: 404 }],
    'POST /api/auth/sign-out': ofAccount('sign-out', 200),
    'POST /api/auth/two-factor/verify-totp': ofAccount('two-factor/verify-totp', 400),
    'POST /api/auth/two-factor/verify-backup-code': ofAccount('two-factor/verify-backup-code', 400),
    'POST /api/auth/two-factor/enable': ofAccount('two-factor/enable', 400),
    'POST /api/auth/two-factor/disable': ofAccount('two-factor/disable', 400),
    'POST /api/auth/two-factor/generate-backup-codes': ofAccount('two-factor/generate-backup-codes', 400),
    'POST /api/auth/change-password': ofAccount('change-password', 400),
    'POST /api/auth/request-password-reset': ofAccount('request-password-reset', 400),
    'POST /api/auth/reset-password': ofAccount('reset-password', 400),
    'GET /api/auth/list-sessions': [{ path: '/api/auth/list-sessions', office: null, answer: 401 }],
    'POST /api/auth/revoke-session': ofAccount('revoke-session', 400),
    'POST /api/auth/revoke-other-sessions': ofAccount('revoke-other-sessions', 401),
    'POST /api/auth/update-user': ofAccount('update-user', 400),

    'GET /api/v1/people': general('/api/v1/people'),
    'POST /api/v1/people': each((office) => ({ path: '/api/v1/people', body: () => personOf(office, 'agus') })),
    'PATCH /api/v1/people/:id': each((office) => ({
      path: `/api/v1/people/${people[office]}`,
      body: jsonBody({ role: 'kepala' }),
    })),
    'DELETE /api/v1/people/:id': each((office) => ({ path: `/api/v1/people/${people[office]}` })),
    'POST /api/v1/people/:id/link': each((office) => ({ path: `/api/v1/people/${people[office]}/link` })),
    'GET /api/v1/people/:id/sessions': each((office) => ({ path: `/api/v1/people/${people[office]}/sessions` })),
    'DELETE /api/v1/people/:id/sessions': each((office) => ({ path: `/api/v1/people/${people[office]}/sessions` })),
    'GET /api/v1/keys': general('/api/v1/keys'),
    'POST /api/v1/keys': each((office) => ({ path: '/api/v1/keys', body: () => keyOf(office) })),
    'DELETE /api/v1/keys/:id': each((office) => ({ path: `/api/v1/keys/${keys[office]}` })),

    'GET /api/v1/shares': general('/api/v1/shares'),
    'POST /api/v1/shares': each((office) => ({ path: '/api/v1/shares', body: () => shareOf(office) })),
    'DELETE /api/v1/shares/:id': each((office) => ({ path: `/api/v1/shares/${shares[office]}` })),
    'GET /api/v1/audit': [
      ...general('/api/v1/audit'),
      ...each((office) => ({ path: `/api/v1/audit?office=${office}` })),
    ],
  };
}
