import type { Fields, FieldValue } from './queries.ts';

interface Difference {
  readonly field: string;
  readonly from: FieldValue | undefined;
  readonly to: FieldValue | undefined;
}

const text = (value: FieldValue | undefined): string => (value === undefined ? 'null' : JSON.stringify(value));

/** The fields in which two states of a row differ; none of them there is nothing everywhere. */
export function differences(from: Fields | null, to: Fields | null): Difference[] {
  const fields = new Set([...Object.keys(from ?? {}), ...Object.keys(to ?? {})]);
  return [...fields]
    .map((field) => ({ field, from: from?.[field], to: to?.[field] }))
    .filter((difference) => text(difference.from) !== text(difference.to));
}

/** Of what a form has now the fields that are others than it was opened with, and what they were. */
export function changedFields(was: Fields, now: Fields): { fields: Fields; was: Fields } {
  const changed = Object.keys(now).filter((field) => text(was[field]) !== text(now[field]));
  return {
    fields: Object.fromEntries(changed.map((field) => [field, now[field] ?? null])),
    was: Object.fromEntries(changed.map((field) => [field, was[field] ?? null])),
  };
}
