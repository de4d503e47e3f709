import { randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Attachment } from '@tilik/db/schema';
import { requireOffice } from '../access/actor.ts';
import { actorName } from '../access/audit.ts';
import { byOf } from '../access/guard.ts';
import { receiveUpload } from '../ingest/upload.ts';
import { ProblemError } from '../problem.ts';
import { json, parseFields, router } from '../validate.ts';
import type { AttachmentFiles } from './files.ts';
import { attachmentEndings, isImage, kindOf } from './kinds.ts';
import {
  addAttachment,
  attachableNouns,
  attachmentById,
  attachmentsOf,
  officeOfThing,
  removeAttachment,
} from './queries.ts';

/** Megabytes an attachment may have: a photo as a telephone takes it, a leaflet as a PDF. */
const attachmentMegabytesMax = 10;
/** Photos and documents that one thing may have. */
const attachmentsMax = 40;

const AttachmentShown = z
  .object({
    id: z.string(),
    noun: z.enum(attachableNouns),
    thing: z.string(),
    fileName: z.string(),
    mediaType: z.string().openapi({ description: 'By its content.' }),
    sizeBytes: z.int(),
    addedAt: z.string(),
    by: z.string().nullable(),
  })
  .openapi('Attachment');

const Thing = z.object({
  noun: z.enum(attachableNouns).openapi({ description: 'The kind of thing it belongs to.' }),
  thing: z.string().min(1).max(200).openapi({ description: "The thing's id." }),
});

const AttachmentUpload = Thing.extend({
  file: z.string().openapi({ format: 'binary', description: `One of ${attachmentEndings}.` }),
});

const IdParam = z.object({ id: z.string() });

export interface AttachmentsWorld {
  readonly db: Db;
  readonly now: () => Date;
  readonly files: AttachmentFiles;
  readonly uploadsFolder: string;
}

export function attachmentsRoutes({ db, now, files, uploadsFolder }: AttachmentsWorld) {
  const shown = ({ id, noun, thingId, fileName, mediaType, sizeBytes, addedAt, actor }: Attachment) => ({
    id,
    noun,
    thing: thingId,
    fileName,
    mediaType,
    sizeBytes,
    addedAt,
    by: actorName(db, actor),
  });
  const officeOf = (noun: (typeof attachableNouns)[number], thing: string): string => {
    const office = officeOfThing(db, noun, thing);
    if (office === undefined) throw new ProblemError(404, 'no-such-thing', { facts: { noun, id: thing } });
    return office;
  };
  const known = (id: string): Attachment => {
    const found = attachmentById(db, id);
    if (!found) throw new ProblemError(404, 'no-such-attachment', { facts: { id } });
    return found;
  };
  const rooms = router();
  rooms.openAPIRegistry.register('AttachmentUpload', AttachmentUpload);

  return rooms
    .openapi(
      createRoute({
        method: 'post',
        path: '/attachments',
        tags: ['programme'],
        summary: 'Attach a photo or document to a campaign, an activity or a note',
        request: {
          body: {
            required: true,
            content: { 'multipart/form-data': { schema: { $ref: '#/components/schemas/AttachmentUpload' } } },
          },
        },
        responses: { 201: json(AttachmentShown, 'Kept.') },
      }),
      async (c) => {
        const by = byOf(c, now());
        const { fields, file } = await receiveUpload(c.req.raw, uploadsFolder, attachmentMegabytesMax);
        try {
          if (!file) throw new ProblemError(400, 'no-file');
          const { noun, thing } = parseFields(Thing, fields);
          const officeId = officeOf(noun, thing);
          requireOffice(by.actor, officeId);
          if (attachmentsOf(db, noun, thing).length >= attachmentsMax) {
            throw new ProblemError(409, 'too-many-attachments', { facts: { limit: attachmentsMax } });
          }
          const bytes = file.source.whole();
          const kind = await kindOf(bytes, file.name);
          if (!kind.ok) {
            const facts = { value: file.name, content: kind.content, known: attachmentEndings };
            throw new ProblemError(415, kind.code, { facts });
          }
          const { contentHash, sizeBytes } = file.source;
          // The bytes first: a row that names them is never without them. Bytes without a row are found by the doctor.
          await files.keep(contentHash, bytes);
          const { mediaType } = kind;
          const given = { id: randomUUID(), officeId, noun, thingId: thing, mediaType, sizeBytes, contentHash };
          return c.json(shown(addAttachment(db, by, { ...given, fileName: file.name.slice(0, 200) })), 201);
        } finally {
          await file?.remove();
        }
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/attachments',
        tags: ['programme'],
        summary: 'What is attached to a thing',
        request: { query: Thing },
        responses: { 200: json(z.object({ attachments: z.array(AttachmentShown) }), 'In the order they were added.') },
      }),
      (c) => {
        const { noun, thing } = c.req.valid('query');
        requireOffice(c.get('actor'), officeOf(noun, thing));
        return c.json({ attachments: attachmentsOf(db, noun, thing).map(shown) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/attachments/{id}',
        tags: ['programme'],
        summary: 'An attachment itself',
        request: { params: IdParam },
        responses: { 200: { description: 'Its bytes: an image to be shown, a document to be saved.' } },
      }),
      async (c) => {
        const attachment = known(c.req.valid('param').id);
        requireOffice(c.get('actor'), attachment.officeId);
        const { mediaType, fileName, contentHash } = attachment;
        // Whatever its content is, it is shown as that and runs as nothing.
        c.header('Content-Type', mediaType);
        c.header('X-Content-Type-Options', 'nosniff');
        c.header('Content-Security-Policy', "default-src 'none'; sandbox");
        c.header('Cache-Control', 'private, max-age=3600, immutable');
        const disposition = isImage(mediaType) ? 'inline' : 'attachment';
        c.header('Content-Disposition', `${disposition}; filename*=UTF-8''${encodeURIComponent(fileName)}`);
        return c.body(await files.read(contentHash), 200);
      },
    )
    .openapi(
      createRoute({
        method: 'delete',
        path: '/attachments/{id}',
        tags: ['programme'],
        summary: 'Take an attachment away',
        request: { params: IdParam },
        responses: { 200: json(AttachmentShown, 'Taken away; that it was there stays in the audit trail.') },
      }),
      async (c) => {
        const attachment = known(c.req.valid('param').id);
        const by = byOf(c, now());
        requireOffice(by.actor, attachment.officeId);
        const { isLast } = removeAttachment(db, by, attachment);
        if (isLast) await files.remove(attachment.contentHash);
        return c.json(shown(attachment), 200);
      },
    );
}
