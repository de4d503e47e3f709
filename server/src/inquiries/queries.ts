import type { Db } from '@tilik/db/open';
import { imports, inquiries, type NotedInquiry, notedInquiries } from '@tilik/db/schema';
import { type Grain, wholeTotal } from '@tilik/db/vocabulary';
import { and, between, eq, isNull } from 'drizzle-orm';
import type { Day, Span } from '../day.ts';
import { handFormat } from '../entry/queries.ts';

/** Where a count of questions is from: a file or a program, a cell that was typed, or the notes of the quick form. */
export const countOrigins = ['file', 'typed', 'notes'] as const;
export type CountOrigin = (typeof countOrigins)[number];

/** The answer that is kept beside an import which counts notes. */
export const countsNotes = { notes: 'counted' } as const;

/** Questions of one channel in one day or month, of one topic or of all of them (`all`). */
export interface InquiryFigure {
  readonly channel: string;
  readonly topic: string;
  readonly grain: Grain;
  readonly on: Day;
  readonly received: number;
  /** Null: not known how many were answered. */
  readonly answered: number | null;
  /** Median minutes as the figure gives it; null where it gives none. */
  readonly minutes: number | null;
  readonly origin: CountOrigin;
  readonly file: string;
}

const originOf = (format: string, answers: Readonly<Record<string, string>>): CountOrigin => {
  if (format !== handFormat) return 'file';
  return answers.notes === countsNotes.notes ? 'notes' : 'typed';
};

const figureColumns = {
  channel: inquiries.channelId,
  topic: inquiries.topic,
  grain: inquiries.grain,
  on: inquiries.periodOn,
  received: inquiries.received,
  answered: inquiries.answered,
  minutes: inquiries.answerMinutes,
  file: imports.fileName,
  format: imports.format,
  answers: imports.answers,
};

/** Every count of questions of an office whose day, or whose month's first day, lies in the span. */
export const inquiryFigures = (db: Db, officeId: string, { from, to }: Span): InquiryFigure[] =>
  db
    .select(figureColumns)
    .from(inquiries)
    .innerJoin(imports, eq(imports.id, inquiries.importId))
    .where(and(eq(inquiries.officeId, officeId), between(inquiries.periodOn, from, to)))
    .orderBy(inquiries.periodOn, inquiries.channelId, inquiries.topic)
    .all()
    .map(({ format, answers, ...figure }) => ({ ...figure, origin: originOf(format, answers) }));

/** A day's counts by channel and topic. */
export interface DayKey {
  readonly officeId: string;
  readonly channelId: string;
  readonly topic: string;
  readonly askedOn: Day;
}

/** What is said of a day, a channel and a topic now; undefined where nothing is. */
export function dayFigure(db: Db, { officeId, channelId, topic, askedOn }: DayKey): InquiryFigure | undefined {
  const found = db
    .select(figureColumns)
    .from(inquiries)
    .innerJoin(imports, eq(imports.id, inquiries.importId))
    .where(
      and(
        eq(inquiries.officeId, officeId),
        eq(inquiries.channelId, channelId),
        eq(inquiries.topic, topic),
        eq(inquiries.grain, 'day'),
        eq(inquiries.periodOn, askedOn),
      ),
    )
    .get();
  if (!found) return undefined;
  const { format, answers, ...figure } = found;
  return { ...figure, origin: originOf(format, answers) };
}

/** The notes of an office in a span that were not taken back, in the order they were made. */
export const notesOf = (db: Db, officeId: string, { from, to }: Span): NotedInquiry[] =>
  db
    .select()
    .from(notedInquiries)
    .where(
      and(
        eq(notedInquiries.officeId, officeId),
        between(notedInquiries.askedOn, from, to),
        isNull(notedInquiries.removedAt),
      ),
    )
    .orderBy(notedInquiries.id)
    .all();

/** A note that was not taken back. */
export const noteById = (db: Db, id: number): NotedInquiry | undefined =>
  db
    .select()
    .from(notedInquiries)
    .where(and(eq(notedInquiries.id, id), isNull(notedInquiries.removedAt)))
    .get();

/** Whether a figure is of one topic. */
export const isOfTopic = ({ topic }: Pick<InquiryFigure, 'topic'>): boolean => topic !== wholeTotal;
