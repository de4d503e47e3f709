import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

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
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of the journeys: one that is installed, else the one that a package of the registry carries. */
export async function openBrowser(): Promise<Browser> {
  const found = process.env.CHROMIUM ?? installed.find((path) => existsSync(path));
  if (found !== undefined) return chromium.launch({ executablePath: found, args: quiet });
  return openCarriedBrowser();
}

/** The browser out of the package. A bare machine lacks some libraries that it needs; the package carries those too. */
async function openCarriedBrowser(): Promise<Browser> {
  const { default: carried, inflate } = await import('@sparticuz/chromium');
  const executablePath = await carried.executablePath();
  // The package means its switches for a function in a cloud; a page that is tested wants the browser's own safety.
  const args = ['--headless=shell', '--font-render-hinting=none', '--no-zygote', ...quiet];
  try {
    return await chromium.launch({ executablePath, args });
  } catch {
    const entry = createRequire(import.meta.url).resolve('@sparticuz/chromium');
    await inflate(join(dirname(entry), '../bin/al2023.tar.br'));
    const libraries = join(tmpdir(), 'al2023/lib');
    return chromium.launch({ executablePath, args, env: { ...process.env, LD_LIBRARY_PATH: libraries } });
  }
}
