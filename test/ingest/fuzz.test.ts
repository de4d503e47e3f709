import { expect, test } from 'vitest';
import { bomb, mutate } from '../fuzz/mutate.ts';
import { seedFiles } from '../fuzz/seed-files.ts';
import { tryFile } from '../fuzz/try-file.ts';
import { seeded } from '../stats/seeded.ts';
import { openApp } from '../support/open-app.ts';

/* The short run; `pnpm fuzz` is the long one, and makes any one of these files again. */

const now = '2026-12-01T05:00:00Z';
const filesPerRun = 100;

test.each([1, 2, 3])(
  'a hundred files that went wrong (seed %i) are stored or refused with a reason, row by row',
  { timeout: 60_000 },
  async (seed) => {
    const files = await seedFiles();
    const app = openApp({ now });
    const broken: string[] = [];
    for (let number = 0; number < filesPerRun; number += 1) {
      const { from, how, bytes } = mutate(seeded(seed * 1_000_003 + number), files);
      try {
        await tryFile(app, bytes, { undo: number % 10 === 0 });
      } catch (error) {
        broken.push(`file ${number} of seed ${seed}, made of ${from}: ${how}: ${error}`);
      }
    }
    expect(broken).toEqual([]);
  },
);

test('a small file that unpacks to very much is refused before it fills the memory', { timeout: 60_000 }, async () => {
  const files = await seedFiles();
  const workbook = files.find(({ name }) => name.endsWith('.xlsx'))?.bytes ?? new Uint8Array();
  const app = openApp({ now });
  const outcomes = new Set<string>();
  for (let kind = 0; kind < 4; kind += 1) {
    // The second number drawn decides which of the four bombs it is.
    const draws = [0, (kind + 0.5) / 4];
    outcomes.add(
      await tryFile(
        app,
        bomb(() => draws.shift() ?? 0, workbook, 70),
        { undo: false },
      ),
    );
  }
  for (const outcome of outcomes) expect(outcome).not.toMatch(/^stored/);
});

test('a workbook whose end is lost in the middle is refused instead of waited for', async () => {
  const files = await seedFiles();
  const workbook = files.find(({ name }) => name.endsWith('.xlsx'))?.bytes ?? new Uint8Array();
  const outcomes = new Set<string>();
  const app = openApp({ now });
  for (let at = 30; at < workbook.length; at += Math.ceil(workbook.length / 40)) {
    const damaged = workbook.slice();
    damaged.set([0, 0, 0, 0, 0, 0, 0, 0], Math.min(at, workbook.length - 8));
    outcomes.add(await tryFile(app, damaged, { undo: true }));
  }
  expect([...outcomes]).toContain('damaged-workbook');
});
