import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openDatabase } from '@tilik/db/open';
import { loadDemo } from '@tilik/seeds/inside/load.ts';
import { addDays, dayInZone } from '@tilik/server/inside/day.ts';
import { pageFolder } from '@tilik/server/inside/page-folder.ts';
import { openBrowser } from '@tilik/server/inside/reports/browser.ts';
import type { FrozenReport } from '@tilik/server/inside/reports/content.ts';
import type { ReportFace } from '@tilik/server/inside/reports/face.ts';
import { createPrinter } from '@tilik/server/inside/reports/pdf.ts';
import { frozenOf, reportsOf } from '@tilik/server/inside/reports/queries.ts';
import { writeSlides } from '@tilik/server/inside/reports/slides.ts';
import { writeWorkbook } from '@tilik/server/inside/reports/workbook.ts';
import { partsOf, writeZip } from '@tilik/server/inside/reports/write-zip.ts';
import { extractText, getDocumentProxy } from 'unpdf';
import { type Measured, median, milliseconds, mustBe } from './time.ts';

const coldRuns = 3;
const warmRuns = 9;
const nothing: Uint8Array<ArrayBuffer> = new Uint8Array();

/** The latest report of the demo that was approved, with all that a real month has. */
async function demoReport(): Promise<ReportFace> {
  const db = openDatabase(':memory:');
  await loadDemo(db, addDays(dayInZone(new Date(), 'Asia/Jakarta'), -1));
  const latest = reportsOf(db, 'bandung')
    .filter(({ state }) => state === 'approved')
    .toSorted((one, other) => other.monthOn.localeCompare(one.monthOn))[0];
  const frozen = latest && frozenOf(db, latest.id);
  db.$client.close();
  if (!frozen) throw new Error('the demo has no approved report');
  const { content, seal } = JSON.parse(frozen) as FrozenReport;
  return { content, seal, contentHash: latest.contentHash ?? '', logo: null };
}

const pagesOf = async (bytes: Uint8Array) =>
  (await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: false })).text;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Bytes that this process holds once its garbage was collected. */
function heldBytes(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let time = 0; time < 2; time += 1) collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

/** A month's report as PDF, slides and workbook, each beside the least that making such a file takes. */
export async function benchReport(): Promise<Measured[]> {
  const face = await demoReport();

  let pdf = nothing;
  const cold: number[] = [];
  for (let run = 0; run < coldRuns; run += 1) {
    const printer = createPrinter({ pageFolder });
    cold.push(
      await milliseconds(async () => {
        pdf = await printer.print(face, 'id');
      }),
    );
    await printer.close();
  }
  const texts = await pagesOf(pdf);
  // The same words on as many pages, with no head, foot, chart, tag or contents.
  const bare = texts.map((text) => `<p style="break-after: page">${escaped(text)}</p>`).join('');
  const bareCold: number[] = [];
  for (let run = 0; run < coldRuns; run += 1) {
    bareCold.push(
      await milliseconds(async () => {
        const browser = await openBrowser();
        const page = await browser.newPage();
        await page.setContent(bare);
        await page.pdf({ format: 'A4' });
        await browser.close();
      }),
    );
  }

  const printer = createPrinter({ pageFolder });
  await printer.print(face, 'id');
  const browser = await openBrowser();
  const page = await browser.newPage();
  const before = heldBytes();
  const warm: number[] = [];
  const bareWarm: number[] = [];
  for (let run = 0; run < warmRuns; run += 1) {
    warm.push(
      await milliseconds(async () => {
        pdf = await printer.print(face, 'id');
      }),
    );
    let bytes: Uint8Array = nothing;
    bareWarm.push(
      await milliseconds(async () => {
        await page.setContent(bare);
        bytes = await page.pdf({ format: 'A4' });
      }),
    );
    mustBe('pages of the bare page', (await pagesOf(bytes)).length >= texts.length, true);
  }
  mustBe('pages of the report', (await pagesOf(pdf)).length, texts.length);
  await printer.close();
  await browser.close();

  const written = async (name: string, write: () => Promise<Uint8Array>): Promise<Measured> => {
    let bytes = await write();
    const ours: number[] = [];
    const theirs: number[] = [];
    for (let run = 0; run < warmRuns; run += 1) {
      ours.push(
        await milliseconds(async () => {
          bytes = await write();
        }),
      );
      const parts = partsOf(bytes);
      theirs.push(await milliseconds(() => writeZip(parts)));
    }
    return {
      name,
      unit: 'ms',
      ours: median(ours),
      yardstick: 'packing its parts',
      theirs: median(theirs),
      runs: warmRuns,
    };
  };
  const slides = await written('a month as slides', () => writeSlides(face, 'id'));
  const workbook = await written('a month as a workbook', () => writeWorkbook(face, 'id'));
  pdf = nothing;
  return [
    {
      name: `a month as a PDF of ${texts.length} pages, first one`,
      unit: 'ms',
      ours: Math.max(...cold),
      yardstick: 'its words on as many bare pages, with the start of the browser',
      theirs: Math.max(...bareCold),
      runs: coldRuns,
    },
    {
      name: `a month as a PDF of ${texts.length} pages, further ones`,
      unit: 'ms',
      ours: median(warm),
      yardstick: 'its words on as many bare pages',
      theirs: median(bareWarm),
      runs: warmRuns,
    },
    slides,
    workbook,
    {
      name: `memory held after ${warmRuns} of each`,
      unit: 'bytes',
      ours: heldBytes(),
      yardstick: 'held after the first PDF',
      theirs: before,
      runs: 1,
    },
  ];
}
