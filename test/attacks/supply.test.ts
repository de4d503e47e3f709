import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');

/** The packages of the lock file, each with the line that says where it comes from. */
function locked(): { readonly name: string; readonly resolution: string }[] {
  const text = read('pnpm-lock.yaml');
  const [, packages = ''] = /\npackages:\n([\s\S]*?)\nsnapshots:\n/.exec(text) ?? [];
  return packages
    .split(/\n(?= {2}\S)/)
    .filter((part) => part.trim() !== '')
    .map((part) => ({ name: part.trim().split('\n')[0] ?? '', resolution: part.split('resolution:').slice(1).join() }));
}

test('every package is one of the registry, and is what it was by its hash', () => {
  const packages = locked();
  expect(packages.length).toBeGreaterThan(200);
  for (const { name, resolution } of packages) {
    expect([name, /integrity: sha(512|256)-[A-Za-z0-9+/]{40,}={0,2}/.test(resolution)]).toEqual([name, true]);
    // The runtime itself is a file of its makers, held by the hash of each of its builds.
    if (name.startsWith('node@runtime')) {
      const [urls, hashes] = [/url: (\S+?)(,|\n|$)/g, /integrity: sha256-/g].map((of) => [...resolution.matchAll(of)]);
      expect(hashes?.length).toBeGreaterThanOrEqual(urls?.length ?? 0);
      for (const [, url] of urls ?? [])
        expect(url).toMatch(/^https:\/\/(nodejs\.org|unofficial-builds\.nodejs\.org)\//);
    } else expect([name, /tarball:|url:|repo:|commit:|type: git|directory:/.test(resolution)]).toEqual([name, false]);
  }
  expect(read('pnpm-lock.yaml')).not.toMatch(/git\+|github\.com\/|codeload|http:\/\//);
});

test('what is asked for is asked for by its number at the registry, and nothing builds itself but what is named', () => {
  for (const name of [
    'package.json',
    'web/package.json',
    'server/package.json',
    'db/package.json',
    'seeds/package.json',
    'test/package.json',
  ]) {
    const { dependencies = {}, devDependencies = {} } = JSON.parse(read(name)) as Record<
      string,
      Record<string, string>
    >;
    for (const [dependency, version] of Object.entries({ ...dependencies, ...devDependencies })) {
      expect([name, dependency, version]).toEqual([
        name,
        dependency,
        expect.stringMatching(/^(workspace:\*|(runtime:)?[~^]?\d+\.\d+\.\d+(-[\w.]+)?)$/),
      ]);
    }
  }
  const workspace = read('pnpm-workspace.yaml');
  expect(workspace).toMatch(/^verifyDepsBeforeRun: install$/m);
  expect(workspace).not.toMatch(/dangerouslyAllowAllBuilds|minimumReleaseAge: 0|strictSsl: false|ignoreScripts: false/);
  const [, builds = ''] = /^allowBuilds:\n((?: {2}.*\n)+)/m.exec(workspace) ?? [];
  expect(builds.split('\n').filter((line) => line.endsWith(': true'))).toEqual(['  node: true']);
});
