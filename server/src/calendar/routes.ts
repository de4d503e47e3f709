import { randomBytes, randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Db } from '@tilik/db/open';
import type { Office, ShareLink } from '@tilik/db/schema';
import { approaches, eventKinds, managementSteps } from '@tilik/db/vocabulary';
import { type Actor, requireOffice } from '../access/actor.ts';
import { approvedDay } from '../access/approved.ts';
import { byOf } from '../access/guard.ts';
import { calendarPage, tokenHash } from '../access/shares.ts';
import { keepShare } from '../access/shares-queries.ts';
import {
  addDays,
  addMonths,
  type Day,
  dayInZone,
  daysBetween,
  firstOfMonth,
  instantOfWallClock,
  periodOf,
  type Span,
} from '../day.ts';
import { eventsIn } from '../events/queries.ts';
import { languageOf } from '../language.ts';
import { programmeWords } from '../offices/programme-words.ts';
import { holdsSample, officeList } from '../offices/queries.ts';
import { ProblemError } from '../problem.ts';
import { Remark } from '../remark.ts';
import { DayText, json, router } from '../validate.ts';
import { earlier } from '../window.ts';
import { activityDays, calendarCampaigns } from './queries.ts';
import { againstPlan, standings } from './standing.ts';
import { icalendarOf } from './write-icalendar.ts';

/** Days one answer may have: a year and what stands around it. */
const daysMax = 800;
/** Bytes of the secret in a link: it cannot be guessed. */
const tokenBytes = 32;
/** Days that a link may live. */
const livesMax = 366;

const codesOf = <Code extends string>(list: Readonly<Record<Code, unknown>>) => Object.keys(list) as [Code, ...Code[]];
const OfficeText = z.string().optional().openapi({ description: 'Office; ours by default.', example: 'bandung' });
const Difference = z.int().nullable();

const CalendarAnswer = z
  .object({
    office: z.string(),
    from: z.string(),
    to: z.string(),
    today: z.string(),
    sample: z.boolean(),
    campaigns: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        nameEn: z.string().nullable(),
        objective: z.string().nullable(),
        approach: z.enum(codesOf(approaches)),
        plannedFromOn: z.string().nullable(),
        plannedToOn: z.string().nullable(),
        startedOn: z.string().nullable().openapi({ description: 'Null: not begun.' }),
        endedOn: z.string().nullable(),
        cancelledOn: z.string().nullable(),
        managementStep: z.enum(codesOf(managementSteps)).nullable(),
        personInCharge: z.string().nullable().openapi({ description: 'A role in the section.' }),
        standing: z.enum(standings),
        startDays: Difference.openapi({
          description:
            'Days by which it began late, below zero early; of one that is due, so far. Null: no comparison.',
        }),
        endDays: Difference.openapi({ description: 'The same for its end.' }),
      }),
    ),
    events: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(codesOf(eventKinds)),
        name: z.string(),
        nameEn: z.string().nullable(),
        startsOn: z.string(),
        endsOn: z.string().nullable(),
      }),
    ),
    days: z
      .array(z.object({ on: z.string(), activities: z.int() }))
      .openapi({ description: 'Days on which there was an activity.' }),
  })
  .openapi('Calendar');

const LinkBody = z
  .object({
    name: Remark.superRefine((text, context) => {
      if (text === '') context.addIssue({ code: 'custom', params: { code: 'missing' } });
    }).openapi({ description: 'For whom it is, so that it can be told apart later.' }),
    office: OfficeText,
    expiresOn: DayText.openapi({ description: `Last day on which it works; at most ${livesMax} days from now.` }),
  })
  .openapi('NewCalendarLink');

/** Activities by the day, for a reader of approved figures as far as the months are approved. */
function daysCounted(db: Db, { role }: Actor, office: Office, span: Span) {
  if (role !== 'pembaca') return activityDays(db, office.id, span);
  const until = approvedDay(db, office);
  return until === undefined ? [] : activityDays(db, office.id, { from: span.from, to: earlier(span.to, until) });
}

/** The programme's calendar, as a page shows it and as other programs read it. */
export const calendarRoutes = ({ db, now }: { db: Db; now: () => Date }) => {
  const officeOf = (asked: string | undefined): { office: Office; today: Day } => {
    const list = officeList(db);
    const office = list.find(({ id, role }) => (asked === undefined ? role === 'ours' : id === asked));
    if (office) return { office, today: dayInZone(now(), office.zone) };
    const known = list.map(({ id }) => id).join(', ');
    throw new ProblemError(404, 'unknown-office', { facts: { value: asked ?? '', known } });
  };

  return router()
    .openapi(
      createRoute({
        method: 'get',
        path: '/calendar',
        tags: ['programme'],
        summary: 'The calendar of the programme: what is planned, what was run, and what happened around it',
        request: {
          query: z.object({
            office: OfficeText,
            from: DayText.optional().openapi({ description: 'First day; by default that of the month.' }),
            to: DayText.optional().openapi({ description: 'Last day; by default that of the first one’s month.' }),
          }),
        },
        responses: {
          200: json(CalendarAnswer, 'Planned, running, done and cancelled campaigns, in order of their days.'),
        },
      }),
      (c) => {
        const actor = c.get('actor');
        const query = c.req.valid('query');
        const { office, today } = officeOf(query.office);
        requireOffice(actor, office.id);
        const from = query.from ?? firstOfMonth(query.to ?? today);
        const to = query.to ?? periodOf(from, 'month').to;
        if (from > to) throw new ProblemError(400, 'window-backwards', { facts: { from, to } });
        if (daysBetween(from, to) >= daysMax) {
          throw new ProblemError(400, 'window-too-long', { facts: { limit: daysMax } });
        }
        const span = { from, to };
        return c.json(
          {
            office: office.id,
            ...span,
            today,
            sample: holdsSample(db),
            campaigns: calendarCampaigns(db, office.id, span).map((campaign) => {
              const { id, name, nameEn, objective, approach, managementStep, personInCharge } = campaign;
              const { plannedFromOn, plannedToOn, startedOn, endedOn, cancelledOn } = campaign;
              const days = { plannedFromOn, plannedToOn, startedOn, endedOn, cancelledOn };
              const own = { id, name, nameEn, objective, approach, managementStep, personInCharge };
              return { ...own, ...days, ...againstPlan(campaign, today) };
            }),
            events: eventsIn(db, { office, ...span, today, shown: null }).map(
              ({ id, kind, name, nameEn, startsOn, endsOn }) => ({ id, kind, name, nameEn, startsOn, endsOn }),
            ),
            days: daysCounted(db, actor, office, span),
          },
          200,
        );
      },
    )
    .openapi(
      createRoute({
        method: 'get',
        path: '/campaigns.ics',
        tags: ['programme'],
        summary: 'The plans of campaigns as an iCalendar file',
        description: 'It can be imported again: what was moved in another program moves the plan here.',
        request: { query: z.object({ office: OfficeText }) },
        responses: {
          200: {
            content: { 'text/calendar; charset=utf-8': { schema: z.string() } },
            description: 'A whole-day event for each campaign; its end is the first day after it.',
          },
        },
      }),
      async (c) => {
        const { office } = officeOf(c.req.valid('query').office);
        requireOffice(c.get('actor'), office.id);
        const list = calendarCampaigns(db, office.id, { from: '0001-01-01', to: '9999-12-31' });
        const text = await icalendarOf(list, office, programmeWords(db, 'audiences'), languageOf(c), now());
        c.header('Content-Type', 'text/calendar; charset=utf-8');
        c.header('Content-Disposition', `attachment; filename="tilik-kalender-${office.id}.ics"`);
        c.header('Cache-Control', 'no-store');
        return c.body(text, 200);
      },
    )
    .openapi(
      createRoute({
        method: 'post',
        path: '/calendar/links',
        tags: ['programme'],
        summary: 'Make a link that a calendar program can subscribe to, until a day',
        request: { body: { required: true, content: { 'application/json': { schema: LinkBody } } } },
        responses: {
          201: json(
            z.object({ id: z.string(), path: z.string(), expiresOn: z.string() }).openapi('CalendarLink'),
            'The path holds the secret and is told this once: only its hash is kept. It is ended as any shared link.',
          ),
        },
      }),
      (c) => {
        const actor = c.get('actor');
        const { name, office: asked, expiresOn } = c.req.valid('json');
        const { office, today } = officeOf(asked ?? actor.officeId ?? undefined);
        requireOffice(actor, office.id);
        const latest = addDays(today, livesMax);
        if (expiresOn < today || expiresOn > latest) {
          const facts = { from: today, to: latest };
          throw new ProblemError(400, 'bad-request', {
            issues: [{ field: 'expiresOn', code: 'expires-out-of-range', facts }],
          });
        }
        const token = randomBytes(tokenBytes).toString('base64url');
        const link: ShareLink = {
          id: randomUUID(),
          tokenHash: tokenHash(token),
          name,
          officeId: office.id,
          page: calendarPage,
          search: '',
          fromOn: addMonths(`${today.slice(0, 4)}-01-01`, -12),
          toOn: addMonths(`${expiresOn.slice(0, 4)}-12-31`, 12),
          createdBy: actor.id,
          createdAt: now().toISOString(),
          expiresAt: instantOfWallClock(`${addDays(expiresOn, 1)}T00:00`, office.zone).toISOString(),
          revokedAt: null,
          lastUsedAt: null,
        };
        keepShare(db, byOf(c, now()), link);
        return c.json({ id: link.id, path: `/kalender/${token}.ics`, expiresOn }, 201);
      },
    );
};
