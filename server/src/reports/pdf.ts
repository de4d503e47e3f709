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
  /** So long one print may take; a page that hangs would keep all others waiting. */
  readonly patienceMilliseconds?: number;
  /** Told why, where there is no browser or it failed: a person is told what to do, the log what happened. */
  readonly onFailure?: (error: unknown) => void;
}

const patienceUsual = 30_000;
/** A browser that hangs may not close either; it is let go of then. */
const closingMilliseconds = 5_000;
const idleUsual = 120_000;
/** No such place is on any network: whatever the page asks for is answered here. */
const place = 'http://laporan.invalid';
/** Nor may the page go by ways that do not pass here, such as a socket. */
const policy = "default-src 'self'; style-src 'self' 'unsafe-inline'";

/** A browser with the page that prints, which shows one report after the other. */
interface Press {
  readonly browser: Browser;
  readonly page: Page;
  /** What the page may read: the report that is being printed. */
  readonly shown: { face: ReportFace | undefined };
}

/**
 * Prints reports by a browser that is started with the first one, kept for the next, and closed when it has had nothing
 * to do for two minutes. What its page asks for is answered in this process: it speaks to no network and carries no key.
 */
export function createPrinter({
  pageFolder,
  browser: named,
  idleMilliseconds = idleUsual,
  patienceMilliseconds = patienceUsual,
  onFailure = () => undefined,
}: PrinterGiven): Printer {
  let press: Press | undefined;
  let idle: NodeJS.Timeout | undefined;
  let printed = 0;
  let last: Promise<unknown> = Promise.resolve();

  const close = async () => {
    clearTimeout(idle);
    const open = press;
    press = undefined;
    if (open) await within(closingMilliseconds, open.browser.close()).catch(() => undefined);
  };
  const opened = async (): Promise<Press> => {
    if (press?.browser.isConnected() && !press.page.isClosed()) return press;
    await close();
    let browser: Browser;
    try {
      browser = await openBrowser(named);
    } catch (error) {
      onFailure(error);
      throw new ProblemError(503, 'browser-missing');
    }
    const page = await browser.newPage({ viewport: { width: 794, height: 1123 } });
    page.setDefaultTimeout(patienceMilliseconds);
    const shown: Press['shown'] = { face: undefined };
    await page.route('**/*', (route) => answer(route, pageFolder, shown.face));
    press = { browser, page, shown };
    return press;
  };

  const printNow = async (face: ReportFace, language: Language, onStep: OnStep) => {
    clearTimeout(idle);
    onStep('browser', 0.05);
    const { page, shown } = await opened();
    const work = async () => {
      onStep('page', 0.25);
      shown.face = face;
      printed += 1;
      await show(page, `/laporan/${printed}/cetak?lang=${language}`);
      await page.locator(`main[data-ready="${printed}"]`).waitFor({ state: 'attached' });
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
    };
    try {
      return await within(patienceMilliseconds, work());
    } catch (error) {
      // Whatever state its page is in, the next report is not printed from it.
      await close();
      throw error;
    } finally {
      shown.face = undefined;
      idle = setTimeout(() => void close(), idleMilliseconds);
      idle.unref();
    }
  };

  return {
    print(face, language, onStep = () => undefined) {
      const printing = last.then(() => printNow(face, language, onStep));
      last = printing.catch(() => undefined);
      return printing.catch((error: unknown) => {
        if (error instanceof ProblemError) throw error;
        onFailure(error);
        throw new ProblemError(503, 'print-failed');
      });
    },
    close: async () => {
      await close();
    },
  };
}

/** What work gives, unless it takes longer than it may. */
async function within<Given>(milliseconds: number, work: Promise<Given>): Promise<Given> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`no answer within ${milliseconds} ms`)), milliseconds);
  });
  // What fails after that is nobody's any more.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Goes to a report: within the programme where it is loaded, for loading it takes longer than printing. */
async function show(page: Page, path: string): Promise<void> {
  if (page.url().startsWith(place)) await page.evaluate(`history.pushState(null, '', ${JSON.stringify(path)})`);
  else await page.goto(`${place}${path}`);
}

/**
 * Prints, reads on which page each part begins, writes that into the contents, and prints again. The numbers have their
 * room from the beginning, so that they move nothing; the first print is only counted, and has no tags.
 */
async function printedWithContents(page: Page, onStep: OnStep): Promise<Uint8Array> {
  const looks = { preferCSSPageSize: true, printBackground: true };
  const pages = await pagesOfAnchors(await page.pdf(looks));
  onStep('contents', 0.7);
  // Told as text: what runs in the page is of another runtime than this file.
  await page.evaluate(`(() => {
    const pages = new Map(${JSON.stringify([...pages])});
    for (const place of document.querySelectorAll('[data-page-of]')) {
      place.textContent = String(pages.get(place.dataset.pageOf) ?? '');
    }
  })()`);
  return page.pdf({ ...looks, tagged: true, outline: true });
}

/** What the page may have: its own files, this one report and its logo. Everything else does not exist. */
async function answer(route: Route, pageFolder: string, face: ReportFace | undefined): Promise<void> {
  const { origin, pathname } = new URL(route.request().url());
  if (origin !== place || !face) return route.abort();
  if (/^\/laporan\/[^/]+\/cetak$/.test(pathname)) {
    return route.fulfill({
      contentType: 'text/html; charset=utf-8',
      headers: { 'Content-Security-Policy': policy },
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
