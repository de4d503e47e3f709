import type { ReportContent } from '@tilik/server/client';
import { isNumberPattern, numberFor } from '@tilik/server/inside/reports/number.ts';
import { readRichText } from '@tilik/server/inside/reports/rich-text.ts';
import { groupsOf } from '@tilik/web/inside/reports/blocks.ts';
import { dueOf, standingOf } from '@tilik/web/inside/reports/months.ts';
import { numberExample } from '@tilik/web/inside/reports/number-example.ts';
import type { Reports } from '@tilik/web/inside/reports/queries.ts';
import { actOf, slidesOf } from '@tilik/web/inside/reports/slides.ts';
import { listed, marked } from '@tilik/web/inside/reports/typing.ts';
import { readDifferenceSearch, readReportsSearch, readSlideSearch } from '@tilik/web/inside/reports/view.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

type Month = Reports['months'][number];
const month = (name: string, state: Month['state'], report?: 'draft' | 'reviewed' | 'approved'): Month => ({
  month: name,
  state,
  report: report
    ? { id: name, edition: 1, state: report, number: null, approvedOn: null, contentHash: null, openComments: 0 }
    : null,
  editions: [],
});

test('the pages of reports are their URLs; what makes no sense is as if it did not stand there', () => {
  expect(readReportsSearch({ office: 'bandung', all: 'true' })).toEqual({ office: 'bandung', all: true });
  expect(readReportsSearch({ office: '../x', all: 'maybe' })).toEqual({});
  expect(readDifferenceSearch({ with: 'now' })).toEqual({ with: 'now' });
  expect(readDifferenceSearch({ with: 'a b' })).toEqual({});
  expect(readSlideSearch({ slide: '3', notes: 'true' })).toEqual({ slide: 3, notes: true });
  expect(readSlideSearch({ slide: '0' })).toEqual({});
  expect(readSlideSearch({ slide: '1.5' })).toEqual({});
  expect(readSlideSearch({})).toEqual({});
});

test('a month says what its report waits for, and what is due are the latest ended months without an approved one', () => {
  const months = [
    month('2026-11', 'running'),
    month('2026-10', 'ended'),
    month('2026-09', 'closed', 'approved'),
    month('2026-08', 'closed'),
    month('2026-07', 'closed', 'draft'),
  ];
  expect(months.map(standingOf)).toEqual(['running', 'not-closed', 'approved', 'to-make', 'draft']);
  // A draft of a month that is not closed is a draft.
  expect(standingOf(month('2026-10', 'ended', 'draft'))).toBe('draft');
  expect(dueOf(months).map((each) => each.month)).toEqual(['2026-10', '2026-08']);
  expect(dueOf([month('2026-11', 'running')])).toEqual([]);
});

test('the example of a number is what the server makes of the pattern', () => {
  const part = fc.constantFrom('{n}', '{month}', '{mm}', '{year}', '/', '-', 'LAP', 'W.11', ' ');
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.integer({ min: 1, max: 12 }),
      (pattern, at) => {
        fc.pre(isNumberPattern(pattern));
        const today = `2026-${String(at).padStart(2, '0')}-04`;
        expect(numberExample(pattern, today)).toBe(numberFor(pattern, { sequence: 1, approvedOn: today }));
      },
    ),
  );
  expect(numberExample('{n}/LAP/{month}/{year}', '2026-11-04')).toBe('001/LAP/XI/2026');
});

test('what is marked becomes strong or emphasised, and plain again by the same tool', () => {
  const typed = { text: 'satu dua tiga', from: 5, to: 8 };
  expect(marked(typed, 'strong')).toEqual({ text: 'satu **dua** tiga', from: 7, to: 10 });
  expect(marked(marked(typed, 'strong'), 'strong')).toEqual(typed);
  expect(marked(marked(typed, 'strong'), 'emphasis').text).toBe('satu ***dua*** tiga');
  expect(marked(marked(marked(typed, 'strong'), 'emphasis'), 'strong').text).toBe('satu *dua* tiga');
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z ]{0,20}$/), fc.nat(20), fc.nat(20), (text, one, other) => {
      const [from = 0, to = 0] = [Math.min(one, text.length), Math.min(other, text.length)].sort((a, b) => a - b);
      for (const mark of ['strong', 'emphasis'] as const) {
        expect(marked(marked({ text, from, to }, mark), mark)).toEqual({ text, from, to });
      }
    }),
  );
  // What the tools make is read as such by the server.
  expect(readRichText('satu **dua** *tiga*')).toEqual([
    {
      kind: 'paragraph',
      runs: [{ text: 'satu ' }, { text: 'dua', strong: true }, { text: ' ' }, { text: 'tiga', emphasis: true }],
    },
  ]);
});

test('lines become a list and lines again, and the server reads the list as one', () => {
  const typed = { text: 'Yang dikerjakan:\nsatu\ndua', from: 17, to: 25 };
  const list = listed(typed);
  expect(list.text).toBe('Yang dikerjakan:\n\n- satu\n- dua');
  expect(list.text.slice(list.from, list.to)).toBe('- satu\n- dua');
  expect(listed(list).text).toBe('Yang dikerjakan:\n\nsatu\ndua');
  expect(readRichText(list.text).map(({ kind }) => kind)).toEqual(['paragraph', 'list']);
  expect(listed({ text: '', from: 0, to: 0 })).toEqual({ text: '- ', from: 0, to: 2 });
});

const words = (text: string) => ({ id: text, en: text });

test('a slide shows what its keys name, so many rows as it may, and says how many are left', () => {
  const row = (key: string) => ({ key, cells: { name: key } });
  const table = { key: 'tabel', title: words('t'), columns: [], rows: ['a', 'b', 'c'].map(row) };
  const chart = { key: 'grafik', table: 'tabel', form: 'lines' as const, category: 'name', series: [], marks: [] };
  const content = {
    blocks: [
      {
        key: 'uptake',
        title: words('u'),
        items: [
          { kind: 'table', table },
          { kind: 'chart', chart: { ...chart, title: words('g'), says: words('s') } },
          { kind: 'figures', figures: [{ key: 'porsi', label: words('p'), kind: 'share', value: 0.4, against: [] }] },
        ],
      },
    ],
    slides: [
      {
        key: '1',
        title: words('1'),
        sentences: [],
        figures: ['porsi', 'tidak-ada'],
        chart: 'grafik',
        table: null,
        rowsMax: 0,
        notes: words(''),
      },
      {
        key: '2',
        title: words('2'),
        sentences: [],
        figures: [],
        chart: null,
        table: 'tabel',
        rowsMax: 2,
        notes: words(''),
      },
      {
        key: '3',
        title: words('3'),
        sentences: [],
        figures: [],
        chart: 'lain',
        table: 'lain',
        rowsMax: 2,
        notes: words(''),
      },
    ],
  } as unknown as ReportContent;
  const [first, second, third] = slidesOf(content);
  expect(first?.figures.map(({ key }) => key)).toEqual(['porsi']);
  expect(first?.chart?.table.key).toBe('tabel');
  expect(first?.table).toBeNull();
  expect(second?.table).toMatchObject({ rows: [row('a'), row('b')], left: 1 });
  expect(third).toMatchObject({ chart: null, table: null });
});

test('keys turn the slides and stop at both ends', () => {
  expect(actOf('ArrowRight', 1, 8)).toEqual({ go: 2 });
  expect(actOf(' ', 8, 8)).toEqual({ go: 8 });
  expect(actOf('ArrowLeft', 1, 8)).toEqual({ go: 1 });
  expect(actOf('Home', 5, 8)).toEqual({ go: 1 });
  expect(actOf('End', 5, 8)).toEqual({ go: 8 });
  expect(['Escape', 'n', 'F', '?', 'x'].map((key) => actOf(key, 5, 8))).toEqual([
    'leave',
    'notes',
    'whole-screen',
    'keys',
    null,
  ]);
});

test('differences stand under their block in the order in which they were told', () => {
  const difference = (block: 'uptake' | 'service', what: string) => ({
    block,
    place: 'tabel',
    what: words(what),
    kind: 'count' as const,
    was: 1,
    became: 2,
  });
  const content = { blocks: [{ key: 'uptake', title: words('Porsi'), items: [] }] } as unknown as ReportContent;
  const groups = groupsOf([difference('uptake', 'a'), difference('service', 'b'), difference('uptake', 'c')], content);
  expect(
    groups.map(({ block, title, differences }) => [block, title?.id, differences.map(({ what }) => what.id)]),
  ).toEqual([
    ['uptake', 'Porsi', ['a', 'c']],
    ['service', undefined, ['b']],
  ]);
});
