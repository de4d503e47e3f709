import type { Theme } from '@tilik/db/schema';
import type { Day, Span } from '../day.ts';
import { plainName } from '../ingest/cells.ts';
import type { WordList } from '../offices/programme-words.ts';

/** The topic of inquiries that a theme has the name of; undefined where it has that of none. */
export const topicOfTheme = (
  { id, name, nameEn }: Pick<Theme, 'id' | 'name' | 'nameEn'>,
  topics: Pick<WordList, 'byName'>,
): string | undefined =>
  [id, name, nameEn ?? ''].map((text) => topics.byName.get(plainName(text))).find((topic) => topic !== undefined);

/**
 * In how many notes of a month each theme stands. A month without a single note tells nothing of themes: its counts are
 * null and not nought.
 */
export function themesByMonth(
  months: readonly Span[],
  notes: readonly { readonly notedOn: Day; readonly themes: readonly string[] }[],
  themes: readonly string[],
): { readonly notes: number; readonly counts: ReadonlyMap<string, number | null> }[] {
  return months.map(({ from, to }) => {
    const own = notes.filter(({ notedOn }) => notedOn >= from && notedOn <= to);
    return {
      notes: own.length,
      counts: new Map(
        themes.map((theme) => [
          theme,
          own.length === 0 ? null : own.filter(({ themes: codes }) => codes.includes(theme)).length,
        ]),
      ),
    };
  });
}
