import type { Db } from '@tilik/db/open';
import { type Theme, themes } from '@tilik/db/schema';
import type { EvidenceKind } from '@tilik/db/vocabulary';
import { asc } from 'drizzle-orm';
import type { Day, Span } from '../day.ts';
import { foundMarks } from './question.ts';

/** What notes can be narrowed to. */
export interface NotesAsked {
  readonly officeId: string;
  readonly from?: Day | undefined;
  readonly to?: Day | undefined;
  readonly theme?: string | undefined;
  readonly kind?: EvidenceKind | undefined;
  readonly campaign?: string | undefined;
  readonly channel?: string | undefined;
  readonly activity?: string | undefined;
}

/** A note without its text; in title and extract stand the marks of what was found. */
export interface NoteFound {
  readonly id: string;
  readonly kind: EvidenceKind;
  readonly notedOn: Day;
  readonly title: string;
  readonly extract: string;
  readonly themes: readonly string[];
  readonly informant: string | null;
  readonly campaign: string | null;
  readonly channel: string | null;
  readonly activity: string | null;
}

/** Tokens that an extract of a note has. */
const extractTokens = 40;
/** A word in the title weighs as much as so many in the text. */
const titleWeight = 4;
/** Characters of a note's beginning, where nothing was searched for. */
const beginningCharacters = 240;

/**
 * The notes that a question finds, the fitting ones first; without a question all of them, the latest first. `question`
 * is in the language of the index.
 */
export function notesFound(
  db: Db,
  asked: NotesAsked,
  question: string | null,
  limit: number,
): { readonly total: number; readonly notes: NoteFound[] } {
  const conditions = [
    'evidence.office_id = @officeId',
    ...(asked.from === undefined ? [] : ['evidence.noted_on >= @from']),
    ...(asked.to === undefined ? [] : ['evidence.noted_on <= @to']),
    ...(asked.kind === undefined ? [] : ['evidence.kind = @kind']),
    ...(asked.campaign === undefined ? [] : ['evidence.campaign_id = @campaign']),
    ...(asked.channel === undefined ? [] : ['evidence.channel_id = @channel']),
    ...(asked.activity === undefined ? [] : ['evidence.activity_id = @activity']),
    ...(asked.theme === undefined ? [] : ['EXISTS (SELECT 1 FROM json_each(evidence.themes) WHERE value = @theme)']),
    ...(question === null ? [] : ['evidence_words MATCH @question']),
  ].join(' AND ');
  const from = question === null ? 'evidence' : 'evidence_words JOIN evidence ON evidence.id = evidence_words.id';
  const parameters = {
    ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined)),
    ...(question === null ? {} : { question }),
  };
  const total = Number(db.$client.prepare(`SELECT COUNT(*) FROM ${from} WHERE ${conditions}`).pluck().get(parameters));
  const [opens, closes] = foundMarks;
  const rows = db.$client
    .prepare(
      `SELECT evidence.id, evidence.kind, evidence.noted_on AS notedOn,
              ${question === null ? 'evidence.title' : 'highlight(evidence_words, 1, @opens, @closes)'} AS title,
              ${
                question === null
                  ? `IIF(LENGTH(evidence.content) > ${beginningCharacters}, RTRIM(SUBSTR(evidence.content, 1, ${beginningCharacters})) || '…', evidence.content)`
                  : `snippet(evidence_words, 2, @opens, @closes, '…', ${extractTokens})`
              } AS extract,
              evidence.themes, evidence.informant, evidence.campaign_id AS campaign, evidence.channel_id AS channel,
              evidence.activity_id AS activity
       FROM ${from} WHERE ${conditions}
       ORDER BY ${question === null ? '' : `bm25(evidence_words, 0, ${titleWeight}, 1),`} evidence.noted_on DESC, evidence.id
       LIMIT @limit`,
    )
    .all({ ...parameters, limit, ...(question === null ? {} : { opens, closes }) }) as (Omit<NoteFound, 'themes'> & {
    readonly themes: string;
  })[];
  return { total, notes: rows.map((row) => ({ ...row, themes: JSON.parse(row.themes) as string[] })) };
}

/** The codebook in its order. */
export const themeList = (db: Db): Theme[] =>
  db.select().from(themes).orderBy(asc(themes.position), asc(themes.id)).all();

/** How many notes have a theme, by its id, whatever their office. */
export const themeUses = (db: Db, officeId: string): ReadonlyMap<string, number> =>
  new Map(
    db.$client
      .prepare(
        `SELECT theme.value, COUNT(*) FROM evidence, json_each(evidence.themes) AS theme
         WHERE evidence.office_id = ? GROUP BY theme.value`,
      )
      .raw()
      .all(officeId) as [string, number][],
  );

/** Day and themes of every note of an office in a span. */
export const codedNotes = (
  db: Db,
  officeId: string,
  { from, to }: Span,
): { readonly notedOn: Day; readonly themes: readonly string[] }[] =>
  (
    db.$client
      .prepare('SELECT noted_on, themes FROM evidence WHERE office_id = ? AND noted_on BETWEEN ? AND ?')
      .raw()
      .all(officeId, from, to) as [Day, string][]
  ).map(([notedOn, codes]) => ({ notedOn, themes: JSON.parse(codes) as string[] }));
