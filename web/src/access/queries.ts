import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { Role } from '@tilik/server/client';
import { ask, askAccount, client } from '../api.ts';
import { sessionQuery } from '../session.ts';

type Answer<Query extends { queryFn?: unknown }> = Query['queryFn'] extends infer Ask
  ? Awaited<ReturnType<Extract<Ask, (...given: never[]) => unknown>>>
  : never;

// Signing in and one's own account.

/** The page belongs to somebody else now: nothing of what was asked before is shown on. */
export async function startAfresh(cache: QueryClient): Promise<void> {
  cache.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' && queryKey[0] !== 'state' });
  await cache.refetchQueries(sessionQuery);
}

export const signIn = (given: { email: string; password: string; rememberMe: boolean }) =>
  askAccount<{ twoFactorRedirect?: boolean }>('sign-in/email', given);

export const signInByCode = ({
  code,
  isBackup,
  trustDevice,
}: {
  code: string;
  isBackup: boolean;
  trustDevice: boolean;
}) =>
  askAccount<unknown>(isBackup ? 'two-factor/verify-backup-code' : 'two-factor/verify-totp', {
    code: isBackup ? code.trim() : code.replaceAll(/\s/g, ''),
    trustDevice,
  });

/** Leads to where the ministry's accounts are signed in to. */
export const signInElsewhere = (callbackURL: string) => askAccount<{ url: string }>('sign-in/oauth2', { callbackURL });

export const signOut = () => askAccount<unknown>('sign-out', {});

export const requestReset = (email: string) => askAccount<unknown>('request-password-reset', { email });

export const setPassword = (given: { token: string; newPassword: string }) =>
  askAccount<unknown>('reset-password', given);

export const createAdministrator = (given: { token: string; name: string; email: string; password: string }) =>
  ask(client.api.v1['first-run'].$post({ json: given }));

export const rename = (name: string) => askAccount<unknown>('update-user', { name });

export const changePassword = (given: { currentPassword: string; newPassword: string }) =>
  askAccount<unknown>('change-password', { ...given, revokeOtherSessions: true });

export interface SecondFactor {
  readonly totpURI: string;
  readonly backupCodes: readonly string[];
}

export const beginSecondFactor = (password: string) => askAccount<SecondFactor>('two-factor/enable', { password });
export const confirmSecondFactor = (code: string) =>
  askAccount<unknown>('two-factor/verify-totp', { code: code.replaceAll(/\s/g, '') });
export const endSecondFactor = (password: string) => askAccount<unknown>('two-factor/disable', { password });
export const newBackupCodes = (password: string) =>
  askAccount<{ backupCodes: readonly string[] }>('two-factor/generate-backup-codes', { password });

/** A device on which one is signed in, as the library tells it. */
export interface OwnSession {
  readonly id: string;
  readonly token: string;
  readonly userAgent?: string | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** It is the one that asks. */
  readonly current: boolean;
}

export const ownSessionsQuery = queryOptions({
  queryKey: ['own-sessions'],
  queryFn: () => askAccount<readonly OwnSession[]>('list-sessions'),
});

export const endSession = (token: string) => askAccount<unknown>('revoke-session', { token });
export const endOtherSessions = () => askAccount<unknown>('revoke-other-sessions', {});

// People.

export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => ask(client.api.v1.people.$get()),
});
export type Person = Answer<typeof peopleQuery>['people'][number];

export const invite = (given: { name: string; email: string; role: Role; officeId: string | null }) =>
  ask(client.api.v1.people.$post({ json: given }));

export interface PersonChange {
  readonly name?: string;
  readonly role?: Role;
  readonly officeId?: string | null;
  readonly banned?: boolean;
  /** Taken away, for someone who lost their device. */
  readonly twoFactor?: false;
  /** Wrong passwords are forgotten. */
  readonly locked?: false;
}

export const changePerson = (id: string, json: PersonChange) =>
  ask(client.api.v1.people[':id'].$patch({ param: { id }, json }));

export const newLink = (id: string) => ask(client.api.v1.people[':id'].link.$post({ param: { id } }));

export const removePerson = (id: string) => ask(client.api.v1.people[':id'].$delete({ param: { id } }));

export const personSessionsQuery = (id: string) =>
  queryOptions({
    queryKey: ['people', id, 'sessions'],
    queryFn: () => ask(client.api.v1.people[':id'].sessions.$get({ param: { id } })),
  });

export const endSessionsOf = (id: string) => ask(client.api.v1.people[':id'].sessions.$delete({ param: { id } }));

// Keys.

export const keysQuery = queryOptions({
  queryKey: ['keys'],
  queryFn: () => ask(client.api.v1.keys.$get()),
});
export type Key = Answer<typeof keysQuery>['keys'][number];

export const makeKey = (json: { name: string; role: Role; officeId: string | null; expiresOn: string | null }) =>
  ask(client.api.v1.keys.$post({ json }));

export const revokeKey = (id: string) => ask(client.api.v1.keys[':id'].$delete({ param: { id } }));

// Share links.

export const sharesQuery = queryOptions({
  queryKey: ['shares'],
  queryFn: () => ask(client.api.v1.shares.$get()),
});
export type Share = Answer<typeof sharesQuery>['shares'][number];

export interface NewShare {
  readonly name: string;
  readonly page: string;
  readonly search: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly expiresOn: string;
}

export const makeShare = (json: NewShare) => ask(client.api.v1.shares.$post({ json }));

export const revokeShare = (id: string) => ask(client.api.v1.shares[':id'].$delete({ param: { id } }));

// The audit trail.

export interface AuditSearch {
  readonly actor?: string | undefined;
  readonly act?: string | undefined;
  readonly noun?: string | undefined;
  readonly key?: string | undefined;
  readonly text?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const given = (search: AuditSearch): Record<string, string> =>
  Object.fromEntries(Object.entries(search).filter((entry): entry is [string, string] => entry[1] !== undefined));

/** Latest first; older ones a page at a time, by the number of the last one shown. */
export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['audit', search],
    queryFn: ({ pageParam }: { pageParam: number | null }) =>
      ask(
        client.api.v1.audit.$get({
          query: { ...given(search), limit: '50', ...(pageParam === null ? {} : { before: String(pageParam) }) },
        }),
      ),
    initialPageParam: null as number | null,
    getNextPageParam: ({ next }) => next,
  });

export type AuditEntry = Awaited<ReturnType<NonNullable<ReturnType<typeof auditQuery>['queryFn']>>>['entries'][number];

export const auditCsv = (search: AuditSearch, language: string): string =>
  `/api/v1/audit.csv?${new URLSearchParams({ ...given(search), lang: language })}`;
