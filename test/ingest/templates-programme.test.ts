import { activities, campaigns, evidence, processing, snapshots, targets } from '@tilik/db/schema';
import { describe, expect, test } from 'vitest';
import { csvOf } from '../support/make.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Cells = Readonly<Record<string, string | number>>;

/** One good row of each template. */
const good = {
  campaigns: { campaign: 'umrah', name: 'Umrah', approach: 'sosialisasi', planned_from: '2026-02-01' },
  activities: { date: '2026-01-10', channel: 'field-outreach', kind: 'field-event', title: 'Pasar Baru' },
  events: { event: 'fee', name: 'Tarif', kind: 'fee', starts: '2024-12-17', confounds: 'yes' },
  inquiries: { date: '2026-01-05', channel: 'instagram', received: 12 },
  processing: { date: '2025-12', completed: 10, waiting_days_median: 3 },
  fees: { passport_type: 'electronic', validity_years: 10, starts: '2024-12-17', rupiah: 950_000 },
  targets: { month: '2026-03', indicator: 'electronic', target: 5000 },
  evidence: { date: '2026-01-10', kind: 'interview', title: 'Di loket', content: 'Belum tahu bedanya.' },
  themes: { theme: 'biaya', name: 'Biaya', definition: '' },
  'audience-applicants': { date: '2025-12', audience: 'pilgrims', passport_type: 'electronic', applicants: 4 },
} as const satisfies Record<string, Cells>;
type Name = keyof typeof good;

/** What is refused of a row, by column and code. */
async function refusals(name: Name, given: Cells, app: OpenApp = openApp()): Promise<string[]> {
  const response = await app.send(csvOf([{ ...good[name], ...given }]));
  expect(response.status).toBe(422);
  const { issues } = (await response.json()) as { issues: { field: string; code: string }[] };
  return issues.map(({ field, code }) => `${field} ${code}`);
}

describe.each(Object.keys(good) as Name[])('the template of %s', (name) => {
  test('takes a good row', async () => {
    expect(await openApp().store(csvOf([good[name]]))).toMatchObject({ format: `tilik-${name}`, stored: 1 });
  });
});

const long = (characters: number) =>
  'kata '
    .repeat(characters)
    .slice(0, characters - 1)
    .concat('x');

test.each<[Name, Cells, string]>([
  ['campaigns', { planned_to: '2026-01-31' }, 'planned_to ends-before-start'],
  ['campaigns', { started: '2026-01-05', ended: '2026-01-04' }, 'ended ends-before-start'],
  ['campaigns', { started: '2026-02-05' }, 'started in-future'],
  ['campaigns', { planned_from: '', started: '' }, 'planned_from missing'],
  ['campaigns', { ended: '2026-01-04' }, 'started ended-not-started'],
  ['campaigns', { budget: -1 }, 'budget negative'],
  ['campaigns', { spending: '-500.000' }, 'spending negative'],
  ['campaigns', { budget: '1.5' }, 'budget fraction'],
  ['campaigns', { approach: 'iklan' }, 'approach unknown-approach'],
  ['campaigns', { management_step: 'dreaming' }, 'management_step unknown-management-step'],
  ['campaigns', { audiences: 'pilgrims|martians' }, 'audiences unknown-audience'],
  ['campaigns', { person_in_charge: 'Budi 081234567890' }, 'person_in_charge remark-phone'],
  ['campaigns', { person_in_charge: 'budi@example.com' }, 'person_in_charge remark-email'],
  ['campaigns', { objective: long(2001) }, 'objective too-long'],
  ['campaigns', { office: 'mars' }, 'office unknown-office'],
  ['activities', { date: '2026-01-15' }, 'date in-future'],
  ['activities', { date: '2026-01' }, 'date not-a-day'],
  ['activities', { time: '25:00' }, 'time not-a-time'],
  ['activities', { channel: 'pigeon' }, 'channel unknown-channel'],
  ['activities', { kind: '<script>' }, 'kind unknown-activity-kind'],
  ['activities', { title: '' }, 'title missing'],
  ['activities', { attendees: -5 }, 'attendees negative'],
  ['activities', { attendees: 'many' }, 'attendees not-a-number'],
  ['activities', { cost: -1 }, 'cost negative'],
  ['activities', { campaign: 'nothing' }, 'campaign unknown-campaign'],
  ['activities', { pr_role: 'king' }, 'pr_role unknown-pr-role'],
  ['activities', { permalink: 'javascript:alert(1)' }, 'permalink not-a-link'],
  ['activities', { activity: 'instagram:abc' }, 'activity not-an-activity-id'],
  ['activities', { place: 'Rumah 0812-3456-7890' }, 'place remark-phone'],
  ['activities', { caption: long(10_001) }, 'caption too-long'],
  ['events', { ends: '2024-12-16' }, 'ends ends-before-start'],
  ['events', { confounds: 'perhaps' }, 'confounds not-yes-or-no'],
  ['events', { kind: 'party' }, 'kind unknown-event-kind'],
  ['events', { name: long(301) }, 'name too-long'],
  ['inquiries', { received: -1 }, 'received negative'],
  ['inquiries', { topic: 'weather' }, 'topic unknown-topic'],
  ['processing', { waiting_days_median: 8, waiting_days_p90: 7 }, 'waiting_days_p90 p90-below-median'],
  ['processing', { waiting_days_median: '1.234' }, 'waiting_days_median ambiguous-number'],
  ['processing', { waiting_days_median: '-2,5' }, 'waiting_days_median negative'],
  ['processing', { completed: '2,5' }, 'completed fraction'],
  ['processing', { passport_type: 'golden' }, 'passport_type unknown-passport-type'],
  ['fees', { rupiah: -1 }, 'rupiah negative'],
  ['fees', { rupiah: '' }, 'rupiah missing'],
  ['fees', { validity_years: 0 }, 'validity_years not-years'],
  ['fees', { starts: '2024-13-01' }, 'starts no-such-day'],
  ['targets', { month: '2026-03-15' }, 'month not-a-month'],
  ['targets', { indicator: 'happiness' }, 'indicator unknown-indicator'],
  ['targets', { indicator: 'uptake-share', target: '1,2' }, 'target not-a-share'],
  ['targets', { target: '0.5' }, 'target fraction'],
  ['targets', { channel: 'instagram' }, 'channel no-channel-here'],
  ['targets', { target: '' }, 'target missing'],
  ['targets', { campaign: 'nothing' }, 'campaign unknown-campaign'],
  ['evidence', { content: long(10_001) }, 'content too-long'],
  ['evidence', { content: '' }, 'content missing'],
  ['evidence', { content: 'NIK pemohon 3273011501900001 ada' }, 'content personal-identity-number'],
  ['evidence', { informant: 'Ibu, 0812 3456 7890' }, 'informant remark-phone'],
  ['evidence', { kind: 'rumour' }, 'kind unknown-evidence-kind'],
  ['evidence', { themes: 'biaya' }, 'themes unknown-theme'],
  ['evidence', { activity: 'x:1' }, 'activity unknown-activity'],
  ['evidence', { date: '2026-02-01' }, 'date in-future'],
  ['themes', { name: '' }, 'name missing'],
  ['audience-applicants', { audience: 'martians' }, 'audience unknown-audience'],
  ['audience-applicants', { applicants: -1 }, 'applicants negative'],
])('of %s, %o is refused: %s', async (name, given, refusal) => {
  expect(await refusals(name, given)).toContain(refusal);
});

test('10,000 characters are kept, to the last', async () => {
  const app = openApp();
  const content = long(10_000);
  await app.store(csvOf([{ ...good.evidence, content }]));
  expect(app.db.select().from(evidence).all()).toMatchObject([{ content, id: '2026-01-10-di-loket' }]);
});

test('of a note that is refused for what it tells of somebody, no word is kept or repeated', async () => {
  const app = openApp();
  const secret = { ...good.evidence, title: 'Lain', content: 'Hubungi 081234567890 untuk Siti' };
  const report = await app.store(csvOf([good.evidence, secret]));
  expect(report).toMatchObject({ stored: 1, rejected: 1 });
  expect(JSON.stringify(report)).not.toContain('Siti');
  expect(JSON.stringify(app.db.$client.prepare('SELECT * FROM rejected_rows').all())).not.toContain('81234567890');
});

test('an id that is another office’s is refused, whatever the row says', async () => {
  const app = openApp();
  await app.store(csvOf([{ ...good.campaigns, office: 'batam' }]));
  expect(await refusals('campaigns', { name: 'Lain' }, app)).toEqual(['campaign id-of-other-office']);
  expect(await refusals('activities', { campaign: 'umrah' }, app)).toEqual(['campaign unknown-campaign']);
  await app.store(csvOf([{ ...good.evidence, evidence: 'one', office: 'batam' }]));
  expect(await refusals('evidence', { evidence: 'one' }, app)).toEqual(['evidence id-of-other-office']);
  expect(app.db.select().from(campaigns).all()).toMatchObject([{ officeId: 'batam', name: 'Umrah' }]);
});

test('a planned campaign has no start, and one of a sheet before is known to the sheet behind it', async () => {
  const app = openApp();
  await app.store(csvOf([good.campaigns]));
  await app.store(csvOf([{ ...good.activities, campaign: 'Umrah' }]));
  expect(app.db.select().from(campaigns).all()).toMatchObject([{ startedOn: null, plannedFromOn: '2026-02-01' }]);
  expect(app.db.select().from(activities).all()).toMatchObject([{ campaignId: 'umrah' }]);
});

test('attendance and materials of an event are figures of its day', async () => {
  const app = openApp();
  await app.store(csvOf([{ ...good.activities, attendees: 85, materials_handed_out: '1.200' }]));
  expect(app.db.select().from(snapshots).all()).toMatchObject([
    { activityId: 'field-outreach:2026-01-10-pasar-baru', metric: 'attendees', takenOn: '2026-01-10', value: 85 },
    { metric: 'materials_handed_out', takenOn: '2026-01-10', value: 1200 },
  ]);
});

test('a post written down by hand is the one that the platform’s file will know by its link', async () => {
  const app = openApp();
  const ids = async (channel: string, permalink: string) => {
    await app.store(csvOf([{ ...good.activities, channel, kind: 'post', permalink }]));
    return app.db.select({ id: activities.id }).from(activities).all().at(-1)?.id;
  };
  expect(await ids('instagram', 'https://www.instagram.com/reel/AAA-1_1/')).toBe('instagram:AAA-1_1');
  expect(await ids('x', 'https://x.com/kanim/status/1876543210987654321')).toBe('x:1876543210987654321');
});

test.each([
  ['3,5', 3.5],
  ['3.5', 3.5],
  ['0,125', 0.125],
  ['1.234,5', 1234.5],
  ['1,234.5', 1234.5],
  ['1.2340', 1.234],
  ['12', 12],
])('waiting days written %s are %d', async (text, value) => {
  const app = openApp();
  await app.store(csvOf([{ ...good.processing, waiting_days_median: text }]));
  expect(app.db.select().from(processing).all()).toMatchObject([{ waitingDaysMedian: value, waitingDaysP90: null }]);
});

test.each([
  ['uptake-share', '45%', 0.45],
  ['uptake-share', '45,5 %', 0.455],
  ['Porsi e-paspor', '0,45', 0.45],
  ['electronic', '12.500', 12_500],
  ['waiting-days', '3,5', 3.5],
  ['likes', '1.000', 1000],
])('a target for %s of %s is %d', async (indicator, target, value) => {
  const app = openApp();
  await app.store(csvOf([{ ...good.targets, indicator, target }]));
  expect(app.db.select().from(targets).all()).toMatchObject([{ target: value }]);
});

test('a closed month holds the service and the audiences fast as well', async () => {
  const app = openApp();
  const closed = await app.request('/api/v1/quality/months/2025-12/close', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ reason: 'selesai' }),
  });
  expect(closed.status).toBe(200);
  for (const name of ['processing', 'audience-applicants'] as const) {
    expect((await refusals(name, {}, app)).join()).toContain('month-closed');
  }
});
