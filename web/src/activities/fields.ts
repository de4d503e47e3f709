import { activityKinds } from '@tilik/server/client';
import type { Fields } from '../records/queries.ts';

/** What of an activity a person can fill in. */
type FieldName =
  | 'date'
  | 'time'
  | 'channel'
  | 'kind'
  | 'title'
  | 'caption'
  | 'campaign'
  | 'place'
  | 'attendees'
  | 'materials_handed_out'
  | 'pr_role'
  | 'topics'
  | 'cost'
  | 'permalink';

const always: readonly FieldName[] = ['date', 'time', 'channel', 'kind', 'title', 'campaign'];
const ofEvents: readonly FieldName[] = ['place', 'attendees', 'materials_handed_out'];
const ofPosts: readonly FieldName[] = ['permalink', 'caption'];
const last: readonly FieldName[] = ['pr_role', 'topics', 'cost'];

/** Whether people meet at it. */
export const isMeeting = (kind: string): boolean => kind === 'field-event' || kind === 'forum';

/** A post that a platform's file brought in: what the platform says of it is not typed over. */
export const isOfPlatform = (was: Fields | null): boolean => was !== null && !(String(was.kind) in activityKinds);

/** The fields of the form, in their order. */
export function fieldsOfForm(was: Fields | null, kind: string): FieldName[] {
  if (isOfPlatform(was)) return ['title', 'campaign', ...last];
  return [...always, ...(isMeeting(kind) ? ofEvents : ofPosts), ...last];
}

/** What is sent of a new activity: what was filled in, of the fields that the form shows. */
export const givenFields = (fields: Fields, shown: readonly string[]): Fields =>
  Object.fromEntries(
    Object.entries(fields).filter(
      ([name, value]) =>
        (shown.includes(name) || name === 'office') &&
        value !== null &&
        value !== '' &&
        !(Array.isArray(value) && value.length === 0),
    ),
  );
