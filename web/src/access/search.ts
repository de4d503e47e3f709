import type { Language } from '@tilik/server/client';
import { isDay } from '../ui/days.ts';
import { type SettingsTab, settingsTabs } from './settings-tabs.ts';

type Given = Readonly<Record<string, unknown>>;

const text = (value: unknown, lengthMax = 200): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= lengthMax ? value : undefined;

const day = (value: unknown): string | undefined => (typeof value === 'string' && isDay(value) ? value : undefined);

const whole = <Search extends object>(found: Search): Search =>
  Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined)) as Search;

export interface SignInSearch {
  /** Where one was going; a path of ours. */
  next?: string | undefined;
  /** Sign in although one is signed in: it was long ago. */
  again?: true | undefined;
  /** The other provider of accounts did not let one in. */
  error?: string | undefined;
  lang?: Language | undefined;
}

/** Another site must not be reached by a link to our page: what is no path of ours is as if it did not stand there. */
export function readSignInSearch(search: Given): SignInSearch {
  const next = text(search.next, 2000);
  return whole({
    next: next !== undefined && /^\/(?![/\\])[^\s\\]*$/.test(next) ? next : undefined,
    again: search.again === 'true' || search.again === true ? (true as const) : undefined,
    error: text(search.error),
  });
}

/** The secret of a link that was sent to somebody. */
export function readTokenSearch(search: Given): { token?: string | undefined; lang?: Language | undefined } {
  return whole({ token: text(search.token, 500) });
}

/** What the page of settings shows is in its URL: the tab, and what the audit trail is searched for. */
export interface SettingsSearch {
  tab?: SettingsTab | undefined;
  actor?: string | undefined;
  act?: string | undefined;
  noun?: string | undefined;
  key?: string | undefined;
  text?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  lang?: Language | undefined;
}

export function readSettingsSearch(search: Given): SettingsSearch {
  return whole({
    tab: settingsTabs.find(({ tab }) => tab === search.tab)?.tab,
    actor: text(search.actor),
    act: text(search.act, 60),
    noun: text(search.noun, 60),
    key: text(search.key, 1000),
    text: text(search.text),
    from: day(search.from),
    to: day(search.to),
  });
}
