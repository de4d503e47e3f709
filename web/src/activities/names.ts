import { activityKinds, type Language, type PrRole, prRoles } from '@tilik/server/client';
import type { Activity } from './queries.ts';

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What an activity is; a platform's own word for its posts stays that. */
export const kindName = (kind: string, language: Language): string =>
  activityKinds[kind as keyof typeof activityKinds]?.label[language] ?? capital(kind);

export const prRoleName = (role: string, language: Language): string =>
  prRoles[role as PrRole]?.label[language] ?? role;

/** Characters of a caption that stand for a title. */
const titleLength = 90;

/** What an activity is called: its title, else how its caption begins, else what it is. */
export function activityTitle(
  { title, caption, kind }: Pick<Activity, 'title' | 'caption' | 'kind'>,
  language: Language,
): string {
  const text = (title ?? caption ?? '').trim().replaceAll(/\s+/g, ' ');
  if (text === '') return kindName(kind, language);
  return text.length > titleLength ? `${text.slice(0, titleLength).trimEnd()} …` : text;
}
