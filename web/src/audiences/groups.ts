import { audiences, type Label, type Language, purposes } from '@tilik/server/client';
import type { useWords } from '../language.ts';

const names: Readonly<Record<'purposes' | 'audiences', Readonly<Record<string, { readonly label: Label }>>>> = {
  purposes,
  audiences,
};

/** The name of a purpose or an audience; of those whom nobody recorded it says so. */
export const groupName = (
  group: string,
  by: 'purposes' | 'audiences',
  t: ReturnType<typeof useWords>,
  language: Language,
): string => names[by][group]?.label[language] ?? t('audiences.unknown');
