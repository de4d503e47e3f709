import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import { channelKinds, programmeLists } from '@tilik/db/vocabulary';
import { requireOffice } from '../access/actor.ts';
import { byOf } from '../access/guard.ts';
import { reportedSpan } from '../applicants/queries.ts';
import { channelList } from '../channels/queries.ts';
import { dayInZone } from '../day.ts';
import { DayText, json, router } from '../validate.ts';
import { keepChannel, keepOffice, keepWord } from './programme-lists.ts';
import { programmeWordLists } from './programme-words.ts';
import { holdsFigures, holdsSample, officeList } from './queries.ts';

const AboutAnswer = z
  .object({
    today: z.string().openapi({ description: "Today in our office's zone." }),
    sample: z.boolean().openapi({ description: 'Some figures are made up for demonstration.' }),
    empty: z.boolean().openapi({ description: 'No figure was ever stored, or all were undone.' }),
    offices: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        role: z.enum(['ours', 'comparison']),
        launchedOn: z.string().nullable(),
        reportedFrom: z.string().nullable(),
        reportedTo: z.string().nullable(),
      }),
    ),
    channels: z.array(z.object({ id: z.string(), nameId: z.string(), nameEn: z.string(), kind: z.string() })),
  })
  .openapi('About');

/** The id under which files, links and programs know a thing: small letters, digits and hyphens. */
const Code = z
  .string()
  .max(60)
  .superRefine((text, context) => {
    if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(text)) return;
    context.addIssue({ code: 'custom', params: { code: 'not-a-code', value: text } });
  });
const IdParam = z.object({ id: Code });
const Name = z.string().trim().min(1).max(120);
const Aliases = z.array(Name).max(40).default([]).openapi({ description: 'Other names by which a file may call it.' });

const zones = new Set(Intl.supportedValuesOf('timeZone'));

const OfficeShown = z
  .object({
    id: z.string(),
    name: z.string(),
    role: z.enum(['ours', 'comparison']),
    zone: z.string(),
    launchedOn: z.string().nullable(),
    aliases: z.array(z.string()),
  })
  .openapi('Office');

const OfficeBody = z
  .object({
    name: Name,
    zone: z
      .string()
      .default('Asia/Jakarta')
      .superRefine((text, context) => {
        if (!zones.has(text)) context.addIssue({ code: 'custom', params: { code: 'not-a-zone', value: text } });
      })
      .openapi({ description: 'IANA zone in which its days begin and end.' }),
    launchedOn: DayText.nullable().default(null).openapi({ description: 'First day of the e-passport there.' }),
    aliases: Aliases,
  })
  .openapi('KeepOffice');

const ChannelShown = z
  .object({
    id: z.string(),
    nameId: z.string(),
    nameEn: z.string(),
    kind: z.enum(channelKinds),
    position: z.int(),
    aliases: z.array(z.string()),
  })
  .openapi('ChannelKept');

const ChannelBody = z
  .object({ nameId: Name, nameEn: Name, kind: z.enum(channelKinds), aliases: Aliases })
  .openapi('KeepChannel');

const Word = z
  .object({
    code: z.string(),
    nameId: z.string(),
    nameEn: z.string(),
    retired: z.boolean().openapi({ description: 'No longer offered; still named where figures have it.' }),
    added: z.boolean().openapi({ description: 'An administrator added it and may change it.' }),
  })
  .openapi('ProgrammeWord');

const WordsAnswer = z
  .object({ audiences: z.array(Word), purposes: z.array(Word), topics: z.array(Word) })
  .openapi('ProgrammeWords');

/** A bar parts the words of a cell that has several. */
const WordName = Name.superRefine((text, context) => {
  if (text.includes('|')) context.addIssue({ code: 'custom', params: { code: 'bar-in-name', value: text } });
});
const WordBody = z
  .object({ nameId: WordName, nameEn: WordName, retired: z.boolean().default(false) })
  .openapi('KeepProgrammeWord');

const wordsShown = (db: Db): z.infer<typeof WordsAnswer> => {
  const lists = programmeWordLists(db);
  const shown = (list: keyof typeof lists) =>
    lists[list].words.map(({ code, label, retired, added }) => ({
      code,
      nameId: label.id,
      nameEn: label.en,
      retired,
      added,
    }));
  return { audiences: shown('audiences'), purposes: shown('purposes'), topics: shown('topics') };
};

const body = <Schema extends z.ZodType>(schema: Schema) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

export const officesRoutes = ({ db, now }: { db: Db; now: () => Date }) =>
  router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/about',
        tags: ['programme'],
        summary: 'The offices and channels there are, and whether there are figures',
        responses: {
          200: { content: { 'application/json': { schema: AboutAnswer } }, description: 'What a page needs to begin.' },
        },
      }),
      (c) => {
        const offices = officeList(db);
        const zone = offices.find(({ role }) => role === 'ours')?.zone ?? 'Asia/Jakarta';
        return c.json(
          {
            today: dayInZone(now(), zone),
            sample: holdsSample(db),
            empty: !holdsFigures(db),
            offices: offices.map(({ id, name, role, launchedOn }) => {
              const span = reportedSpan(db, id);
              return { id, name, role, launchedOn, reportedFrom: span?.from ?? null, reportedTo: span?.to ?? null };
            }),
            channels: channelList(db).map(({ id, nameId, nameEn, kind }) => ({ id, nameId, nameEn, kind })),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/offices',
        tags: ['programme'],
        summary: 'The offices with every name by which a file may call them',
        responses: { 200: json(z.object({ offices: z.array(OfficeShown) }), 'Ours first.') },
      }),
      (c) => c.json({ offices: officeList(db) }, 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/offices/{id}',
        tags: ['programme'],
        summary: 'Add an office to compare with, or change one',
        request: { params: IdParam, ...body(OfficeBody) },
        responses: { 200: json(z.object({ offices: z.array(OfficeShown) }), 'All offices as they are now.') },
      }),
      (c) => {
        const { id } = c.req.valid('param');
        requireOffice(c.get('actor'), id);
        keepOffice(db, byOf(c, now()), id, c.req.valid('json'));
        return c.json({ offices: officeList(db) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/channel-list',
        tags: ['programme'],
        summary: 'The channels with every name by which a file may call them',
        responses: { 200: json(z.object({ channels: z.array(ChannelShown) }), 'In the order of the page.') },
      }),
      (c) => c.json({ channels: channelList(db) }, 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/channels/{id}',
        tags: ['programme'],
        summary: 'Add a channel, such as radio or press, or change one',
        request: { params: IdParam, ...body(ChannelBody) },
        responses: { 200: json(z.object({ channels: z.array(ChannelShown) }), 'All channels as they are now.') },
      }),
      (c) => {
        keepChannel(db, byOf(c, now()), c.req.valid('param').id, c.req.valid('json'));
        return c.json({ channels: channelList(db) }, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/programme-words',
        tags: ['programme'],
        summary: 'The audiences, purposes of travel and topics that there are, those that an administrator added last',
        responses: { 200: json(WordsAnswer, 'Each list in the order in which it is offered.') },
      }),
      (c) => c.json(wordsShown(db), 200),
    )
    .openapi(
      createRoute({
        method: 'put',
        path: '/programme-words/{list}/{code}',
        tags: ['programme'],
        summary: 'Add an audience, a purpose of travel or a topic, or change one that was added',
        request: { params: z.object({ list: z.enum(programmeLists), code: Code }), ...body(WordBody) },
        responses: { 200: json(WordsAnswer, 'The lists as they are now.') },
      }),
      (c) => {
        const { list, code } = c.req.valid('param');
        keepWord(db, byOf(c, now()), list, code, c.req.valid('json'));
        return c.json(wordsShown(db), 200);
      },
    );
