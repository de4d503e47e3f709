import { createHash } from 'node:crypto';
import type { ShareLink } from '@tilik/db/schema';
import type { Actor } from './actor.ts';

/** The pages that a link can show, as the places name them. */
export const sharedPages = ['/', '/kanal', '/kampanye/:id'] as const;
/** What a link to the calendar for other programs keeps as its page: no browser opens it. */
export const calendarPage = '/kalender.ics';

export type SharedPage = (typeof sharedPages)[number];

/** Which page a path is, and of which campaign; undefined where it is none that can be shared. */
export function sharedPageOf(path: string): { readonly page: SharedPage; readonly id: string | null } | undefined {
  if (path === '/' || path === '/kanal') return { page: path, id: null };
  const [, text] = /^\/kampanye\/([A-Za-z0-9._~%-]+)$/.exec(path) ?? [];
  if (text === undefined) return undefined;
  try {
    return { page: '/kampanye/:id', id: decodeURIComponent(text) };
  } catch {
    return undefined;
  }
}

/** What is kept of the secret in a link. It has 256 random bits, so one round of hashing is enough. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/** The cookie by which a browser that opened a link is known again. */
export const shareCookie = 'tilik_share';

/** Whether a link still shows anything. */
export const isOpen = ({ revokedAt, expiresAt }: ShareLink, now: Date): boolean =>
  revokedAt === null && expiresAt > now.toISOString();

/** Whom a link lets in: a reader of one view. */
export const actorOfShare = (link: ShareLink): Actor => ({
  id: `share:${link.id}`,
  name: link.name,
  role: 'pembaca',
  officeId: link.officeId,
  view: {
    page: link.page,
    search: link.search,
    fromOn: link.fromOn,
    toOn: link.toOn,
    expiresAt: link.expiresAt,
  },
});

/**
 * The page's query string as the link keeps it: its days and its office are the link's own, so that a view of "the last
 * 12 months" does not move away from them.
 */
export function sharedSearch(
  search: string,
  view: { fromOn: string; toOn: string; office: string | undefined },
): string {
  const params = new URLSearchParams(search);
  params.set('period', 'custom');
  params.set('from', view.fromOn);
  params.set('to', view.toOn);
  if (view.office === undefined) params.delete('office');
  else params.set('office', view.office);
  return params.toString();
}
