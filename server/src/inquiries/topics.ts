import type { WordList } from '../offices/programme-words.ts';
import { ProblemError } from '../problem.ts';

/** Refuses a topic that is not in the list. */
export function requireTopic({ codes }: Pick<WordList, 'codes'>, topic: string): void {
  if (codes.includes(topic)) return;
  throw new ProblemError(400, 'bad-request', {
    issues: [{ field: 'topic', code: 'unknown-topic', facts: { value: topic, known: codes.join(', ') } }],
  });
}
