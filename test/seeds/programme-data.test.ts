import { plannedActivities } from '@tilik/seeds/inside/activities.ts';
import { applicantDays, byMonth } from '@tilik/seeds/inside/applicants.ts';
import { forumDays, outreachDays } from '@tilik/seeds/inside/engagement.ts';
import { fieldNotes, themes } from '@tilik/seeds/inside/evidence.ts';
import { questionDays, questionMonths } from '@tilik/seeds/inside/inquiries.ts';
import { instagramPosts } from '@tilik/seeds/inside/instagram-posts.ts';
import { bandung } from '@tilik/seeds/inside/offices.ts';
import { campaigns, fees, plantedMixChange } from '@tilik/seeds/inside/plan.ts';
import { serviceMonths } from '@tilik/seeds/inside/processing.ts';
import { audienceMonths, purposeMonths } from '@tilik/seeds/inside/purposes.ts';
import { plannedTargets } from '@tilik/seeds/inside/targets.ts';
import { periodOf } from '@tilik/server/inside/day.ts';
import { personalTextIn } from '@tilik/server/inside/ingest/personal-text.ts';
import { kitagawaDecomposition } from '@tilik/server/inside/stats/kitagawa-decomposition.ts';
import { expect, test } from 'vitest';

const until = '2026-11-23';
const months = byMonth(applicantDays(bandung, '2026-10-31'));
const purposes = purposeMonths(months);
const activities = plannedActivities(until);
const questions = questionDays(until);

const sum = (values: readonly number[]): number => values.reduce((added, value) => added + value, 0);

test('purposes add up to the month of either type, but for the month of the outage', () => {
  const broken = months.filter(({ month }) => month >= '2022-02');
  expect([...new Set(purposes.map(({ month }) => month))]).toEqual(broken.map(({ month }) => month));
  for (const { month, ordinary, electronic } of broken) {
    const own = purposes.filter((row) => row.month === month);
    const part = month === '2024-06' ? 0.92 : 1;
    expect([month, sum(own.map((row) => row.ordinary))]).toEqual([month, Math.round(part * ordinary)]);
    expect([month, sum(own.map((row) => row.electronic))]).toEqual([month, Math.round(part * (electronic ?? 0))]);
    expect(own).toHaveLength(9);
    for (const row of own) expect(Math.min(row.ordinary, row.electronic)).toBeGreaterThanOrEqual(0);
  }
});

test('a month’s purposes are the same wherever the data end', () => {
  const shorter = purposeMonths(byMonth(applicantDays(bandung, '2022-07-31')));
  expect(shorter).toEqual(purposes.filter(({ month }) => month <= '2022-07'));
});

test('the planted change of mix is what the plan says: pilgrims doubled, nobody chose otherwise', () => {
  const counts = ({ from, to }: { readonly from: string; readonly to: string }) => {
    const own = purposes.filter(({ month }) => month >= from.slice(0, 7) && month <= to.slice(0, 7));
    return [...Map.groupBy(own, ({ group }) => group)].map(([group, rows]) => ({
      group,
      successes: sum(rows.map(({ electronic }) => electronic)),
      trials: sum(rows.map(({ electronic, ordinary }) => electronic + ordinary)),
    }));
  };
  const [before, after] = [counts(plantedMixChange.base), counts(plantedMixChange.window)];
  const split = kitagawaDecomposition(before, after);
  if ('refused' in split) throw new Error(split.refused);
  expect(split.change).toBeLessThan(-0.04);
  expect(Math.abs(split.choice)).toBeLessThan(0.0005);
  const partOf = (groups: typeof before) =>
    (groups.find(({ group }) => group === plantedMixChange.purpose)?.trials ?? 0) /
    sum(groups.map(({ trials }) => trials));
  expect(partOf(before)).toBeCloseTo(plantedMixChange.partBefore, 3);
  expect(partOf(after) / partOf(before)).toBeCloseTo(2, 0);
});

test('outside the planted change choices move too', () => {
  const shareOf = (month: string, group: string) => {
    const row = purposes.find((each) => each.month === month && each.group === group);
    return (row?.electronic ?? 0) / ((row?.electronic ?? 0) + (row?.ordinary ?? 1));
  };
  expect(shareOf('2025-10', 'tourism') - shareOf('2023-10', 'tourism')).toBeGreaterThan(0.3);
  // Pilgrims choose the electronic passport least.
  expect(shareOf('2026-10', 'umrah')).toBeLessThan(shareOf('2026-10', 'work'));
});

test('audiences and unknown account for every applicant of the month, eight of ten and more by name', () => {
  const rows = audienceMonths(months);
  for (const { month, ordinary, electronic } of months.filter(({ month }) => month >= '2024-07')) {
    const own = rows.filter((row) => row.month === month);
    expect(sum(own.map((row) => row.ordinary))).toBe(ordinary);
    expect(sum(own.map((row) => row.electronic))).toBe(electronic);
    const unknown = own.filter(({ group }) => group === 'unknown').map((row) => row.ordinary + row.electronic);
    const part = sum(unknown) / (ordinary + (electronic ?? 0));
    expect(part).toBeGreaterThan(0.1);
    expect(part).toBeLessThan(0.2);
  }
});

test('field events and forums are those of the day’s readings', () => {
  const ofDay = Map.groupBy(activities, ({ channel, day }) => `${channel} ${day}`);
  for (const { day, values } of outreachDays(until)) {
    const own = ofDay.get(`field-outreach ${day}`) ?? [];
    expect(own).toHaveLength(values.events_held);
    expect(sum(own.map(({ attendees }) => attendees ?? 0))).toBe(values.attendees);
    expect(sum(own.map(({ materials }) => materials ?? 0))).toBe(values.materials_handed_out);
  }
  for (const { day, values } of forumDays(until)) {
    const own = ofDay.get(`forum ${day}`) ?? [];
    expect(own).toHaveLength(values.forums_held);
    expect(sum(own.map(({ attendees }) => attendees ?? 0))).toBe(values.attendees);
  }
  expect(new Set(activities.map(({ id }) => id)).size).toBe(activities.length);
});

test('an activity of a campaign lies in its days and on its channels, and costs no more than it spent', () => {
  for (const campaign of campaigns) {
    const own = activities.filter((activity) => activity.campaign === campaign.id);
    for (const { day, channel } of own) {
      expect(day >= campaign.actual.from && day <= campaign.actual.to).toBe(true);
      expect(campaign.channels).toContain(channel);
    }
    const cost = sum(own.map(({ costRupiah }) => costRupiah ?? 0));
    if (campaign.actual.to > until) continue;
    if (campaign.spendingRupiah === null) expect(cost).toBe(0);
    else expect(cost).toBeLessThan(campaign.spendingRupiah);
  }
});

test('a campaign on Instagram marks its posts with a hashtag of its own, and no other post has it', () => {
  const posts = instagramPosts(until);
  for (const { id, hashtag, channels } of campaigns.filter((campaign) => campaign.channels.includes('instagram'))) {
    expect([id, hashtag !== undefined, channels.includes('instagram')]).toEqual([id, true, true]);
    const marked = posts.filter(({ caption }) => caption.split(/\s+/).includes(`#${hashtag}`));
    expect(marked.length).toBeGreaterThan(0);
    expect(marked.map(({ campaign }) => campaign)).toEqual(marked.map(() => id));
    expect(posts.filter(({ campaign }) => campaign === id)).toHaveLength(marked.length);
  }
});

test('a channel’s topics add up to its questions, and no more are answered than were asked', () => {
  const ofDay = Map.groupBy(questions, ({ channel, date }) => `${channel} ${date}`);
  for (const rows of ofDay.values()) {
    const whole = rows.find(({ topic }) => topic === null);
    const topics = rows.filter(({ topic }) => topic !== null);
    if (topics.length > 0) {
      expect(sum(topics.map(({ received }) => received))).toBe(whole?.received);
      expect(sum(topics.map(({ answered }) => answered))).toBe(whole?.answered);
    }
    for (const { received, answered } of rows) expect(answered).toBeLessThanOrEqual(received);
  }
});

const partOfTopic = (topic: string, from: string, to: string): number => {
  const own = questions.filter(({ date }) => date >= from && date <= to);
  const count = (wanted: string | null) =>
    sum(own.filter((row) => row.topic === wanted && row.channel === 'instagram').map(({ received }) => received));
  return count(topic) / count(null);
};

test('people ask about cost when fees change, and about waiting when the system was down', () => {
  expect(partOfTopic('cost', '2024-12-02', '2025-01-10')).toBeGreaterThan(
    1.6 * partOfTopic('cost', '2024-09-01', '2024-11-30'),
  );
  expect(partOfTopic('waiting-time', '2024-06-20', '2024-06-30')).toBeGreaterThan(
    2 * partOfTopic('waiting-time', '2024-05-01', '2024-06-15'),
  );
});

test('a day that nobody counted is not there, and its month has no recap; a recap is the sum of its days', () => {
  const of = (channel: string, from: string, to: string) =>
    questions.filter((row) => row.channel === channel && row.date >= from && row.date <= to);
  expect(of('website', '2026-10-10', '2026-10-11')).toEqual([]);
  expect(of('website', '2026-10-12', '2026-10-12')).not.toEqual([]);
  const recaps = questionMonths([periodOf('2026-10-01', 'month'), periodOf('2023-05-01', 'month')], questions);
  expect(recaps.filter(({ channel, date }) => channel === 'website' && date === '2026-10')).toEqual([]);
  const recap = recaps.find(({ channel, date, topic }) => channel === 'x' && date === '2026-10' && topic === null);
  const days = of('x', '2026-10-01', '2026-10-31').filter(({ topic }) => topic === null);
  expect(recap?.received).toBe(sum(days.map(({ received }) => received)));
  expect(recap?.minutes).toBeGreaterThan(0);
  expect(recaps.some(({ date }) => date === '2023-05')).toBe(true);
});

test('an electronic passport took 10 to 14 days in Bandung at first and 6 in Jakarta, and under five of late', () => {
  const rows = serviceMonths('2026-10-31');
  const median = (office: string, month: string, type = 'electronic') =>
    rows.find((row) => row.office === office && row.month === month && row.passportType === type)?.waitingDaysMedian ??
    0;
  for (const month of ['2019-12', '2020-01', '2020-02']) {
    expect(median('bandung', month)).toBeGreaterThan(10);
    expect(median('bandung', month)).toBeLessThan(14);
    expect(Math.round(median('jakarta-pusat', month))).toBe(6);
  }
  expect(median('bandung', '2026-10')).toBeLessThan(5);
  expect(median('bandung', '2024-07')).toBeGreaterThan(median('bandung', '2024-05'));
  for (const row of rows) {
    expect(row.waitingDaysP90).toBeGreaterThan(row.waitingDaysMedian);
    expect(Math.min(row.completed, row.held)).toBeGreaterThanOrEqual(0);
  }
  // Batam issues no ordinary passport any more.
  expect(median('batam', '2025-03', 'ordinary')).toBe(0);
});

test('what is completed and held comes to the applications of the year', () => {
  const applied = months.filter(({ month }) => month.startsWith('2025'));
  const done = serviceMonths('2026-10-31').filter((row) => row.office === 'bandung' && row.month.startsWith('2025'));
  const ratio =
    sum(done.map(({ completed, held }) => completed + held)) /
    sum(applied.map(({ ordinary, electronic }) => ordinary + (electronic ?? 0)));
  expect(ratio).toBeGreaterThan(0.97);
  expect(ratio).toBeLessThan(1.03);
});

test('fees are those of DOMAIN §6, each with its source', () => {
  const said = fees.map((fee) => [fee.starts, fee.passportType, fee.validityYears, fee.rupiah]);
  expect(said).toEqual([
    ['2019-12-06', 'ordinary', 5, 350_000],
    ['2019-12-06', 'electronic', 5, 650_000],
    ['2024-12-17', 'ordinary', 5, 350_000],
    ['2024-12-17', 'ordinary', 10, 650_000],
    ['2024-12-17', 'electronic', 5, 650_000],
    ['2024-12-17', 'electronic', 10, 950_000],
  ]);
  for (const { reference } of fees) expect(reference).toMatch(/PP \d+\/\d{4}/);
});

test('the office has targets for every month of this year and the last, and campaigns have their own', () => {
  const targets = plannedTargets(months, until);
  const office = targets.filter(({ campaign }) => campaign === null);
  for (const indicator of ['uptake-share', 'electronic', 'answer-rate', 'waiting-days']) {
    const own = office.filter((target) => target.indicator === indicator);
    expect([indicator, own.length]).toEqual([indicator, 24]);
    expect([own.at(0)?.month, own.at(-1)?.month]).toEqual(['2025-01', '2026-12']);
  }
  expect(
    new Set(office.filter(({ indicator }) => indicator === 'answer-minutes').map(({ channel }) => channel)),
  ).toEqual(new Set(['instagram', 'website']));
  for (const { indicator, target } of targets) {
    if (indicator === 'uptake-share' || indicator === 'answer-rate') expect(target).toBeLessThanOrEqual(1);
    expect(target).toBeGreaterThan(0);
  }
  expect(new Set(targets.map(({ campaign }) => campaign)).size).toBe(5);
});

test('notes are of all three kinds, coded by the codebook, and tell of nobody', () => {
  const notes = fieldNotes(activities, until);
  expect(notes.length).toBeGreaterThanOrEqual(25);
  expect(new Set(notes.map(({ kind }) => kind))).toEqual(new Set(['observation', 'interview', 'document']));
  const known = themes.map(({ id }) => id);
  const used = new Set(notes.flatMap((note) => note.themes));
  expect([...used].every((theme) => known.includes(theme))).toBe(true);
  expect(known.every((theme) => used.has(theme))).toBe(true);
  for (const { title, content, informant } of notes) {
    expect(personalTextIn(`${title} ${content} ${informant ?? ''}`)).toEqual([]);
  }
  // A note that was taken at an activity bears its day.
  const placed = notes.filter(({ activity }) => activity !== null);
  expect(placed.length).toBeGreaterThanOrEqual(10);
  for (const note of placed) expect(activities.find(({ id }) => id === note.activity)?.day).toBe(note.on);
  expect(fieldNotes(activities, '2022-01-01').every(({ on }) => on <= '2022-01-01')).toBe(true);
});
