import { uptakePoints } from '@tilik/web/inside/applicants/series.ts';
import { placeMarks } from '@tilik/web/inside/ui/marks.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';

type Period = Parameters<typeof uptakePoints>[0][number];

const period = (from: string, state: Period['state'], electronic: number | null, ordinary: number | null): Period => ({
  period: from,
  from,
  to: from,
  state,
  electronic,
  ordinary,
  total: electronic === null || ordinary === null ? null : electronic + ordinary,
  uptake:
    electronic === null || ordinary === null
      ? { kind: 'none', reason: 'not-reported' }
      : { kind: 'share', share: electronic / (electronic + ordinary), low: 0.1, high: 0.9 },
  openDays: 1,
  reportedDays: 1,
});

test('an unreported period is a gap in every series, never a zero', () => {
  const [point] = uptakePoints([period('2026-01-05', 'unreported', null, null)]);
  expect(point).toMatchObject({ electronic: null, ordinary: null, share: null, runningShare: null, band: null });
});

test('a reported zero stays a zero', () => {
  const [point] = uptakePoints([period('2026-01-05', 'reported', 0, 40)]);
  expect(point).toMatchObject({ electronic: 0, share: 0 });
});

test('the running period has no share of its own line and is joined to the last finished one', () => {
  const points = uptakePoints([
    period('2026-01', 'reported', 30, 70),
    period('2026-02', 'reported', 40, 60),
    period('2026-03', 'unfinished', 5, 5),
  ]);
  expect(points.map(({ share }) => share)).toEqual([0.3, 0.4, null]);
  expect(points.map(({ runningShare }) => runningShare)).toEqual([null, 0.4, 0.5]);
});

test('the comparison is drawn by place, and ends where it ends', () => {
  const now = [period('2026-01', 'reported', 30, 70), period('2026-02', 'unfinished', 5, 5)];
  const points = uptakePoints(now, [period('2025-01', 'reported', 20, 80)]);
  expect(points.map(({ comparisonShare }) => comparisonShare)).toEqual([0.2, null]);
});

test('names of campaigns never overlap on a lane', () => {
  const points = Array.from({ length: 60 }, (_, index) => {
    const day = new Date(Date.UTC(2021, index, 1)).toISOString().slice(0, 10);
    return { from: day, to: new Date(Date.UTC(2021, index + 1, 0)).toISOString().slice(0, 10) };
  });
  const mark = fc
    .tuple(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 12 }), fc.integer({ min: 1, max: 25 }))
    .map(([first, length, letters]) => ({
      id: `${first}-${length}-${letters}`,
      name: 'n'.repeat(letters),
      startsOn: points[first]?.from ?? '',
      endsOn: points[Math.min(59, first + length)]?.to ?? null,
    }));
  fc.assert(
    fc.property(fc.array(mark, { maxLength: 20 }), (marks) => {
      const width = (name: string) => name.length / 2;
      const placed = placeMarks(marks, points, width);
      expect(placed).toHaveLength(marks.length);
      for (const one of placed) {
        for (const other of placed) {
          if (one === other || one.lane !== other.lane) continue;
          const start = (item: typeof one) =>
            Math.min(item.first, Math.max(0, 60 - Math.max(item.last - item.first + 1, width(item.name))));
          const end = (item: typeof one) => start(item) + Math.max(item.last - item.first + 1, width(item.name));
          expect(end(one) <= start(other) || end(other) <= start(one)).toBe(true);
        }
      }
    }),
  );
});

test('a campaign outside the window is not drawn, one without an end runs to its edge', () => {
  const points = [
    { from: '2026-01-01', to: '2026-01-31' },
    { from: '2026-02-01', to: '2026-02-28' },
  ];
  const placed = placeMarks(
    [
      { id: 'before', name: 'a', startsOn: '2025-01-01', endsOn: '2025-12-31' },
      { id: 'running', name: 'b', startsOn: '2026-02-10', endsOn: null },
    ],
    points,
    () => 1,
  );
  expect(placed.map(({ id, first, last }) => [id, first, last])).toEqual([['running', 1, 1]]);
});
