import type { Db } from '@tilik/db/open';
import { imports, type NotedInquiry, notedInquiries } from '@tilik/db/schema';
import { eq } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { enterCells } from '../entry/by-hand.ts';
import { ProblemError } from '../problem.ts';
import { closedMonths } from '../quality/closures.ts';
import { type CountsOfNotes, countsOf } from './counts-of-notes.ts';
import { countsNotes, type DayKey, dayFigure, noteById, notesOf } from './queries.ts';

/** A question as it is noted: never a word of what was asked, nor of who asked it. */
export interface Noted extends DayKey {
  readonly answered: boolean;
  readonly answerMinutes: number | null;
}

const inWriting = <Value>(db: Db, work: () => Value): Value => db.transaction(work, { behavior: 'immediate' });

function requireOpenMonth(db: Db, { officeId, askedOn }: Pick<DayKey, 'officeId' | 'askedOn'>): void {
  if (!closedMonths(db)(officeId, askedOn)) return;
  throw new ProblemError(409, 'note-month-closed', { facts: { month: askedOn.slice(0, 7) } });
}

const told = ({ channelId, topic, askedOn, answered, answerMinutes }: NotedInquiry | Noted) => ({
  channelId,
  topic,
  askedOn,
  answered,
  answerMinutes,
});

/** Notes one question and puts the day's count in step with it, both or neither. */
export const noteInquiry = (db: Db, by: By, noted: Noted): NotedInquiry =>
  inWriting(db, () => {
    requireOpenMonth(db, noted);
    const { officeId } = noted;
    const note = db
      .insert(notedInquiries)
      .values({ ...noted, actor: by.actor.id, notedAt: by.now.toISOString() })
      .returning()
      .get();
    writeAudit(db, by, { act: 'noted', noun: 'noted-inquiry', key: String(note.id), officeId, became: told(note) });
    keepDayInStep(db, by, note);
    return note;
  });

/** A note as it stands inside the transaction: another person may just have taken it back. */
function standing(db: Db, id: number): NotedInquiry {
  const note = noteById(db, id);
  if (!note) throw new ProblemError(404, 'no-such-note', { facts: { id: String(id) } });
  requireOpenMonth(db, note);
  return note;
}

/** Notes that a question was answered after all, and after how many minutes where that is known. */
export const answerNote = (db: Db, by: By, id: number, answerMinutes: number | null): NotedInquiry =>
  inWriting(db, () => {
    const note = standing(db, id);
    if (note.answered && (note.answerMinutes !== null || answerMinutes === null)) {
      throw new ProblemError(409, 'note-answered', { facts: { id: String(id) } });
    }
    const answered = db
      .update(notedInquiries)
      .set({ answered: true, answerMinutes })
      .where(eq(notedInquiries.id, id))
      .returning()
      .get();
    const { officeId } = note;
    writeAudit(db, by, {
      act: 'answered',
      noun: 'noted-inquiry',
      key: String(id),
      officeId,
      was: told(note),
      became: told(answered),
    });
    keepDayInStep(db, by, answered);
    return answered;
  });

/** Takes a note back that was made by mistake; the row is kept, marked. */
export const removeNote = (db: Db, by: By, id: number): void =>
  inWriting(db, () => {
    const note = standing(db, id);
    const { officeId } = note;
    db.update(notedInquiries).set({ removedAt: by.now.toISOString() }).where(eq(notedInquiries.id, id)).run();
    writeAudit(db, by, { act: 'taken-back', noun: 'noted-inquiry', key: String(id), officeId, was: told(note) });
    keepDayInStep(db, by, note);
  });

/**
 * Says the day's count anew from its notes, through the same door as a cell that is typed, so that charts, quality and
 * the closing of a month see it. A count that a file, a program or a person gave stands as it is: it may hold the noted
 * questions as well as others, so that neither adding nor replacing would be right. The page shows both.
 */
function keepDayInStep(db: Db, by: By, { officeId, channelId, topic, askedOn }: DayKey): void {
  const key = { officeId, channelId, topic, askedOn };
  const present = dayFigure(db, key);
  if (present && present.origin !== 'notes') return;
  const notes = notesOf(db, officeId, { from: askedOn, to: askedOn }).filter(
    (note) => note.channelId === channelId && note.topic === topic,
  );
  const counts: CountsOfNotes | { [field in keyof CountsOfNotes]: null } = countsOf(notes) ?? {
    received: null,
    answered: null,
    answerMinutes: null,
  };
  const figure = [officeId, channelId, topic, 'day', askedOn];
  const { importId, cells } = enterCells(
    db,
    (['received', 'answered', 'answerMinutes'] as const).map((field) => ({
      noun: 'inquiries' as const,
      key: figure,
      field,
      value: counts[field],
    })),
    by,
  );
  const refused = cells.find(({ state }) => state === 'refused');
  if (refused) throw new Error(`the count of ${figure.join(' ')} was refused: ${refused.reason?.code}`);
  if (importId === null) return;
  const { answers } = db.select({ answers: imports.answers }).from(imports).where(eq(imports.id, importId)).get() ?? {};
  db.update(imports)
    .set({ answers: { ...answers, ...countsNotes } })
    .where(eq(imports.id, importId))
    .run();
}
