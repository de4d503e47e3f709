import { type EvidenceKind, evidenceKinds, type Language } from '@tilik/server/client';
import type { Theme } from './queries.ts';

export const noteKindName = (kind: string, language: Language): string =>
  evidenceKinds[kind as EvidenceKind]?.label[language] ?? kind;

export const themeName = ({ name, nameEn }: Pick<Theme, 'name' | 'nameEn'>, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;

export function themeNameIn(
  themes: readonly Pick<Theme, 'id' | 'name' | 'nameEn'>[],
  id: string,
  language: Language,
): string {
  const theme = themes.find((each) => each.id === id);
  return theme ? themeName(theme, language) : id;
}
