import type { ProgrammeList } from '@tilik/db/vocabulary';
import type { Day } from '../../day.ts';
import { plainName, type Read, readCode } from '../cells.ts';
import { personalTextIn } from '../personal-text.ts';
import type { TemplateColumn, TemplateRow } from './template.ts';

/** What the templates of the programme's lists have in common: ids, offices, days, text that persons write, lists. */

/** Rules, fees and plans are known of before they begin. */
export const farAhead = '9999-12-31';

export const officeColumn = {
  header: { id: 'kantor', en: 'office' },
  example: { id: 'bandung', en: 'bandung' },
} as const satisfies TemplateColumn;

/** A name as an id: small letters, figures and hyphens. */
export const slug = (text: string): string =>
  plainName(text)
    .normalize('NFD')
    .replaceAll(/[^a-z0-9 ]/g, '')
    .trim()
    .replaceAll(/ +/g, '-');

/** The id of a thing that nobody gave one, made of words that tell it from others. */
export const slugOf = (...words: string[]): string => slug(words.join(' ')).slice(0, 80).replace(/-$/, '');

/** The id in a cell that must have one. */
export function readId<Field extends string>({ text, label, reader }: TemplateRow<Field>, field: Field): string {
  const id = slug(text(field));
  if (id === '') reader.take(label(field), { ok: false, reason: 'missing' });
  return id;
}

/** The office of a row; that of the import where the row names none. */
export const readOffice = <Field extends string>(
  { text, label, reader, context }: TemplateRow<Field>,
  field: Field,
): string | undefined =>
  text(field).trim() === ''
    ? context.office.id
    : reader.take(
        label(field),
        readCode(text(field), context.offices, 'unknown-office', [...new Set(context.offices.values())]),
      );

/** Refuses a row whose id is already that of a thing of another office. */
export function refuseOtherOffice<Field extends string>(
  { label, reader, context }: TemplateRow<Field>,
  field: Field,
  noun: 'campaigns' | 'activities' | 'evidence',
  { id, officeId }: { id: string; officeId: string | undefined },
): void {
  const owner = officeId === undefined ? undefined : context.programme.officeOf(noun, id);
  if (owner === undefined || owner === officeId) return;
  reader.take(label(field), { ok: false, reason: 'id-of-other-office', facts: { value: id, office: owner } });
}

/** A day that may be left empty; undefined and an issue where it is no day. */
export function optionalDay<Field extends string>(
  { text, label, period, reader }: TemplateRow<Field>,
  field: Field,
  latest: Day,
): Day | null | undefined {
  const written = text(field).trim();
  if (written === '') return null;
  const found = period(field, latest);
  return found?.grain === 'month'
    ? reader.take(label(field), { ok: false, reason: 'not-a-day', facts: { value: written } })
    : found?.periodOn;
}

/** A day that must be there. */
export function requiredDay<Field extends string>(row: TemplateRow<Field>, field: Field, latest: Day): Day | undefined {
  const day = optionalDay(row, field, latest);
  if (day === null) row.reader.take(row.label(field), { ok: false, reason: 'missing' });
  return day ?? undefined;
}

/** Refuses an end before its start. */
export function refuseReversed<Field extends string>(
  { label, reader }: TemplateRow<Field>,
  field: Field,
  from: Day | null | undefined,
  to: Day | null | undefined,
): void {
  if (from && to && to < from) {
    reader.take(label(field), { ok: false, reason: 'ends-before-start', facts: { from, to } });
  }
}

/** How long text of a kind may be. */
export const charactersMax = { name: 300, remark: 2000, content: 10_000 } as const;

interface TextRule {
  readonly max: number;
  readonly required?: boolean;
  /** Nothing of a single person may stand in it. */
  readonly ofNoPerson?: boolean;
}

/** Text as a person writes it, trimmed; null where there is none. */
export function readText<Field extends string>(
  { text, label, reader }: TemplateRow<Field>,
  field: Field,
  { max, required, ofNoPerson }: TextRule,
): string | null {
  const written = text(field).trim();
  if (written === '') {
    if (required) reader.take(label(field), { ok: false, reason: 'missing' });
    return null;
  }
  if (written.length > max) {
    reader.take(label(field), { ok: false, reason: 'too-long', facts: { count: written.length, limit: max } });
  }
  if (ofNoPerson) {
    for (const { kind, example } of personalTextIn(written)) {
      reader.take(label(field), { ok: false, reason: `remark-${kind}`, facts: { value: example } });
    }
  }
  return written;
}

/** Codes parted by `|`, each once. */
export function readCodes<Code extends string>(
  text: string,
  codes: ReadonlyMap<string, Code>,
  reason: string,
): Read<Code[]> {
  const list: Code[] = [];
  for (const part of text.split('|').filter((name) => name.trim() !== '')) {
    const read = readCode(part, codes, reason, [...new Set(codes.values())]);
    if (!read.ok) return read;
    if (!list.includes(read.value)) list.push(read.value);
  }
  return { ok: true, value: list };
}

const unknownWord = {
  audiences: 'unknown-audience',
  purposes: 'unknown-purpose',
  topics: 'unknown-topic',
} as const satisfies Record<ProgrammeList, string>;

/** The word of a list that a cell names, or one that stands for none of them. */
export function readWord<Field extends string>(
  { text, label, reader, context }: TemplateRow<Field>,
  field: Field,
  list: ProgrammeList,
  others: ReadonlyMap<string, string> = new Map(),
): string | undefined {
  const { byName, codes } = context.words[list];
  const written = text(field);
  const other = others.get(written) ?? others.get(plainName(written));
  if (other !== undefined) return other;
  const known = () => [...new Set([...codes, ...others.values()])];
  return reader.take(label(field), readCode(written, byName, unknownWord[list], known));
}

/** Words of a list parted by `|`, each once. */
export const readWords = <Field extends string>(
  { text, label, reader, context }: TemplateRow<Field>,
  field: Field,
  list: ProgrammeList,
): string[] | undefined =>
  reader.take(label(field), readCodes(text(field), context.words[list].byName, unknownWord[list]));

/** The campaign of the office that a cell names, by id or by name; null where it names none. */
export function readCampaign<Field extends string>(
  { text, label, reader, context }: TemplateRow<Field>,
  field: Field,
  officeId: string | undefined,
): string | null | undefined {
  const written = text(field).trim();
  if (written === '') return null;
  if (officeId === undefined) return undefined;
  const id = context.programme.campaignNamed(written, officeId);
  return id ?? reader.take(label(field), { ok: false, reason: 'unknown-campaign', facts: { value: written } });
}

/** The channel that a cell names; null where it names none. */
export function readChannel<Field extends string>(
  { text, label, reader, context }: TemplateRow<Field>,
  field: Field,
): string | null | undefined {
  if (text(field).trim() === '') return null;
  const known = () => context.channelList.map(({ id }) => id);
  return reader.take(label(field), readCode(text(field), context.channels, 'unknown-channel', known));
}
