/** One thing that an act changed, from what to what; undefined where there was, or is, nothing. */
export interface Change {
  /** The name of the field, within others by dots. */
  readonly field: string;
  readonly was: unknown;
  readonly became: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Every value of an object by the path to it; what is no object is one value without a name. */
function valuesOf(value: unknown, path = ''): Map<string, unknown> {
  if (value === null || value === undefined) return new Map();
  if (!isRecord(value)) return new Map([[path, value]]);
  const found = new Map<string, unknown>();
  for (const [name, inner] of Object.entries(value)) {
    const inside = path === '' ? name : `${path}.${name}`;
    if (isRecord(inner)) for (const [field, each] of valuesOf(inner, inside)) found.set(field, each);
    else found.set(inside, inner);
  }
  return found;
}

const isNothing = (value: unknown): boolean =>
  value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);

/** What an act changed: of a thing that was there before and is there after only what differs. */
export function changesOf(was: unknown, became: unknown): Change[] {
  const before = valuesOf(was);
  const after = valuesOf(became);
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((field) => ({ field, was: before.get(field), became: after.get(field) }))
    .filter(({ was: one, became: other }) => JSON.stringify(one ?? null) !== JSON.stringify(other ?? null))
    .filter(({ was: one, became: other }) => !(isNothing(one) && isNothing(other)));
}

/** The parts of a key: an id, or the columns of a natural key that is kept as a JSON array. */
export function keyParts(key: string): string[] {
  try {
    const parts: unknown = JSON.parse(key);
    if (Array.isArray(parts)) return parts.map((part) => (part === null ? '–' : String(part)));
  } catch {
    // An id.
  }
  return [key];
}

/** What is kept of an entry that tells who or what was meant. */
export interface Told {
  readonly actor: string;
  readonly actorName: string;
  readonly noun: string;
  readonly key: string;
  readonly was: unknown;
  readonly became: unknown;
}

const nameIn = (value: unknown): string | undefined =>
  isRecord(value) && typeof value.name === 'string' && value.name !== '' ? value.name : undefined;

/** Letters of an id that is for machines, by which a person tells two of them apart. */
const shownOfId = 8;

/** What the thing of an entry is called: by its name where the entry, or another one at hand, tells it. */
export function thingName(entry: Told, others: readonly Told[]): string {
  const own = nameIn(entry.became) ?? nameIn(entry.was);
  if (own !== undefined) return own;
  const isSame = (other: Told) => other.noun === entry.noun && other.key === entry.key;
  for (const other of others.filter(isSame)) {
    const name = nameIn(other.became) ?? nameIn(other.was);
    if (name !== undefined) return name;
  }
  const actor = others.find((other) => other.actor === `${entry.noun}:${entry.key}`);
  if (actor) return actor.actorName;
  return keyParts(entry.key)
    .map((part) => (/^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(part) ? `${part.slice(0, shownOfId)}…` : part))
    .join(' · ');
}
