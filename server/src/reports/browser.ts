import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Browser } from 'playwright-core';

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

/** Switches under which a headless browser neither needs a display nor speaks to anyone. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Chromium refuses its sandbox to root; a service is run by a user of its own. */
const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * A headless browser: the one named, else one that is installed, else the one that a package of the registry carries.
 * Its profile is a folder of its own that ends with it.
 */
export async function openBrowser(named?: string): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const found = named ?? installed.find((path) => existsSync(path));
  if (found === undefined) return openCarriedBrowser();
  const launch = (chromiumSandbox: boolean) => chromium.launch({ executablePath: found, args: quiet, chromiumSandbox });
  if (isRoot()) return launch(false);
  // A container or a hardened unit may forbid the namespaces that the sandbox is made of. What is printed is our own page,
  // which reaches nothing: it is printed without then.
  return launch(true).catch(() => launch(false));
}

/** The browser out of the package. A bare machine lacks some libraries that it needs; the package carries those too. */
async function openCarriedBrowser(): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const { default: carried, inflate } = await import('@sparticuz/chromium');
  const executablePath = await carried.executablePath();
  // The package means its switches for a function in a cloud; a page of ours wants the browser's own safety.
  // Without a zygote there is no sandbox to be had.
  const args = ['--headless=shell', '--font-render-hinting=none', '--no-zygote', '--no-sandbox', ...quiet];
  try {
    return await chromium.launch({ executablePath, args });
  } catch {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    await inflate(join(dirname(entry), '../bin/al2023.tar.br'));
    const libraries = join(tmpdir(), 'al2023/lib');
    return chromium.launch({ executablePath, args, env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  }
}
