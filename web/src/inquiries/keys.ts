/** What a key does in the form: it chooses the topic of that number, or notes the question. */
export type KeyAct =
  | { readonly kind: 'topic'; readonly index: number }
  | { readonly kind: 'note'; readonly answered: boolean };

/** Topics beyond these have no key of their own. */
export const keyedTopics = 9;

/**
 * Digits choose a topic, `+` notes an answered question and `-` one that is not answered yet: all of it lies on the
 * number pad. Keys with Ctrl, Alt or Meta are the browser's own.
 */
export function keyAct(
  { key, ctrlKey, altKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  topics: number,
): KeyAct | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (key === '+') return { kind: 'note', answered: true };
  if (key === '-') return { kind: 'note', answered: false };
  if (!/^[1-9]$/.test(key) || Number(key) > topics) return undefined;
  return { kind: 'topic', index: Number(key) - 1 };
}
