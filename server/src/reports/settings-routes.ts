import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Office, ReportSettings } from '@tilik/db/schema';
import { requireOffice } from '../access/actor.ts';
import { byOf } from '../access/guard.ts';
import { dayInZone } from '../day.ts';
import { receiveUpload } from '../ingest/upload.ts';
import { ProblemError } from '../problem.ts';
import { json, router } from '../validate.ts';
import { logoMegabytesMax, readLogo } from './logos.ts';
import { isNumberPattern, numberFor } from './number.ts';
import { officeAsked } from './queries.ts';
import { logoByHash, reportSettingsOf, storeReportSettings, useLogo } from './settings.ts';
import { isWebhookAddress } from './webhook.ts';

const linesMax = 8;
const lineCharactersMax = 120;
const recipientsMax = 50;
const addressCharactersMax = 254;
const secretCharactersMin = 16;

/** A line of running text: what would break a letterhead or a letter's header is not in it. */
const Line = (charactersMax: number) =>
  z
    .string()
    .trim()
    .max(charactersMax)
    .regex(/^\P{Cc}*$/u);

/** Refuses a text with a reason of its own. */
const must = (isRight: (text: string) => boolean, code: string) =>
  [
    (text: string, context: z.core.$RefinementCtx<string>) => {
      if (!isRight(text)) context.addIssue({ code: 'custom', params: { code, value: text } });
    },
  ] as const;

const Address = z
  .string()
  .trim()
  .max(addressCharactersMax)
  .superRefine(...must((text) => /^[^\s@<>",;:]+@[^\s@<>",;:]+\.[^\s@<>",;:]+$/.test(text), 'not-a-mail-address'));

const SettingsAnswer = z
  .object({
    office: z.string(),
    letterhead: z.array(z.string()),
    logo: z.string().nullable().openapi({ description: 'Its hash: it is at `/report-logos/{hash}`.' }),
    place: z.string(),
    signatoryTitle: z.string(),
    signatoryName: z.string().nullable(),
    numberPattern: z.string(),
    numberExample: z.string().openapi({ description: 'A number as the pattern makes it.' }),
    recipients: z.array(z.string()),
    sendsMail: z.boolean().openapi({ description: 'Letters can be sent from this installation.' }),
    webhookUrl: z.string().nullable(),
    hasWebhookSecret: z.boolean().openapi({ description: 'The secret itself is shown to nobody.' }),
    draftsByItself: z.boolean(),
  })
  .openapi('ReportSettings');

const SettingsGiven = z
  .object({
    letterhead: z.array(Line(lineCharactersMax).min(1)).max(linesMax),
    place: Line(80),
    signatoryTitle: Line(lineCharactersMax),
    signatoryName: Line(lineCharactersMax)
      .nullable()
      .transform((text) => (text === '' ? null : text))
      .openapi({ description: 'Null: left open, to be written by hand.' }),
    numberPattern: Line(80)
      .superRefine(...must(isNumberPattern, 'not-a-number-pattern'))
      .openapi({ description: 'With `{n}` and `{year}`; also `{month}` (Roman) and `{mm}`.' }),
    recipients: z
      .array(Address)
      .max(recipientsMax)
      .transform((all) => [...new Set(all)]),
    webhookUrl: z
      .string()
      .trim()
      .max(500)
      .superRefine(...must(isWebhookAddress, 'not-a-webhook-address'))
      .nullable(),
    webhookSecret: z
      .string()
      .min(secretCharactersMin)
      .max(200)
      .optional()
      .openapi({ description: 'Only where it is to be another one.' }),
    draftsByItself: z.boolean(),
  })
  .openapi('ReportSettingsGiven');

const LogoUpload = z.object({
  file: z.string().openapi({ format: 'binary', description: 'PNG or JPEG, at most a megabyte.' }),
});

const OfficeQuery = z.object({ office: z.string().optional().openapi({ description: 'Office; ours by default.' }) });

export interface SettingsWorld {
  readonly db: Db;
  readonly now: () => Date;
  readonly sendsMail: boolean;
  readonly uploadsFolder: string;
}

export function reportSettingsRoutes({ db, now, sendsMail, uploadsFolder }: SettingsWorld) {
  const shown = (office: Office, settings: ReportSettings): z.infer<typeof SettingsAnswer> => ({
    office: office.id,
    letterhead: settings.letterhead,
    logo: settings.logoHash,
    place: settings.place,
    signatoryTitle: settings.signatoryTitle,
    signatoryName: settings.signatoryName,
    numberPattern: settings.numberPattern,
    numberExample: numberFor(settings.numberPattern, { sequence: 9, approvedOn: dayInZone(now(), office.zone) }),
    recipients: settings.recipients,
    sendsMail,
    webhookUrl: settings.webhookUrl,
    hasWebhookSecret: settings.webhookSecret !== null,
    draftsByItself: settings.draftsByItself,
  });
  const rooms = router();
  rooms.openAPIRegistry.register('ReportLogoUpload', LogoUpload);

  return rooms
    .openapi(
      createRoute({
        method: 'get',
        path: '/report-settings',
        tags: ['reports'],
        summary: "How an office's reports look and where they go",
        request: { query: OfficeQuery },
        responses: { 200: json(SettingsAnswer, 'As was said, or as is usual.') },
      }),
      (c) => {
        const office = officeAsked(db, c.req.valid('query').office);
        return c.json(shown(office, reportSettingsOf(db, office)), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/report-settings',
        tags: ['reports'],
        summary: "Say how an office's reports look and where they go",
        request: {
          query: OfficeQuery,
          body: { required: true, content: { 'application/json': { schema: SettingsGiven } } },
        },
        responses: { 200: json(SettingsAnswer, 'For the reports that are approved from now on.') },
      }),
      (c) => {
        const office = officeAsked(db, c.req.valid('query').office);
        const by = byOf(c, now());
        requireOffice(by.actor, office.id);
        const { webhookSecret, ...given } = c.req.valid('json');
        const became = storeReportSettings(db, by, office, (was) => {
          // A secret belongs to the address it was agreed on with; without an address there is nothing to keep one for.
          const isSameAddress = was.webhookUrl === given.webhookUrl;
          const kept = given.webhookUrl === null ? null : (webhookSecret ?? (isSameAddress ? was.webhookSecret : null));
          if (given.webhookUrl !== null && kept === null) throw new ProblemError(409, 'webhook-needs-secret');
          return { ...given, webhookSecret: kept };
        });
        return c.json(shown(office, became), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/report-settings/logo',
        tags: ['reports'],
        summary: 'Put a logo on the letterhead of the reports to come',
        request: {
          query: OfficeQuery,
          body: {
            required: true,
            content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/ReportLogoUpload' } } },
          },
        },
        responses: { 200: json(SettingsAnswer, 'Used from now on; approved reports keep theirs.') },
      }),
      async (c) => {
        const by = byOf(c, now());
        const office = officeAsked(db, c.req.query('office'));
        requireOffice(by.actor, office.id);
        const { file } = await receiveUpload(c.req.raw, uploadsFolder, logoMegabytesMax);
        try {
          if (!file) throw new ProblemError(400, 'no-file');
          const logo = await readLogo(file.source.whole());
          return c.json(shown(office, useLogo(db, by, office, logo)), 200);
        } finally {
          await file?.remove();
        }
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/report-settings/logo',
        tags: ['reports'],
        summary: 'Leave the letterhead of the reports to come without a logo',
        request: { query: OfficeQuery },
        responses: { 200: json(SettingsAnswer, 'Approved reports keep theirs.') },
      }),
      (c) => {
        const by = byOf(c, now());
        const office = officeAsked(db, c.req.valid('query').office);
        requireOffice(by.actor, office.id);
        return c.json(
          shown(
            office,
            storeReportSettings(db, by, office, () => ({ logoHash: null }), 'logo-removed'),
          ),
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/report-logos/{hash}',
        tags: ['reports'],
        summary: 'A logo by its hash: always the same picture',
        request: { params: z.object({ hash: z.string() }) },
        responses: { 200: { description: 'Its bytes.' } },
      }),
      (c) => {
        const { hash } = c.req.valid('param');
        const logo = logoByHash(db, hash);
        if (!logo) throw new ProblemError(404, 'no-such-logo', { facts: { hash } });
        c.header('Content-Type', logo.mediaType);
        c.header('X-Content-Type-Options', 'nosniff');
        c.header('Content-Security-Policy', "default-src 'none'; sandbox");
        c.header('Cache-Control', 'private, max-age=31536000, immutable');
        return c.body(new Uint8Array(logo.bytes), 200);
      },
    );
}
