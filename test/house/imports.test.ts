import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');

/** Files of one import each, and whether that import is allowed there. */
const files: readonly (readonly [path: string, from: string, allowed: boolean])[] = [
  ['server/src/stats/one.ts', './wilson-interval.ts', true],
  ['server/src/stats/two.ts', '@stdlib/stats-base-dists-normal-quantile', true],
  ['server/src/stats/three.ts', '../day.ts', false],
  ['server/src/stats/four.ts', '../applicants/share.ts', false],
  ['server/src/stats/five.ts', '@tilik/db/open', false],
  ['server/src/stats/six.ts', 'node:fs', false],
  ['server/src/stats/seven.ts', 'zod', false],
  ['server/src/applicants/one.ts', '../stats/wilson-interval.ts', true],
  ['server/src/applicants/two.ts', '@tilik/db/schema', true],
  ['web/src/applicants/one.ts', './queries.ts', true],
  ['web/src/applicants/two.ts', '../ui/format.ts', true],
  ['web/src/applicants/three.ts', '../api.ts', true],
  ['web/src/applicants/four.ts', '@tilik/server/client', true],
  ['web/src/applicants/five.ts', '../ingest/queries.ts', false],
  ['web/src/applicants/six.ts', '../dashboard/page.tsx', false],
  ['web/src/dashboard/one.ts', '../applicants/queries.ts', true],
  ['web/src/ui/one.ts', './format.ts', true],
  ['web/src/ui/two.ts', '../applicants/queries.ts', false],
  ['db/src/one.ts', './vocabulary.ts', true],
  ['db/src/two.ts', '@tilik/server/client', false],
  ['db/src/schema/one.ts', '@tilik/web', false],
];

interface Report {
  readonly diagnostics: readonly { readonly category: string; readonly location: { readonly path: string } }[];
}

test('an import against the directions of the house is refused by lint, and one along them is not', () => {
  // The rules of the repository, over files in a folder of their own.
  const folder = mkdtempSync(join(tmpdir(), 'tilik-imports-'));
  try {
    const rules = JSON.parse(readFileSync(join(root, 'biome.json'), 'utf8'));
    writeFileSync(join(folder, 'biome.json'), JSON.stringify({ ...rules, $schema: undefined, vcs: undefined }));
    for (const [path, from] of files) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), `export { something } from '${from}';\n`);
    }
    const { stdout, error } = spawnSync(
      process.execPath,
      [join(root, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--reporter=json', '--max-diagnostics=none'],
      { cwd: folder, encoding: 'utf8' },
    );
    expect(error).toBeUndefined();
    const { diagnostics } = JSON.parse(stdout) as Report;
    const refused = diagnostics
      .filter(({ category }) => category === 'lint/style/noRestrictedImports')
      .map(({ location }) => location.path);
    expect(refused.toSorted()).toEqual(
      files
        .filter(([, , allowed]) => !allowed)
        .map(([path]) => path)
        .toSorted(),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('each package depends on those below it only', () => {
  const ours = (name: string) => {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(
      readFileSync(join(root, name, 'package.json'), 'utf8'),
    ) as Record<string, Record<string, string> | undefined>;
    return Object.keys({ ...dependencies, ...devDependencies }).filter((dependency) =>
      dependency.startsWith('@tilik/'),
    );
  };
  expect(ours('db')).toEqual([]);
  expect(ours('server')).toEqual(['@tilik/db']);
  expect(ours('web')).toEqual(['@tilik/server']);
});

test('the page sees of the server its one door only', () => {
  const { exports } = JSON.parse(readFileSync(join(root, 'server/package.json'), 'utf8')) as {
    exports: Record<string, string | Record<string, string>>;
  };
  const open = Object.entries(exports).filter(([, target]) => typeof target === 'string' || !('inside' in target));
  expect(open).toEqual([['./client', './src/client.ts']]);
});
