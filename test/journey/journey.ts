import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { systemActor } from '@tilik/server/inside/access/actor.ts';
import { type RunningServer, serve } from '@tilik/server/inside/serve.ts';
import { readSettings } from '@tilik/server/inside/settings.ts';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { openBrowser } from '../support/browser.ts';

/** A real server over a folder of its own, and a real browser. */
export interface Journey {
  readonly server: RunningServer;
  readonly databasePath: string;
  /** A new page, as of a new visitor. What it prints as an error fails the test that ends with `quiet`. */
  readonly openPage: (path: string, options?: BrowserContextOptions) => Promise<{ page: Page; errors: string[] }>;
  readonly end: () => Promise<void>;
}

export interface JourneyOptions {
  /** People sign in. Unless given, whoever opens the page may do everything, so that other journeys are about their own. */
  readonly signIn?: boolean;
}

export async function startJourney(
  prepare?: (databasePath: string) => Promise<void>,
  { signIn = false }: JourneyOptions = {},
): Promise<Journey> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'tilik-journey-'));
  const databasePath = join(dataFolder, 'tilik.sqlite');
  await prepare?.(databasePath);
  const settings = readSettings({ TILIK_DATA: dataFolder, PORT: '0', LOG_LEVEL: 'silent', TILIK_BACKUP_AT: 'off' });
  const server = await serve(settings, signIn ? {} : { visitor: systemActor('journey') });
  const browser: Browser = await openBrowser();
  return {
    server,
    databasePath,
    async openPage(path, options = {}) {
      // One visitor at a time: what an earlier test left open would only slow this one.
      await Promise.all(browser.contexts().map((context) => context.close()));
      const context = await browser.newContext({ locale: 'id-ID', timezoneId: 'Asia/Jakarta', ...options });
      const page = await context.newPage();
      page.setDefaultTimeout(45_000);
      const errors: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text());
      });
      page.on('pageerror', (error) => errors.push(error.message));
      // The page asks its own server and nobody else.
      page.on('request', (request) => {
        const { origin, protocol } = new URL(request.url());
        if (protocol.startsWith('http') && origin !== server.url) errors.push(`third party: ${request.url()}`);
      });
      await page.goto(`${server.url}${path}`);
      return { page, errors };
    },
    async end() {
      await browser.close();
      await server.close();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

/** No violation of WCAG 2.2 A or AA that axe can see. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze();
  expect(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
  ).toEqual([]);
}
