import type { useWords } from '../language.ts';
import type { Words } from '../programme-words.ts';

/** The name of a purpose or an audience; of those whom nobody recorded it says so. */
export const groupName = (group: string, words: Pick<Words, 'nameOf'>, t: ReturnType<typeof useWords>): string =>
  group === 'unknown' ? t('audiences.unknown') : words.nameOf(group);
