import { createHash, randomUUID } from 'node:crypto';
import type { Db } from '@tilik/db/open';
import { type By, writeAudit } from '../access/audit.ts';
import { readCount } from '../ingest/cells.ts';
import { sheetOf } from '../ingest/decode.ts';
import { nouns } from '../ingest/figures.ts';
import type { Context, Recognition } from '../ingest/format.ts';
import { contextOf, importSheets } from '../ingest/import-file.ts';
import type { RowOutcome } from '../ingest/plan.ts';
import { inTransaction } from '../ingest/store.ts';
import type { IssueFacts } from '../problem.ts';
import { closedMonths } from '../quality/closures.ts';
import { cellText, type EntryNoun, recogniseRows, templateOf } from './batch.ts';
import { type EntryField, fieldPosition, grainOf, periodIn } from './grid.ts';
import { forgetTyped, handFormat, keyText, sayingsOf } from './queries.ts';

/** One cell as a person left it. Blank and `-` say what null says: nothing is reported. */
interface TypedCell {
  readonly noun: EntryNoun;
  readonly key: readonly string[];
  readonly field: EntryField;
  readonly value: string | number | null;
}

/** What became of a cell. */
interface CellOutcome {
  readonly state: 'saved' | 'unchanged' | 'refused';
  readonly reason?: IssueFacts;
}

interface EntryOutcome {
  readonly importId: number | null;
  /** In the order of the cells. */
  readonly cells: readonly CellOutcome[];
}

type Values = readonly (number | null)[];

/** Parts of a key by the names that the noun's template gives them. */
function rowOf(noun: EntryNoun, key: readonly string[], values: Values): Record<string, unknown> {
  const periodOn = periodIn(noun, key);
  const date = grainOf(noun, key) === 'month' ? periodOn.slice(0, 7) : periodOn;
  const whole = (part: string | undefined) => (part === 'all' ? '' : part);
  switch (noun) {
    case 'readings':
      return { date, office: key[0], channel: key[1], metric: key[2], value: values[0] };
    case 'applicants': {
      const [office, , , type, variant, request, purpose, servicePoint] = key;
      return {
        date,
        office,
        passport_type: type,
        variant: whole(variant),
        request: whole(request),
        purpose: whole(purpose),
        service_point: whole(servicePoint),
        applicants: values[0],
      };
    }
    case 'sources':
      return { date, office: key[0], source: key[3], passport_type: key[4], applicants: values[0] };
    case 'inquiries':
      return {
        date,
        office: key[0],
        channel: key[1],
        topic: key[2],
        received: values[0],
        answered: values[1],
        answer_minutes: values[2],
      };
  }
}

/** Values under which every noun has a figure, to find out whether a key can have one. */
const keyProbe: Values = [0, null, null];

/** What the noun's template makes of a key with values: a figure, or why there can be none. */
function readFigure(
  noun: EntryNoun,
  key: readonly string[],
  values: Values,
  context: Context,
): { kind: 'figure'; outcome: RowOutcome } | { kind: 'refused'; reason: IssueFacts } {
  if (key.length !== nouns[noun].key.length) return { kind: 'refused', reason: { code: 'not-a-key' } };
  const fields = rowOf(noun, key, values);
  const { recognition } = recogniseRows(noun, [{ line: 1, original: JSON.stringify(fields), fields }]);
  const [outcome] = recognition.read(context);
  if (outcome?.kind === 'rejected') {
    const [issue] = outcome.issues;
    return {
      kind: 'refused',
      reason: { code: issue?.reason ?? 'not-a-key', ...(issue?.facts ? { facts: issue.facts } : {}) },
    };
  }
  const isMeant =
    outcome?.kind === 'figures' &&
    outcome.figures.length === 1 &&
    outcome.figures.every((figure) => keyText(figure.key) === keyText(key));
  return outcome && isMeant ? { kind: 'figure', outcome } : { kind: 'refused', reason: { code: 'not-a-key' } };
}

/** Why no figure can have this key, or undefined where one can. */
export function keyProblem(db: Db, noun: EntryNoun, key: readonly string[], now: Date): IssueFacts | undefined {
  const read = readFigure(noun, key, keyProbe, contextOf(db, {}, undefined, now));
  return read.kind === 'refused' ? read.reason : undefined;
}

/** The cells of one figure, and where they stand in what was sent. */
interface Group {
  readonly noun: EntryNoun;
  readonly key: readonly string[];
  readonly cells: { readonly at: number; readonly cell: TypedCell }[];
}

/**
 * Stores what was typed as one import, so that it has a history and can be undone. Each cell is judged by itself, by
 * the same reader as a row of a file; a cell that is refused keeps no other from being stored. An emptied cell takes
 * back what was typed, never what a file said.
 */
export function enterCells(db: Db, cells: readonly TypedCell[], by: By): EntryOutcome {
  const { now, actor } = by;
  const context = contextOf(db, {}, undefined, now);
  const isClosed = closedMonths(db);
  const outcomes: CellOutcome[] = cells.map(() => ({ state: 'unchanged' }));
  const settle = ({ cells: own }: Group, outcome: CellOutcome) => {
    for (const { at } of own) if (outcomes[at]?.state !== 'refused') outcomes[at] = outcome;
  };
  const saved: { group: Group; outcome: RowOutcome }[] = [];
  const takenBack: Group[] = [];
  for (const group of groupsOf(cells, outcomes)) {
    const { noun, key } = group;
    const possible = readFigure(noun, key, keyProbe, context);
    if (possible.kind === 'refused') {
      settle(group, { state: 'refused', reason: possible.reason });
      continue;
    }
    const wanted = wantedOf(db, group, outcomes);
    if (wanted.kind === 'nothing') continue;
    const month = periodIn(noun, key).slice(0, 7);
    if (actor.officeId !== null && actor.officeId !== key[0]) {
      settle(group, {
        state: 'refused',
        reason: { code: 'other-office', facts: { office: key[0] ?? '', own: actor.officeId } },
      });
      continue;
    }
    if (isClosed(key[0] ?? '', periodIn(noun, key))) {
      settle(group, { state: 'refused', reason: { code: 'month-closed', facts: { month } } });
      continue;
    }
    if (wanted.kind === 'take-back') {
      takenBack.push(group);
      continue;
    }
    const read = readFigure(noun, key, wanted.values, context);
    if (read.kind === 'refused') settle(group, { state: 'refused', reason: read.reason });
    else saved.push({ group, outcome: { ...read.outcome, line: saved.length + 1 } });
  }
  // What is typed and what is emptied were sent as one, and are kept as one.
  const importId = inTransaction(db, () => {
    const stored = storeTyped(db, saved, by);
    for (const { noun, key } of takenBack) {
      const was = sayingsOf(db, noun, key).at(-1)?.value;
      forgetTyped(db, noun, key, now.toISOString(), actor.id);
      auditFigure(db, by, 'taken-back', { noun, key, was, became: sayingsOf(db, noun, key).at(-1)?.value });
    }
    return { keep: true, value: stored };
  });
  for (const { group } of saved) settle(group, { state: 'saved' });
  for (const group of takenBack) settle(group, { state: 'saved' });
  return { importId, cells: outcomes };
}

/** Stores what was typed as one import of its own; answers its number. */
function storeTyped(
  db: Db,
  saved: readonly { readonly group: Group; readonly outcome: RowOutcome }[],
  by: By,
): number | null {
  const [first] = saved;
  if (!first) return null;
  const { noun, key } = first.group;
  const text = JSON.stringify(saved.map(({ outcome }) => outcome.original));
  const recognition: Recognition = {
    confidence: 1,
    questions: [],
    ignored: [],
    read: () => saved.map(({ outcome }) => outcome),
  };
  const present = ({ noun: of, key: which }: Group) => sayingsOf(db, of, which).at(-1)?.value;
  return inTransaction(db, () => {
    const was = saved.map(({ group }) => present(group));
    const stored = importSheets(
      db,
      {
        fileName: `entri-${noun}-${periodIn(noun, key).slice(0, 7)}`,
        // No two entries are the same one sent twice: what was typed, taken back and typed again is said anew.
        contentHash: createHash('sha256').update(`${randomUUID()}${text}`).digest('hex'),
        sizeBytes: Buffer.byteLength(text),
        answers: { office: key[0] },
        preview: false,
        strict: true,
        isSample: false,
        format: handFormat,
        tellsEachFigure: true,
      },
      [{ sheet: sheetOf(noun, []), match: { kind: 'recognised', format: templateOf(noun), recognition } }],
      by,
    );
    for (const [index, { group }] of saved.entries()) {
      const { noun: of, key: which } = group;
      auditFigure(db, by, 'entered', { noun: of, key: which, was: was[index], became: present(group) });
    }
    return { keep: true, value: stored.import?.id ?? null };
  });
}

/** Tells the audit trail of one figure that was typed or taken back. */
function auditFigure(
  db: Db,
  by: By,
  act: 'entered' | 'taken-back',
  { noun, key, was, became }: { noun: EntryNoun; key: readonly string[]; was: unknown; became: unknown },
): void {
  writeAudit(db, by, { act, noun, key: keyText(key), officeId: key[0] ?? null, was, became });
}

/** Cells by the figure they belong to. A cell that was sent twice is refused the second time. */
function groupsOf(cells: readonly TypedCell[], outcomes: CellOutcome[]): Group[] {
  const groups = new Map<string, Group>();
  for (const [at, cell] of cells.entries()) {
    const name = `${cell.noun}${keyText(cell.key)}`;
    const group = groups.get(name) ?? { noun: cell.noun, key: cell.key, cells: [] };
    groups.set(name, group);
    const twin = group.cells.find((other) => fieldPosition[other.cell.field] === fieldPosition[cell.field]);
    if (twin) outcomes[at] = { state: 'refused', reason: { code: 'contradicts-line', facts: { line: twin.at + 1 } } };
    else group.cells.push({ at, cell });
  }
  return [...groups.values()];
}

type Wanted =
  | { readonly kind: 'store'; readonly values: Values }
  | { readonly kind: 'take-back' }
  | { readonly kind: 'nothing' };

/** What a figure is to become by its cells. Those that cannot be are refused on the way. */
function wantedOf(db: Db, { noun, key, cells }: Group, outcomes: CellOutcome[]): Wanted {
  const present = sayingsOf(db, noun, key).at(-1);
  const isTyped = present?.origin.format === handFormat;
  const values: (number | null)[] = [...(present?.value ?? [null, null, null])];
  let isTouched = false;
  for (const { at, cell } of cells) {
    const read = readCount(cellText(cell.value));
    const position = fieldPosition[cell.field];
    if (!read.ok) {
      const { reason, facts } = read;
      outcomes[at] = { state: 'refused', reason: { code: reason, ...(facts ? { facts } : {}) } };
    } else if (read.value === null && present && !isTyped && values[position] !== null) {
      outcomes[at] = { state: 'refused', reason: { code: 'from-a-file', facts: { file: present.origin.file } } };
    } else if (values[position] !== read.value) {
      values[position] = read.value;
      isTouched = true;
    }
  }
  if (!isTouched) return { kind: 'nothing' };
  if (values[0] !== null) return { kind: 'store', values };
  // What is said of the answers to questions that nobody counted cannot be kept.
  const homeless = cells.filter(
    ({ at, cell }) =>
      outcomes[at]?.state !== 'refused' && cell.field !== 'received' && values[fieldPosition[cell.field]] !== null,
  );
  for (const { at } of homeless) outcomes[at] = { state: 'refused', reason: { code: 'received-missing' } };
  return homeless.length > 0 && !present ? { kind: 'nothing' } : { kind: 'take-back' };
}
