import {
  IconArrowsHorizontal,
  IconCircleCheckFilled,
  IconCircleDashed,
  IconCircleHalf2,
  type TablerIcon,
} from '@tabler/icons-react';
import type { Verdict } from './queries.ts';

/** Each verdict has a shape of its own; the word stands beside it always. */
const marks: Readonly<Record<Verdict, TablerIcon>> = {
  SUPPORTED: IconCircleCheckFilled,
  SUGGESTIVE: IconCircleHalf2,
  'NOT DISTINGUISHABLE': IconArrowsHorizontal,
  'NOT COMPUTED': IconCircleDashed,
};

/** A verdict as word and shape. */
export function VerdictMark({ verdict, word, isLarge = false }: { verdict: Verdict; word: string; isLarge?: boolean }) {
  const Mark = marks[verdict];
  return (
    <span className={`verdict${isLarge ? ' verdict-large' : ''}`} data-verdict={verdict}>
      <Mark size={isLarge ? 22 : 17} aria-hidden />
      <span>{word}</span>
    </span>
  );
}
