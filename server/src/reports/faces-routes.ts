import { createRoute, z } from '@hono/zod-openapi';
import { type Language, languages } from '@tilik/db/vocabulary';
import type { Context } from 'hono';
import type { Env } from '../access/actor.ts';
import { languageOf, problemInWords, say } from '../language.ts';
import { Problem, ProblemError } from '../problem.ts';
import { json, router } from '../validate.ts';
import type { ReportContent, Seal } from './content.ts';
import { type FaceName, FaceStore, faceNames, faceSteps } from './face-store.ts';
import type { Printer } from './pdf.ts';
import { frozenOf, type ReportsWorld, reportFace } from './queries.ts';

const FaceGiven = z
  .object({
    face: z.enum(faceNames),
    language: z.enum(languages).openapi({ description: 'In which it is to be written.' }),
  })
  .openapi('ReportFaceGiven');

const FaceStarted = z.object({ job: z.string() }).openapi('ReportFaceStarted');

const FaceProgressAnswer = z
  .object({
    state: z.enum(['making', 'ready', 'failed']),
    step: z.enum(faceSteps).nullable(),
    share: z.number().openapi({ description: 'From 0 to 1.' }),
    problem: Problem.nullable(),
  })
  .openapi('ReportFaceProgress');

const mediaTypes: Readonly<Record<FaceName | 'json', string>> = {
  pdf: 'application/pdf',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  json: 'application/json; charset=utf-8',
};

const IdParam = z.object({ id: z.string().max(100) });
const LanguageQuery = z.object({
  lang: z
    .enum(languages)
    .optional()
    .openapi({ description: 'The language of the file; that of the request by default.' }),
});

/** `laporan-bandung-2026-09-rev1.pdf`: of letters that every system takes. */
function fileNameOf({ office, month }: ReportContent, seal: Seal | null, language: Language, ending: string): string {
  const edition = seal && seal.edition > 1 ? `-rev${seal.edition - 1}` : '';
  const state = seal ? '' : `-${say(language, 'face.draft-name')}`;
  const name = `${say(language, 'face.file-name')}-${office.id}-${month}${edition}${state}`;
  return `${name.replaceAll(/[^a-z0-9-]+/gi, '-')}.${ending}`;
}

export interface FacesWorld extends ReportsWorld {
  readonly printer: Printer;
}

/** A report as a file: to be printed, shown, calculated with, or checked by its hash. */
export const reportFacesRoutes = (world: FacesWorld) => {
  const store = new FaceStore(world.printer);
  const fileRoute = (face: FaceName | 'json', summary: string) =>
    createRoute({
      method: 'get',
      path: `/reports/{id}/${face}`,
      tags: ['reports'],
      summary,
      request: { params: IdParam, query: LanguageQuery },
      responses: { 200: { content: { [mediaTypes[face]]: { schema: z.any() } }, description: 'The file.' } },
    });
  const fileOf = async (c: Context<Env>, face: FaceName | 'json', id: string, asked: Language | undefined) => {
    const language = asked ?? languageOf(c);
    const { face: report } = await reportFace(world, id, c.get('actor'));
    const bytes =
      face === 'json' ? new TextEncoder().encode(frozenBytes(id)) : await store.bytesOf(report, face, language);
    return c.body(bytes, 200, {
      'Content-Type': mediaTypes[face],
      'Content-Disposition': `attachment; filename="${fileNameOf(report.content, report.seal, language, face)}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
  };
  /** The very bytes whose hash stands on the report. */
  const frozenBytes = (id: string): string => {
    const frozen = frozenOf(world.db, id);
    if (frozen === undefined) throw new ProblemError(409, 'report-not-approved');
    return frozen;
  };
  return router()
    .openapi(
      createRoute({
        method: 'post',
        path: '/reports/{id}/faces',
        tags: ['reports'],
        summary: 'Begin to make a face of a report',
        request: {
          params: IdParam,
          body: { content: { 'application/json': { schema: FaceGiven } }, required: true },
        },
        responses: { 202: json(FaceStarted, 'Under way; ask for its progress, then for the file.') },
      }),
      async (c) => {
        const { face, language } = c.req.valid('json');
        const { face: report } = await reportFace(world, c.req.valid('param').id, c.get('actor'));
        return c.json({ job: store.start(c.get('actor'), report, face, language) }, 202);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/reports/faces/{job}',
        tags: ['reports'],
        summary: 'How far the making of a face is',
        request: { params: z.object({ job: z.string().max(100) }) },
        responses: { 200: json(FaceProgressAnswer, 'Shown to whoever began it.') },
      }),
      (c) => {
        const { job } = c.req.valid('param');
        const progress = store.progressOf(c.get('actor'), job);
        if (!progress) throw new ProblemError(404, 'no-such-face-job', { facts: { id: job } });
        return c.json(
          {
            state: progress.state,
            step: progress.state === 'making' ? progress.step : null,
            share: progress.share,
            problem: progress.state === 'failed' ? problemInWords(languageOf(c), progress.problem) : null,
          },
          200,
        );
      },
    )
    .openapi(
      fileRoute('pdf', 'The report as a PDF, printed from its page'),
      (c) => fileOf(c, 'pdf', c.req.valid('param').id, c.req.valid('query').lang) as never,
    )
    .openapi(
      fileRoute('pptx', 'The report as slides with native charts'),
      (c) => fileOf(c, 'pptx', c.req.valid('param').id, c.req.valid('query').lang) as never,
    )
    .openapi(
      fileRoute('xlsx', 'The report as a workbook, a sheet a table'),
      (c) => fileOf(c, 'xlsx', c.req.valid('param').id, c.req.valid('query').lang) as never,
    )
    .openapi(
      fileRoute('json', 'The bytes that were approved: their SHA-256 stands on the report'),
      (c) => fileOf(c, 'json', c.req.valid('param').id, c.req.valid('query').lang) as never,
    );
};
