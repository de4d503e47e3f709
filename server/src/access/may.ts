import type { Role } from '@tilik/db/vocabulary';
import type { Actor } from './actor.ts';
import { places } from './places.ts';
import { sharedPageOf } from './shares.ts';

/** A place that is not open to somebody, and to whom it is. */
export interface ClosedPlace {
  readonly place: string;
  readonly roles: readonly Role[];
}

/**
 * What is open to an actor and what is not, by the names of the places: a page offers what is open, and says of the rest
 * who may. Which office a request concerns is no part of it.
 */
export function openPlaces({ role, view }: Actor): { readonly may: string[]; readonly closed: ClosedPlace[] } {
  const page = view && sharedPageOf(view.page)?.page;
  const may: string[] = [];
  const closed: ClosedPlace[] = [];
  for (const [place, { roles, shared }] of Object.entries(places)) {
    const isShown = page !== undefined && shared?.includes(page) === true;
    if (roles === 'everyone' || (view ? isShown : roles.includes(role))) may.push(place);
    else closed.push({ place, roles });
  }
  return { may, closed };
}
