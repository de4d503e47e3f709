import './evidence.css';
import { piecesOf } from './pieces.ts';
import type { FoundText as Text } from './queries.ts';

/** A text with what was found in it marked. It is text, whatever stands in it. */
export function FoundText({ found }: { found: Text }) {
  return piecesOf(found).map(({ at, text, isFound }) =>
    isFound ? (
      <mark key={at} className="found">
        {text}
      </mark>
    ) : (
      <span key={at}>{text}</span>
    ),
  );
}
