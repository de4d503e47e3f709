import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '@tilik/server/inside/day.ts';
import { effectCommand } from '@tilik/server/inside/effect/command.ts';
import { afterAll, expect, test } from 'vitest';
import { drawn } from './simulation.ts';

const folder = mkdtempSync(join(tmpdir(), 'tilik-effect-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Line {
  readonly series: string;
  readonly verdict: string;
  readonly ungated?: boolean;
  readonly logEffect: { readonly estimate: number; readonly lower: number; readonly upper: number } | null;
  readonly extra: { readonly estimate: number; readonly monteCarloError: number } | null;
  readonly preOnly: object | null;
  readonly sensitivity: readonly { readonly model: string }[];
  readonly placebos: { readonly windows: readonly object[] } | null;
  readonly diagnostics: { readonly terms: readonly string[]; readonly meanApplications: number } | null;
  readonly mde: number | null;
  readonly refusals: readonly { readonly rule: string; readonly subject?: string; readonly found?: number }[];
}

const input = drawn({ effect: Math.log(1.4) });
const { from, to } = input.window;
type Row = readonly (string | number)[];
const weekly: Row[] = input.figures.map(({ period, electronic, ordinary }) => [
  period.from,
  electronic ?? '',
  ordinary ?? '',
]);
const csv = (rows: readonly Row[], header = 'on,electronic,ordinary') =>
  `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n`;

let count = 0;
async function run(text: string, more: readonly string[] = [], span: readonly [string, string] = [from, to]) {
  count += 1;
  const path = join(folder, `series-${count}.csv`);
  writeFileSync(path, text);
  const printed: string[] = [];
  const code = await effectCommand(
    ['--series', path, '--start', span[0], '--end', span[1], '--json', ...more],
    (line) => printed.push(line),
  );
  return { code, printed, lines: printed.map((line) => JSON.parse(line) as Line) };
}
async function one(text: string, more: readonly string[] = [], span?: readonly [string, string]): Promise<Line> {
  const { code, lines } = await run(text, more, span);
  expect(code).toBe(0);
  const [line] = lines;
  if (!line || lines.length !== 1) throw new Error(`${lines.length} lines`);
  return line;
}

test('a researcher’s weekly file is judged in one command, with everything its page would show', async () => {
  const line = await one(csv(weekly));
  expect(line.verdict).toBe('SUPPORTED');
  expect(line.logEffect?.lower).toBeLessThan(Math.log(1.4));
  expect(line.logEffect?.upper).toBeGreaterThan(Math.log(1.4));
  expect(line.extra?.monteCarloError).toBe(0);
  expect(line.preOnly).not.toBeNull();
  expect(line.sensitivity.map(({ model }) => model)).toEqual(
    expect.arrayContaining(['pre-only', 'segmented-quasi-poisson', 'gls-ar1', 'negative-binomial', 'newey-west']),
  );
  expect(line.placebos?.windows.length).toBeGreaterThanOrEqual(5);
  expect(line.mde).toBeGreaterThan(0);
  expect(line.refusals).toEqual([]);
});

test('rows in another order, semicolons, a byte-order mark and Windows line ends change nothing', async () => {
  const plain = await one(csv(weekly));
  const shuffled = [...weekly].sort((a, b) => String(a[1]).localeCompare(String(b[1])));
  const odd = `\uFEFF${csv(shuffled).replaceAll(',', ';').replaceAll('\n', '\r\n')}`;
  const other = await one(odd);
  expect({ ...other, series: '' }).toEqual({ ...plain, series: '' });
});

test('days are added up to ISO weeks, and a missing Sunday is the same as an empty one', async () => {
  const days = input.figures.flatMap(({ period, electronic }) =>
    [0, 1, 2, 3, 4].map(
      (day): Row => [
        addDays(period.from, day),
        Math.floor((electronic ?? 0) / 5) + (day < (electronic ?? 0) % 5 ? 1 : 0),
      ],
    ),
  );
  const empty = input.figures.map(({ period }): Row => [addDays(period.from, 6), '']);
  const without = await one(csv(days, 'on,electronic'));
  const withEmpty = await one(csv([...days, ...empty], 'on,electronic'));
  expect(without.verdict).toBe('SUPPORTED');
  expect(withEmpty.logEffect).toEqual(without.logEffect);
  const weeks = await one(
    csv(
      weekly.map(([on, electronic]) => [on ?? '', electronic ?? '']),
      'on,electronic',
    ),
  );
  expect(without.logEffect?.estimate).toBeCloseTo(weeks.logEffect?.estimate ?? 0, 10);
});

test('the share, a value as it stands, and many series in one file are judged as well', async () => {
  const share = await one(csv(weekly), ['--estimand', 'share']);
  expect(share.logEffect?.estimate).toBeGreaterThan(0);
  const value = await one(
    csv(
      input.figures.map(({ period }, week) => [period.from, 10 + Math.sin(week * 7) + (week >= 104 ? 4 : 0)]),
      'on,value',
    ),
    ['--estimand', 'value'],
  );
  expect(value.logEffect?.estimate).toBeGreaterThan(3);
  expect(value.extra?.estimate).toBeCloseTo(8 * (value.logEffect?.estimate ?? 0), 0);
  const { lines } = await run(
    csv(
      [
        ...weekly.map((row) => [...row, 'a']),
        ...weekly.map(([on, electronic, ordinary]) => [on ?? '', ordinary ?? '', electronic ?? '', 'b']),
      ],
      'on,electronic,ordinary,branch',
    ),
    ['--by', 'branch'],
  );
  expect(lines.map(({ series, verdict }) => [series, verdict])).toEqual([
    ['a', 'SUPPORTED'],
    ['b', 'NOT DISTINGUISHABLE'],
  ]);
});

test('events refuse a campaign, are allowed for, or are a feast that moves', async () => {
  const events = join(folder, 'events.csv');
  writeFileSync(events, `event,name,kind,starts,ends,confounds\nfee,New fee,fee,${addDays(from, 7)},,yes\n`);
  const refused = await one(csv(weekly), ['--events', events]);
  expect(refused.verdict).toBe('NOT COMPUTED');
  expect(refused.refusals).toEqual([{ rule: 'policy-event', subject: 'New fee' }]);
  writeFileSync(
    events,
    `peristiwa,nama,jenis,mulai,selesai,mengganggu\nl19,Lebaran 2021,Hari libur,2021-06-07,2021-06-11,tidak\nl20,Lebaran 2022,Hari libur,2022-05-23,2022-05-27,tidak\n`,
  );
  const allowed = await one(csv(weekly), ['--events', events]);
  expect(allowed.diagnostics?.terms).toContain('Lebaran');
});

test('ungated says so and keeps the refusal', async () => {
  const line = await one(csv(weekly), ['--launch', addDays(from, -100), '--ungated']);
  expect(line.verdict).toBe('NOT COMPUTED');
  expect(line.refusals.map(({ rule }) => rule)).toContain('too-soon-after-launch');
  const gated = await one(csv(weekly), ['--launch', addDays(from, -100)]);
  expect(gated.logEffect).toBeNull();
});

test.for<[string, string, string]>([
  ['no time before', 'no-before', csv(weekly.slice(104))],
  ['all zeros', 'too-few-applications', csv(weekly.map(([on]) => [on ?? '', 0, 0]))],
  [
    'one spike of 10⁹',
    'implausible-value',
    csv(weekly.map((row, week) => (week === 60 ? [row[0] ?? '', 1e9, 5] : row))),
  ],
  ['every third week gone', 'too-many-missing', csv(weekly.filter((_, week) => week % 3 !== 0 || week >= 104))],
  ['a week that is there twice', 'duplicate-period', csv([...weekly, weekly[50] ?? []])],
  ['a constant series', 'no-variation', csv(weekly.map(([on]) => [on ?? '', 90, 300]))],
  [
    'a covariate that repeats another',
    'collinear',
    csv(
      weekly.map((row, week) => [...row, Math.sin(week), 2 * Math.sin(week)]),
      'on,electronic,ordinary,x,twice',
    ),
  ],
  ['the text NaN', 'unreadable-value', csv(weekly.map((row, week) => (week === 7 ? [row[0] ?? '', 'NaN', 5] : row)))],
  ['a word for a date', 'unreadable-value', csv([...weekly, ['yesterday', 5, 5]])],
  ['a negative count', 'unreadable-value', csv(weekly.map((row, week) => (week === 7 ? [row[0] ?? '', -3, 5] : row)))],
  ['a campaign after the last week', 'window-not-over', csv(weekly.slice(0, 100))],
])('%s is refused with %s, and nothing else comes out', async ([, rule, text]) => {
  const { code, printed, lines } = await run(text);
  expect(code).toBe(0);
  expect(lines[0]?.verdict).toBe('NOT COMPUTED');
  expect(lines[0]?.refusals.map((refusal) => refusal.rule)).toContain(rule);
  expect(lines[0]?.logEffect).toBeNull();
  expect(printed.join('')).not.toMatch(/\bNaN\b(?!")|Infinity|\bat [A-Za-z]+ \(/);
});

test('the sentence says why, in either language', async () => {
  const path = join(folder, 'short.csv');
  writeFileSync(path, csv(weekly.slice(64)));
  const said: string[] = [];
  for (const lang of ['id', 'en'])
    await effectCommand(['--series', path, '--start', from, '--end', to, '--lang', lang], (line) => said.push(line));
  expect(said).toEqual([
    'short.csv: Tidak dihitung. Masa sebelum kampanye hanya 40 periode; diperlukan 52.',
    'short.csv: Not computed. There are only 40 periods before the campaign; 52 are needed.',
  ]);
});

test('what is no series, no day and no option ends with 2 and says how it is used', async () => {
  const nothing = () => undefined;
  const path = join(folder, 'other.csv');
  writeFileSync(path, 'name,age\nx,3\n');
  expect(await effectCommand(['--series', path, '--start', from, '--end', to], nothing)).toBe(2);
  expect(await effectCommand(['--series', join(folder, 'none.csv'), '--start', from, '--end', to], nothing)).toBe(2);
  writeFileSync(path, csv(weekly));
  expect(await effectCommand(['--series', path, '--start', '2020-02-30', '--end', to], nothing)).toBe(2);
  expect(await effectCommand(['--series', path, '--start', to, '--end', from], nothing)).toBe(2);
  expect(await effectCommand(['--series', path, '--start', from, '--end', to, '--shape', 'cube'], nothing)).toBe(2);
  expect(await effectCommand(['--series', path, '--start', from, '--end', to, '--unheard'], nothing)).toBe(2);
});
