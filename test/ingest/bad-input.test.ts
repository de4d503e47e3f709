import type { Language } from '@tilik/db/vocabulary';
import type { ImportReport } from '@tilik/server/inside/ingest/report.ts';
import type { Issue, Problem } from '@tilik/server/inside/problem.ts';
import { describe, expect, test } from 'vitest';
import writeExcel from 'write-excel-file/node';
import { csvOf, make, utf16 } from '../support/make.ts';
import { type OpenApp, openApp, type SendOptions } from '../support/open-app.ts';
import { dumpAll } from './dump.ts';

type File = string | Uint8Array<ArrayBuffer>;

const bytesOf = (...bytes: number[]): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);
const oneByte = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'latin1'));
const spaces = (count: number) => Array.from({ length: count }, () => 0x20);

/** Bytes that look like nothing, the same in every run. */
function noise(length: number, seed: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let state = seed;
  for (let index = 0; index < length; index += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[index] = state >>> 24;
  }
  return bytes;
}

const goodRow = make.reading({ date: '2025-12-31' });
const readingsFile = (...rows: Parameters<typeof make.reading>[0][]) => csvOf(rows.map((row) => make.reading(row)));

const workbook = async (): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(
    await writeExcel(
      Array.from({ length: 200 }, (_, index) =>
        ['2026-01-05', 'website', 'visits', `${index}`].map((value) => ({ value })),
      ),
    ).toBuffer(),
  );

/** Sentences for people, in both languages, without anything a person cannot read. */
function checkSentences(id: readonly string[], en: readonly string[]): void {
  expect(id).toHaveLength(en.length);
  for (const [index, sentence] of id.entries()) {
    expect(sentence).not.toBe(en[index]);
    for (const text of [sentence, en[index] ?? '']) {
      expect(text.trim()).not.toBe('');
      expect(text).not.toMatch(/\{[a-z]+\}|undefined|\[object|NaN/i);
      expect(text).not.toMatch(/(problem|issue)\.[a-z]/);
    }
  }
}

const sentencesOf = (problem: Problem) => [
  problem.title,
  problem.detail,
  ...problem.issues.map(({ message }) => message),
];

/** Sends a file that must be refused, in both languages, and holds the answer and the store to what is promised. */
async function refusal(app: OpenApp, file: File, options: SendOptions = {}): Promise<Problem> {
  const before = dumpAll(app.db);
  const ask = async (lang: Language) => {
    const response = await app.send(file, { ...options, lang });
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    const problem = (await response.json()) as Problem;
    expect(problem).toMatchObject({ status: response.status, type: `urn:tilik:problem:${problem.code}` });
    return problem;
  };
  const [id, en] = [await ask('id'), await ask('en')];
  expect({ ...id, title: '', detail: '', issues: [] }).toEqual({ ...en, title: '', detail: '', issues: [] });
  const bare = (issues: readonly Issue[]) => issues.map(({ message: _, ...rest }) => rest);
  expect(bare(id.issues)).toEqual(bare(en.issues));
  checkSentences(sentencesOf(id), sentencesOf(en));
  expect(dumpAll(app.db)).toEqual(before);
  return en;
}

interface WholeFile {
  readonly what: string;
  readonly file: File | (() => Promise<File>);
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly options?: SendOptions;
}

const readingsHeader = 'date,channel,metric,value\n';

describe('a file in which no table is found', () => {
  const cases: WholeFile[] = [
    { what: 'an empty file', file: '', status: 422, code: 'empty-file' },
    { what: 'blanks and line breaks only', file: ' \r\n\t\n \n', status: 422, code: 'empty-file' },
    { what: 'a byte order mark and nothing else', file: bytesOf(0xef, 0xbb, 0xbf), status: 422, code: 'empty-file' },
    { what: 'a UTF-16 mark and nothing else', file: bytesOf(0xff, 0xfe), status: 422, code: 'empty-file' },
    {
      what: 'a PNG',
      file: bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13),
      status: 415,
      code: 'not-a-table',
      detail: 'PNG',
    },
    {
      what: 'a PNG that is called .csv',
      file: bytesOf(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
      options: { name: 'readings.csv' },
      status: 415,
      code: 'not-a-table',
      detail: 'PNG',
    },
    { what: 'a JPEG', file: bytesOf(0xff, 0xd8, 0xff, 0xe0, 0, 16), status: 415, code: 'not-a-table', detail: 'JPEG' },
    { what: 'a PDF', file: '%PDF-1.7\n%âãÏÓ\n', status: 415, code: 'not-a-table', detail: 'PDF' },
    {
      what: 'an old Excel file',
      file: bytesOf(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...spaces(600)),
      status: 415,
      code: 'old-excel',
      detail: '.xlsx',
    },
    {
      what: 'a workbook cut in half',
      file: async () => {
        const whole = await workbook();
        return whole.slice(0, Math.floor(whole.length / 2));
      },
      status: 422,
      code: 'damaged-workbook',
    },
    {
      what: 'a workbook cut by its last bytes',
      file: async () => (await workbook()).slice(0, -10),
      status: 422,
      code: 'damaged-workbook',
    },
    {
      what: 'a ZIP that is no workbook',
      file: bytesOf(0x50, 0x4b, 3, 4, ...spaces(40)),
      status: 422,
      code: 'damaged-workbook',
    },
    { what: 'random bytes', file: noise(4096, 1), status: 415, code: 'not-a-table', detail: 'binary' },
    {
      what: 'random bytes without zeros',
      file: noise(4096, 2).map((byte) => byte || 1),
      status: 422,
      code: 'not-recognised',
    },
    { what: 'one line of 5 MB', file: 'a'.repeat(5_000_000), status: 422, code: 'line-too-long' },
    { what: 'one line of 5 MB of commas', file: ','.repeat(5_000_000), status: 422, code: 'line-too-long' },
    {
      what: 'a header and then one line of 5 MB',
      file: `${readingsHeader}${'9'.repeat(5_000_000)}`,
      status: 422,
      code: 'line-too-long',
    },
    {
      what: 'a file without line breaks',
      file: 'date channel metric value 2026-01-05 website visits 5',
      status: 422,
      code: 'not-recognised',
    },
    { what: 'a header without a line break', file: readingsHeader.trim(), status: 422, code: 'no-rows' },
    {
      what: 'a quotation mark that is not closed',
      file: `${readingsHeader}2026-01-05,website,visits,5\n2026-01-06,"website,visits,6\n2026-01-07,website,visits,7\n`,
      status: 422,
      code: 'quote-not-closed',
      detail: 'line 3',
    },
    {
      what: 'a quotation mark that is not closed, below a text of several lines',
      file: `sep=,\r\nevent,name,kind,starts,confounds\r\na,"two\r\nlines",fee,2024-12-17,yes\r\nb,"open,fee,2024-12-17,yes\r\n`,
      status: 422,
      code: 'quote-not-closed',
      detail: 'line 5',
    },
    {
      what: 'Windows-1251',
      file: oneByte('\xc4\xe0\xf2\xe0,\xca\xe0\xed\xe0\xeb\n2026-01-05,\xf1\xe0\xe9\xf2\n'),
      status: 422,
      code: 'not-recognised',
    },
    { what: 'a header only', file: readingsHeader, status: 422, code: 'no-rows' },
    {
      what: 'a header and blank rows',
      file: `${readingsHeader}\n,,,\n;;\n`.replace(';;', ', ,'),
      status: 422,
      code: 'no-rows',
    },
    { what: 'JSON', file: '{"date":"2026-01-05","visits":5}', status: 422, code: 'not-recognised' },
    { what: 'HTML', file: '<!doctype html>\n<html><body>404</body></html>\n', status: 422, code: 'not-recognised' },
    {
      what: 'a table of somebody else',
      file: 'nama,umur\nA,3\n',
      status: 422,
      code: 'not-recognised',
      detail: 'nama, umur',
    },
    { what: 'figures without a header', file: '2026-01-05,website,visits,5\n', status: 422, code: 'not-recognised' },
  ];

  test.each(cases)('$what is refused as $code', async ({ file, status, code, detail, options }) => {
    const problem = await refusal(openApp(), typeof file === 'function' ? await file() : file, options);
    expect(problem).toMatchObject({ status, code });
    if (detail !== undefined) expect(problem.detail).toContain(detail);
  });

  test.each([
    ['value', 'date,channel,metric\n2026-01-05,website,visits\n', 'tilik-readings'],
    ['applicants', 'tanggal,jenis_paspor,kantor\n2026-01,E-paspor,bandung\n', 'tilik-applicants'],
    ['new follows', 'Date,Impressions,Engagements,Likes\n"Mon, Jan 5, 2026",1,2,3\n', 'x-daily-overview'],
  ])('a missing column %s is named, with the format it belongs to', async (column, text, format) => {
    const problem = await refusal(openApp(), text);
    expect(problem).toMatchObject({
      status: 422,
      code: 'not-recognised',
      issues: [{ field: column, code: 'missing-column' }],
    });
    expect(problem.issues[0]?.message).toContain(format);
  });

  test('text in the place of a file is a problem of the field', async () => {
    const app = openApp();
    const before = dumpAll(app.db);
    const withText = new FormData();
    withText.set('file', readingsFile({}));
    const response = await app.request('/api/v1/imports?lang=en', { method: 'POST', body: withText });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'bad-request', issues: [{ field: 'file' }] });
    const wrongType = await app.request('/api/v1/imports', { method: 'POST', body: readingsFile({}) });
    expect(wrongType.status).toBe(400);
    expect(dumpAll(app.db)).toEqual(before);
  });

  test('an office and a channel that do not exist are problems of the answer', async () => {
    for (const [options, field] of [
      [{ office: 'atlantis' }, 'office'],
      [{ channel: 'carrier-pigeon' }, 'channel'],
    ] as const) {
      const problem = await refusal(openApp(), readingsFile({}), options);
      expect(problem).toMatchObject({
        status: 400,
        code: 'bad-request',
        issues: [{ field, code: `unknown-${field}` }],
      });
    }
  });
});

describe('a file that is too large', () => {
  test('is refused by the length it announces, before it is read', async () => {
    const app = openApp();
    const before = dumpAll(app.db);
    const response = await app.request('/api/v1/imports?lang=en', {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x', 'Content-Length': String(200 * 1024 * 1024) },
      body: '--x--',
    });
    expect(response.status).toBe(413);
    const problem = (await response.json()) as Problem;
    expect(problem.code).toBe('too-large');
    expect(problem.detail).toContain('64 MB');
    expect(dumpAll(app.db)).toEqual(before);
  });

  test('is refused by the bytes that come, where nothing was announced', async () => {
    const app = openApp();
    const before = dumpAll(app.db);
    const megabyte = new Uint8Array(1024 * 1024).fill(0x61);
    let sent = 0;
    const body = new ReadableStream({
      pull(controller) {
        sent += 1;
        controller.enqueue(megabyte);
        if (sent === 200) controller.close();
      },
    });
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'multipart/form-data; boundary=x' },
      body,
      duplex: 'half',
    };
    const response = await app.request('/api/v1/imports?lang=id', init as RequestInit);
    expect(response.status).toBe(413);
    expect(((await response.json()) as Problem).code).toBe('too-large');
    expect(sent).toBeLessThan(80);
    expect(dumpAll(app.db)).toEqual(before);
  });
});

describe('a row in which something is wrong', () => {
  const today = '2026-01-14';
  const cases: [what: string, row: Parameters<typeof make.reading>[0], field: string, code: string, says: string][] = [
    ['a negative count', { value: -5 }, 'value', 'negative', '-5'],
    ['a negative count in brackets', { value: '(5)' }, 'value', 'negative', '(5)'],
    ['a fraction', { value: '1.5' }, 'value', 'fraction', '1.5'],
    ['a fraction with a comma', { value: '2,75' }, 'value', 'fraction', '2,75'],
    ['a word', { value: 'many' }, 'value', 'not-a-number', 'many'],
    ['a percentage', { value: '40%' }, 'value', 'not-a-number', '40%'],
    ['a number Excel shortened', { value: '6.49E+17' }, 'value', 'not-a-number', '6.49E+17'],
    ['two numbers in one cell', { value: '12 34' }, 'value', 'not-a-number', '12 34'],
    ['a count nobody can believe', { value: '99999999999999999999' }, 'value', 'too-large', '9999'],
    ['a formula', { value: '=1+1' }, 'value', 'not-a-number', '=1+1'],
    ['a formula that calls a program', { metric: "=cmd|' /C calc'!A0" }, 'metric', 'unknown-metric', '=cmd'],
    ['the 31st of February', { date: '31/02/2025' }, 'date', 'no-such-day', '31/02/2025'],
    ['the 29th of February of a common year', { date: '2025-02-29' }, 'date', 'no-such-day', '2025-02-29'],
    ['a thirteenth month', { date: '2025-13' }, 'date', 'no-such-day', '2025-13'],
    ['tomorrow', { date: '2026-01-15' }, 'date', 'in-future', today],
    ['next month', { date: '2026-02' }, 'date', 'in-future', today],
    ['no date', { date: '' }, 'date', 'missing', 'required'],
    ['a date of two figures', { date: '05-01-26' }, 'date', 'not-a-day', '05-01-26'],
    ['a month of no language', { date: '5 Foo 2026' }, 'date', 'not-a-day', '5 Foo 2026'],
    ['an object’s word for a month', { date: '5 constructor 2026' }, 'date', 'not-a-day', 'constructor'],
    ['an unknown channel', { channel: 'Tiktok' }, 'channel', 'unknown-channel', 'Tiktok'],
    ['no channel', { channel: '' }, 'channel', 'missing', 'required'],
    ['an unknown office', { office: 'Kanim Mars' }, 'office', 'unknown-office', 'Kanim Mars'],
    ['an unknown metric', { metric: 'vibes' }, 'metric', 'unknown-metric', 'vibes'],
    ['text in braces', { metric: 'toString' }, 'metric', 'unknown-metric', 'toString'],
  ];

  test.each(cases)('%s is refused with its column and what it said', async (_, row, field, code, says) => {
    const problem = await refusal(openApp(), readingsFile(row));
    expect(problem).toMatchObject({ status: 422, code: 'nothing-to-store', issues: [{ line: 2, field, code }] });
    expect(problem.issues).toHaveLength(1);
    expect(problem.issues[0]?.message).toContain(says);
    expect(problem.issues[0]?.original).toBe(readingsFile(row).split('\n')[1]);
  });

  test.each([
    [
      'passport type',
      csvOf([make.applicantCount({ passport_type: 'diplomatik' })]),
      'passport_type',
      'unknown-passport-type',
    ],
    ['purpose', csvOf([make.applicantCount({ purpose: 'piknik' })]), 'purpose', 'unknown-purpose'],
    ['office of applicants', csvOf([make.applicantCount({ office: 'Kanim Mars' })]), 'office', 'unknown-office'],
    ['source', csvOf([make.declaredSource({ source: 'mimpi' })]), 'source', 'unknown-source'],
    ['kind of event', csvOf([make.event({ kind: 'gempa' })]), 'kind', 'unknown-event-kind'],
    ['yes or no', csvOf([make.event({ confounds: 'mungkin' })]), 'confounds', 'not-yes-or-no'],
    ['end of an event', csvOf([make.event({ ends: '2024-12-16' })]), 'ends', 'ends-before-start'],
    ['name of an event', csvOf([make.event({ name: '' })]), 'name', 'missing'],
    ['month as the start of an event', csvOf([make.event({ starts: '2024-12' })]), 'starts', 'not-a-day'],
    ['approach', csvOf([make.campaign({ approach: 'iklan' })]), 'approach', 'unknown-approach'],
    ['audience', csvOf([make.campaign({ audiences: 'students|aliens' })]), 'audiences', 'unknown-audience'],
    ['topic', csvOf([make.campaign({ topics: 'cuaca' })]), 'topics', 'unknown-topic'],
    ['channel of a campaign', csvOf([make.campaign({ channels: 'instagram|radio' })]), 'channels', 'unknown-channel'],
    ['start of a campaign ahead', csvOf([make.campaign({ started: '2026-02-01' })]), 'started', 'in-future'],
    ['name of a campaign of no letters', csvOf([make.campaign({ campaign: '???' })]), 'campaign', 'missing'],
  ])('an impossible %s is refused with its column', async (_, text, field, code) => {
    const problem = await refusal(openApp(), text);
    expect(problem).toMatchObject({ status: 422, code: 'nothing-to-store', issues: [{ line: 2, field, code }] });
  });

  test('everything wrong in a row is said at once', async () => {
    const problem = await refusal(
      openApp(),
      readingsFile({ date: 'kemarin', channel: 'radio', metric: 'vibes', value: '-1' }),
    );
    expect(problem.issues.map(({ code }) => code)).toEqual([
      'not-a-day',
      'unknown-channel',
      'unknown-metric',
      'negative',
    ]);
  });

  test('one bad row is named and the rest is stored; the remarks are sentences in both languages', async () => {
    const reports = await Promise.all(
      (['id', 'en'] as const).map(async (lang) => {
        const app = openApp();
        const report = await app.store(
          csvOf([
            goodRow,
            make.reading({ value: 'x', extra: 'note' }),
            make.reading({ date: '2026-01-06', value: '-' }),
            goodRow,
          ]),
          { lang },
        );
        expect(report).toMatchObject({ status: 'stored', rows: 4, stored: 1, rejected: 1, skipped: 2 });
        return report;
      }),
    );
    const [id = [], en = []] = reports.map(({ problems }) => problems);
    expect(en.map(({ code }) => code).sort()).toEqual([
      'ignored-columns',
      'not-a-number',
      'not-reported',
      'said-before',
    ]);
    checkSentences(
      id.map(({ message }) => message),
      en.map(({ message }) => message),
    );
  });

  test('rejected rows can be had as a file in both languages, with the row as it stood and formulas made harmless', async () => {
    const app = openApp();
    const report = await app.store(csvOf([goodRow, make.reading({ date: '=2+3', value: '@x' })]));
    const fetched = async (lang: Language) =>
      (await app.request(`/api/v1/imports/${report.id}/rejected.csv?lang=${lang}`)).text();
    const [id, en] = [await fetched('id'), await fetched('en')];
    expect(en.split('\n')[0]).toContain('line,column,reason,original_line');
    expect(id.split('\n')[0]).toContain('baris,kolom,alasan,baris_asli');
    expect(en).toContain(`3,date,“=2+3” is not a date`);
    expect(en).toContain(`"'=2+3,website,visits,@x"`);
    expect(id).not.toContain('is not a date');
    expect((await app.request('/api/v1/imports/77/rejected.csv')).status).toBe(404);
  });
});

describe('what is odd but not wrong', () => {
  const stored = async (file: File, options?: SendOptions): Promise<{ app: OpenApp; report: ImportReport }> => {
    const app = openApp();
    return { app, report: await app.store(file, options) };
  };
  const values = ({ app }: { app: OpenApp }) =>
    app.db.$client.prepare('SELECT period_on, value FROM readings ORDER BY period_on').raw().all();

  test.each([
    ['grouped by points', '1.234', 1234],
    ['grouped by commas', '1,234,567', 1_234_567],
    ['grouped by blanks', '1 234', 1234],
    ['grouped by narrow blanks', '12\u202F345', 12_345],
    ['with decimals of nothing', '89.0', 89],
    ['zero', '0', 0],
    ['with zeros in front', '007', 7],
  ])('a count %s is a whole number', async (_, value, count) => {
    expect(values(await stored(readingsFile({ value })))).toEqual([['2026-01-05', count]]);
  });

  test.each(['-', '–', '—', '', 'n/a', 'NaN', 'null', '#N/A', 'tidak ada'])(
    '“%s” is not reported, and is not zero',
    async (value) => {
      const result = await stored(csvOf([goodRow, make.reading({ value })]));
      expect(result.report).toMatchObject({ rows: 2, stored: 1, skipped: 1, rejected: 0 });
      expect(values(result)).toEqual([['2025-12-31', 10]]);
    },
  );

  test('a file of nothing but unreported figures stores nothing and says so', async () => {
    const problem = await refusal(openApp(), readingsFile({ value: '-' }, { date: '2026-01-06', value: '' }));
    expect(problem).toMatchObject({ status: 422, code: 'nothing-to-store', issues: [{ code: 'not-reported' }] });
  });

  test('a row that stands twice is passed over; one that says otherwise is rejected and names the line', async () => {
    const result = await stored(readingsFile({}, {}, { value: 11 }, { metric: 'Kunjungan situs', value: '10.0' }));
    expect(result.report).toMatchObject({ rows: 4, stored: 1, skipped: 2, rejected: 1 });
    const contradiction = result.report.problems.find(({ code }) => code === 'contradicts-line');
    expect(contradiction).toMatchObject({ line: 4, message: expect.stringMatching(/^Line 2 /) });
    expect(values(result)).toEqual([['2026-01-05', 10]]);
  });

  test('a line far down is named in plain figures', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) =>
      make.reading({ date: '2026-01-05', office: '', value: index }),
    );
    const { report } = await stored(
      `${csvOf([make.reading({ office: '', value: '', date: '2025-01-01' })])}${'\n'.repeat(1500)}${csvOf(rows).split('\n').slice(1, 3).join('\n')}\n`,
    );
    expect(report.problems.find(({ code }) => code === 'contradicts-line')?.message).toMatch(/^Line 1503 /);
  });

  test('of forty columns the fourteen known are stored and the others are named', async () => {
    const extra = Object.fromEntries(Array.from({ length: 26 }, (_, index) => [`Promoted metric ${index + 1}`, '-']));
    const { app, report } = await stored(csvOf([{ ...extra, ...make.xDay() }]));
    expect(report).toMatchObject({ format: 'x-daily-overview', rows: 1, stored: 1, rejected: 0 });
    expect(report.metrics).toHaveLength(13);
    const remark = report.problems.find(({ code }) => code === 'ignored-columns');
    expect(remark?.message).toContain('26 columns');
    for (const name of Object.keys(extra)) expect(remark?.message).toContain(name);
    expect(app.db.$client.prepare('SELECT COUNT(*) FROM readings').pluck().get()).toBe(13);
  });

  test('UTF-16 with and without its mark, either end first, reads as UTF-8', async () => {
    const text = readingsFile({});
    const little = new Uint8Array(Buffer.from(text, 'utf16le'));
    const big = new Uint8Array(Buffer.from(text, 'utf16le').swap16());
    for (const file of [utf16(text), little, big, new Uint8Array([0xfe, 0xff, ...big])]) {
      expect(values(await stored(file))).toEqual([['2026-01-05', 10]]);
    }
  });

  test('text in Cyrillic letters of one byte keeps the figures beside it', async () => {
    const text = csvOf([make.event({ name: 'NAME' })]);
    const { report } = await stored(oneByte(text.replace('NAME', '\xcf\xf0\xe0\xe2\xe8\xeb\xee')));
    expect(report).toMatchObject({ stored: 1, rejected: 0 });
  });

  test('formula-like names are kept as they are and made harmless where they leave', async () => {
    const { app } = await stored(csvOf([make.event({ name: '=HYPERLINK("http://x")', reference: '+62' })]));
    expect(app.db.$client.prepare('SELECT name, reference FROM events').raw().all()).toEqual([
      ['=HYPERLINK("http://x")', '+62'],
    ]);
    const csv = await (await app.request('/api/v1/events.csv?from=2024-01-01')).text();
    expect(csv).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(csv).toContain(`'+62`);
  });

  test('markup and quotes in a name do not break the sentence that repeats them', async () => {
    for (const value of ["<b>'{n}'</b>", "it's", '{value}', '}{', '#', "'{'"]) {
      const response = await openApp().send(readingsFile({ metric: value }));
      const problem = (await response.json()) as Problem;
      expect(problem.issues[0]?.message).toMatch(/^Unknown metric “/);
      expect(problem.issues[0]?.message).toContain(value);
    }
  });
});

describe('strict', () => {
  test('stores all rows or none', async () => {
    const app = openApp();
    const mixed = csvOf([goodRow, make.reading({ value: 'x' })]);
    const problem = await refusal(app, mixed, { strict: true });
    expect(problem).toMatchObject({ status: 422, code: 'strict', issues: [{ line: 3, code: 'not-a-number' }] });
    expect(problem.detail).toContain('1 of 2');
    expect(await app.store(csvOf([goodRow]), { strict: true })).toMatchObject({ status: 'stored', stored: 1 });
    expect(await app.store(mixed)).toMatchObject({ status: 'stored', unchanged: 1, rejected: 1 });
  });

  test('counts contradictions as rejected and repeated or unreported rows as none', async () => {
    const app = openApp();
    const contradiction = await refusal(app, readingsFile({}, { value: 11 }), { strict: true });
    expect(contradiction).toMatchObject({ code: 'strict', issues: [{ line: 3, code: 'contradicts-line' }] });
    const fine = readingsFile({}, {}, { date: '2026-01-06', value: '-' });
    expect(await app.store(fine, { strict: true })).toMatchObject({ stored: 1, skipped: 2, rejected: 0 });
  });
});

test('a request without a file is told to bring one', async () => {
  const withoutFile = new FormData();
  withoutFile.set('preview', 'true');
  for (const body of [new FormData(), withoutFile]) {
    const response = await openApp().request('/api/v1/imports?lang=en', { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'no-file', detail: 'Choose one file and send it again.' });
  }
});
