import './switching.css';
import { useLanguage, useWords } from '../language.ts';
import { formatPeriod } from '../ui/format.ts';
import { armStyle, blocksOf, type StripWeek } from './weeks.ts';

/** The weeks of a schedule, block by block, each with what is on. */
export function WeekStrip({
  weeks,
  arms,
  nameOf,
  today,
}: {
  weeks: readonly (StripWeek & { readonly to: string })[];
  arms: readonly string[];
  nameOf: (arm: string) => string;
  today: string;
}) {
  const t = useWords();
  const language = useLanguage();
  return (
    <ol className="strip" aria-label={t('switching.strip')}>
      {blocksOf(weeks).map(({ block, weeks: own }) => (
        <li key={block}>
          <ol className="strip-block" aria-label={t('switching.block', { block })}>
            {own.map(({ from, to, arm }) => (
              <li
                key={from}
                className={`strip-week strip-${armStyle(arm, arms)}${from <= today && today <= to ? ' strip-now' : ''}`}
              >
                <b>{nameOf(arm)}</b>
                {formatPeriod(from, 'week', language)}
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}
