import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Language } from '@tilik/db/vocabulary';
import type { Browser, Page, Route } from 'playwright-core';
import { say } from '../language.ts';
import { ProblemError } from '../problem.ts';
import { openBrowser } from './browser.ts';
import type { ReportFace } from './face.ts';
import { fileOfPage } from './page-files.ts';
import { describePdf, pagesOfAnchors } from './pdf-document.ts';

/** How far a print is. */
export const printSteps = ['browser', 'page', 'print', 'contents', 'document'] as const;
export type PrintStep = (typeof printSteps)[number];
export type OnStep = (step: PrintStep, share: number) => void;

export interface Printer {
  /** The report as a PDF, printed from its page. One at a time; throws a problem where there is no browser. */
  readonly print: (face: ReportFace, language: Language, onStep?: OnStep) => Promise<Uint8Array<ArrayBuffer>>;
  readonly close: () => Promise<void>;
}

interface PrinterGiven {
  /** Where the page is built to. */
  readonly pageFolder: string;
  /** The browser's program; one that is found, unless named. */
  readonly browser?: string | undefined;
  /** So long a browser that prints nothing is kept. */
  readonly idleMilliseconds?: number;
  /** Told why, where there is no browser or it failed: a person is told what to do, the log what happened. */
  readonly onFailure?: (error: unknown) => void;
}

const patienceMilliseconds = 30_000;
const idleUsual = 120_000;
/** No such place is on any network: whatever the page asks for is answered here. */
const place = 'http://laporan.invalid';

/**
 * Prints reports by a browser that is started with the first one, kept for the next, and closed when it has had nothing
 * to do for two minutes. What its page asks for is answered in this process: it speaks to no network and carries no key.
 */
export function createPrinter({
  pageFolder,
  browser: named,
  idleMilliseconds = idleUsual,
  onFailure = () => undefined,
}: PrinterGiven): Printer {
  let browser: Browser | undefined;
  let idle: NodeJS.Timeout | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const close = async () => {
    clearTimeout(idle);
    const open = browser;
    browser = undefined;
    await open?.close().catch(() => undefined);
  };
  const opened = async (): Promise<Browser> => {
    if (browser?.isConnected()) return browser;
    try {
      browser = await openBrowser(named);
    } catch (error) {
      onFailure(error);
      throw new ProblemError(503, 'browser-missing');
    }
    return browser;
  };

  const printNow = async (face: ReportFace, language: Language, onStep: OnStep) => {
    clearTimeout(idle);
    onStep('browser', 0.05);
    const context = await (await opened()).newContext({ locale: language, viewport: { width: 794, height: 1123 } });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(patienceMilliseconds);
      await page.route('**/*', (route) => answer(route, pageFolder, face));
      onStep('page', 0.25);
      await page.goto(`${place}/laporan/cetak/cetak?lang=${language}`);
      await page.locator('main[data-ready]').waitFor({ state: 'attached' });
      onStep('print', 0.5);
      const bytes = await printedWithContents(page, onStep);
      onStep('document', 0.9);
      return await describePdf(bytes, {
        title: `${face.content.title[language]} · ${face.content.office.name}`,
        author: face.content.office.name,
        subject: say(language, 'face.subject', {
          office: face.content.office.name,
          number: face.seal?.number ?? say(language, 'face.draft'),
        }),
        language,
        on: face.seal?.approvedOn ?? null,
      });
    } finally {
      await context.close().catch(() => undefined);
      idle = setTimeout(() => void close(), idleMilliseconds);
      idle.unref();
    }
  };

  return {
    print(face, language, onStep = () => undefined) {
      const printed = last.then(
        () => printNow(face, language, onStep),
        () => printNow(face, language, onStep),
      );
      last = printed.catch(() => undefined);
      return printed.catch((error: unknown) => {
        if (error instanceof ProblemError) throw error;
        onFailure(error);
        throw new ProblemError(503, 'print-failed');
      });
    },
    close,
  };
}

/**
 * Prints, reads on which page each part begins, writes that into the contents, and prints again. The numbers have their
 * room from the beginning, so that they move nothing.
 */
async function printedWithContents(page: Page, onStep: OnStep): Promise<Uint8Array> {
  const print = () => page.pdf({ tagged: true, outline: true, preferCSSPageSize: true, printBackground: true });
  const pages = await pagesOfAnchors(await print());
  onStep('contents', 0.7);
  // Told as text: what runs in the page is of another runtime than this file.
  await page.evaluate(`(() => {
    const pages = new Map(${JSON.stringify([...pages])});
    for (const place of document.querySelectorAll('[data-page-of]')) {
      place.textContent = String(pages.get(place.dataset.pageOf) ?? '');
    }
  })()`);
  return print();
}

/** What the page may have: its own files, this one report and its logo. Everything else does not exist. */
async function answer(route: Route, pageFolder: string, face: ReportFace): Promise<void> {
  const { origin, pathname } = new URL(route.request().url());
  if (origin !== place) return route.abort();
  if (/^\/laporan\/[^/]+\/cetak$/.test(pathname)) {
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      body: await readFile(join(pageFolder, 'index.html')),
    });
  }
  if (/^\/api\/v1\/reports\/[^/]+$/.test(pathname)) {
    const { content, seal, contentHash } = face;
    return route.fulfill({ json: { content, seal, contentHash } });
  }
  if (pathname === `/api/v1/report-logos/${face.content.letterhead.logo}` && face.logo) {
    return route.fulfill({ contentType: face.logo.mediaType, body: Buffer.from(face.logo.bytes) });
  }
  const file = await fileOfPage(pageFolder, pathname);
  return file ? route.fulfill({ ...file }) : route.abort();
}
