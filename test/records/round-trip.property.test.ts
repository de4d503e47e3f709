import { activityKinds, approaches, audiences, evidenceKinds, metricCodes, topics } from '@tilik/db/vocabulary';
import { type RecordWord, recordWords } from '@tilik/server/inside/records/lists.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Dump, dumpFigures } from '../ingest/dump.ts';
import { type OpenApp, openApp } from '../support/open-app.ts';

type Fields = Record<string, unknown>;

/** Words that go wrong in tables: quotes, line breaks, what a spreadsheet runs, guards, marks that part cells, emoji. */
const awkward = fc.stringMatching(/^['=+@\-|;,"\t #]{0,3}[a-z ]{1,8}(["'\n;,|] ?[=+@a-z😀ñ]{1,6}){0,4}$/u);
const text = awkward.map((words) => words.trim()).filter((words) => words !== '' && words !== '-' && words !== '–');
const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: null });
const count = fc.nat(2_000_000);
const decimal = fc.integer({ min: 0, max: 90_000_000 }).map((millionths) => millionths / 1e6);
const pick = (list: object) => fc.constantFrom(...Object.keys(list));
const some = (list: object) => fc.subarray(Object.keys(list));
const day = (from: string, to: string) =>
  fc
    .integer({ min: Date.parse(from) / 864e5, max: Date.parse(to) / 864e5 })
    .map((days) => new Date(days * 864e5).toISOString().slice(0, 10));
const pastDay = day('2024-01-01', '2026-01-13');
const month = pastDay.map((on) => on.slice(0, 7));
const period = fc.oneof(pastDay, month);
const office = fc.constantFrom('bandung', 'bandung', 'batam');
const channel = fc.constantFrom('instagram', 'x', 'website', 'field-outreach');
const passportType = fc.constantFrom('ordinary', 'electronic', 'other');

/** What every row is sent with: rows of one key would be one row. */
const rows: { readonly [Word in RecordWord]?: fc.Arbitrary<Fields> } = {
  themes: fc.record({ name: text, name_en: maybe(text), definition: maybe(text), position: count }),
  campaigns: fc
    .record({
      name: text,
      name_en: maybe(text),
      objective: maybe(text),
      approach: pick(approaches),
      days: fc.array(pastDay, { minLength: 4, maxLength: 4 }),
      isBegun: fc.boolean(),
      channels: fc.subarray(['instagram', 'x', 'website']),
      audiences: some(audiences),
      topics: some(topics),
      budget: maybe(count),
      spending: maybe(count),
      management_step: maybe(fc.constantFrom('planning', 'organising', 'actuating', 'controlling')),
      person_in_charge: maybe(text),
      cancelled: maybe(pastDay),
    })
    .map(({ days, isBegun, ...fields }) => {
      const [planned_from, started, ended, planned_to] = days.toSorted();
      return { ...fields, planned_from, planned_to, ...(isBegun ? { started, ended } : {}) };
    }),
  activities: fc.record({
    date: pastDay,
    time: maybe(fc.constantFrom('09:00', '23:59:59', '00:00:00.120', '7.05')),
    channel: fc.constantFrom('website', 'field-outreach', 'forum'),
    kind: fc.oneof(pick(activityKinds), fc.constant('IG reel')),
    title: text,
    caption: maybe(awkward.filter((words) => words.trim() !== '')),
    place: maybe(text),
    attendees: maybe(count),
    materials_handed_out: maybe(count),
    topics: some(topics),
    cost: maybe(count),
    account: maybe(text),
  }),
  events: fc
    .record({
      name: text,
      name_en: maybe(text),
      kind: fc.constantFrom('fee', 'holiday', 'policy'),
      days: fc.array(day('2020-01-01', '2030-12-31'), { minLength: 2, maxLength: 2 }),
      confounds: fc.boolean(),
      reference: maybe(text),
    })
    .map(({ days, ...fields }) => ({ ...fields, starts: days.toSorted()[0], ends: days.toSorted()[1] })),
  inquiries: fc.record({
    date: period,
    office,
    channel,
    topic: maybe(pick(topics)),
    received: count,
    answered: maybe(count),
    answer_minutes: maybe(count),
  }),
  processing: fc
    .record({
      date: period,
      office,
      passport_type: maybe(passportType),
      completed: count,
      held: maybe(count),
      days: fc.array(decimal, { minLength: 2, maxLength: 2 }),
    })
    .map(({ days, ...fields }) => {
      const [waiting_days_median, waiting_days_p90] = days.toSorted((one, other) => one - other);
      return { ...fields, waiting_days_median, waiting_days_p90 };
    }),
  fees: fc.record({
    passport_type: passportType,
    validity_years: fc.integer({ min: 1, max: 20 }),
    starts: day('2010-01-01', '2030-12-31'),
    rupiah: count,
    reference: maybe(text),
  }),
  targets: fc
    .record({
      month,
      channel: maybe(channel),
      note: maybe(text),
      kind: fc.oneof(
        fc.record({
          indicator: fc.constantFrom('answer-rate'),
          target: fc.integer({ max: 1e6, min: 0 }).map((n) => n / 1e6),
        }),
        fc.record({ indicator: fc.constantFrom('answer-minutes'), target: decimal }),
        fc.record({ indicator: fc.constantFrom(...metricCodes), target: count }),
      ),
    })
    .map(({ kind, ...fields }) => ({ ...fields, ...kind })),
  evidence: fc.record({
    date: pastDay,
    kind: pick(evidenceKinds),
    title: text,
    content: text,
    informant: maybe(text),
    channel: maybe(channel),
  }),
  'audience-applicants': fc.record({
    date: period,
    office,
    audience: fc.oneof(pick(audiences), fc.constant('unknown')),
    passport_type: passportType,
    applicants: count,
  }),
};

const words = Object.keys(rows) as (keyof typeof rows)[];

/** Fills the lists, row by row: of rows that name the same thing the first one stands. */
async function fill(app: OpenApp, given: Readonly<Record<string, readonly Fields[]>>): Promise<void> {
  for (const word of words) {
    for (const fields of given[word] ?? []) {
      const response = await app.request(`/api/v1/records/${word}`, {
        method: 'PUT',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ fields, was: null }),
      });
      if (response.status !== 200 && response.status !== 409) throw new Error(`${word} ${await response.text()}`);
    }
  }
}

/** The lists of an office as files, in the order in which one may speak of another. */
async function files(app: OpenApp, office: string, face: string): Promise<[RecordWord, Uint8Array<ArrayBuffer>][]> {
  return Promise.all(
    words.map(async (word): Promise<[RecordWord, Uint8Array<ArrayBuffer>]> => {
      const response = await app.request(`/api/v1/records/${word}?office=${office}&${face}`);
      expect([word, response.status]).toEqual([word, 200]);
      return [word, new Uint8Array(await response.arrayBuffer())];
    }),
  );
}

const isEmpty = async (app: OpenApp, word: string, office: string) =>
  (await app.get<{ rows: unknown[] }>(`/api/v1/records/${word}?office=${office}`)).rows.length === 0;

const programme = (app: OpenApp): Dump => {
  const { offices: _, channels: __, ...figures } = dumpFigures(app.db);
  return figures;
};

test('every list that is written in a form has rows in this test', () => {
  expect([...words, 'applicants', 'sources', 'readings'].toSorted()).toEqual(recordWords.toSorted());
});

test('a list as CSV or as a workbook comes back through the front door: into the same store it changes nothing, into an empty one all of it', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record(
        Object.fromEntries(words.map((word) => [word, fc.array(rows[word] as fc.Arbitrary<Fields>, { maxLength: 4 })])),
      ),
      fc.constantFrom('id', 'en'),
      fc.constantFrom('csv', 'xlsx'),
      async (given, lang, as) => {
        const [app, other] = [openApp(), openApp()];
        // Reading a workbook takes the blanks at both ends of a text away.
        const ends = (fields: Fields) =>
          as === 'xlsx' && typeof fields.caption === 'string' ? { ...fields, caption: fields.caption.trim() } : fields;
        const { activities = [] } = given as Record<string, Fields[]>;
        await fill(app, { ...given, activities: activities.map(ends) });
        const before = programme(app);
        for (const office of ['bandung', 'batam']) {
          for (const [word, bytes] of await files(app, office, `lang=${lang}&as=${as}`)) {
            if (await isEmpty(app, word, office)) continue;
            const report = await app.store(bytes, { strict: true });
            expect([word, report.stored, report.replaced, report.rejected]).toEqual([word, 0, 0, 0]);
            expect([word, report.format, report.unchanged]).toEqual([word, `tilik-${word}`, report.rows]);
            await other.store(bytes, { strict: true });
          }
        }
        const { past_values: _, ...after } = programme(app);
        const { past_values: __, ...was } = before;
        expect(after).toEqual(was);
        expect(programme(other)).toEqual(was);
        for (const one of [app, other]) one.db.$client.close();
      },
    ),
    { numRuns: 12 },
  );
});
