import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Role } from '../vocabulary.ts';
import { offices } from './offices.ts';

/**
 * Those who may come in, and by what. Tables and columns are the ones that better-auth works with, under our names; it
 * alone writes them. Instants here are milliseconds since 1970, as it keeps them.
 */

const instant = () => integer({ mode: 'timestamp_ms' });
const flag = () => integer({ mode: 'boolean' });

/** A person with an account. Name and address are all that is known of them. */
export const people = sqliteTable('people', {
  id: text().primaryKey(),
  name: text().notNull(),
  email: text().notNull().unique(),
  emailVerified: flag().notNull(),
  image: text(),
  role: text().$type<Role>().notNull(),
  /** Null: every office of this installation. */
  officeId: text().references(() => offices.id),
  banned: flag(),
  banReason: text(),
  banExpires: instant(),
  twoFactorEnabled: flag(),
  createdAt: instant().notNull(),
  updatedAt: instant().notNull(),
});
export type Person = typeof people.$inferSelect;

const personId = () =>
  text()
    .notNull()
    .references(() => people.id, { onDelete: 'cascade' });

/** A person signed in on one device. */
export const sessions = sqliteTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: personId(),
    token: text().notNull().unique(),
    expiresAt: instant().notNull(),
    ipAddress: text(),
    userAgent: text(),
    impersonatedBy: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [index('sessions_user').on(table.userId)],
);

/** A way in which a person proves who they are: a password here, or an account of another provider. */
export const accounts = sqliteTable(
  'accounts',
  {
    id: text().primaryKey(),
    userId: personId(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    accessToken: text(),
    refreshToken: text(),
    idToken: text(),
    accessTokenExpiresAt: instant(),
    refreshTokenExpiresAt: instant(),
    scope: text(),
    /** Hash of the password, with its salt. */
    password: text(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [index('accounts_user').on(table.userId)],
);

/** What was sent to somebody to be shown again: a link to set a password, a step of signing in elsewhere. */
export const verifications = sqliteTable(
  'verifications',
  {
    id: text().primaryKey(),
    identifier: text().notNull(),
    value: text().notNull(),
    expiresAt: instant().notNull(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
  },
  (table) => [index('verifications_identifier').on(table.identifier)],
);

/** The second factor of a person: what the codes of their device are made from, encrypted. */
export const secondFactors = sqliteTable(
  'second_factors',
  {
    id: text().primaryKey(),
    userId: personId(),
    secret: text().notNull(),
    backupCodes: text().notNull(),
    verified: flag(),
    failedVerificationCount: integer(),
    lockedUntil: instant(),
  },
  (table) => [index('second_factors_user').on(table.userId)],
);

/** A key by which a program comes in; only its hash is kept. Role and office stand in `metadata`. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text().primaryKey(),
    configId: text().notNull(),
    name: text(),
    start: text(),
    /** The person who made it. */
    referenceId: text().notNull(),
    prefix: text(),
    key: text().notNull(),
    refillInterval: integer(),
    refillAmount: integer(),
    lastRefillAt: instant(),
    enabled: flag(),
    rateLimitEnabled: flag(),
    rateLimitTimeWindow: integer(),
    rateLimitMax: integer(),
    requestCount: integer(),
    remaining: integer(),
    lastRequest: instant(),
    expiresAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    permissions: text(),
    metadata: text(),
  },
  (table) => [index('api_keys_key').on(table.key), index('api_keys_reference').on(table.referenceId)],
);

/** How often something was asked of late, so that it can be refused when it is too often. */
export const rateLimits = sqliteTable('rate_limits', {
  id: text().primaryKey(),
  key: text().notNull().unique(),
  count: integer().notNull(),
  lastRequest: integer().notNull(),
});

/** Passwords tried in vain, by the address that was given, whether there is such a person or not. */
export const signInFailures = sqliteTable('sign_in_failures', {
  /** SHA-256 of the address in lower case: what was typed may be a password put into the wrong field. */
  emailHash: text().primaryKey(),
  failures: integer().notNull(),
  lastFailedAt: text().notNull(),
  lockedUntil: text(),
});

/** A link that shows one saved view to whoever has it, and nothing else. */
export const shareLinks = sqliteTable('share_links', {
  id: text().primaryKey(),
  /** SHA-256 of the secret in the link. */
  tokenHash: text().notNull().unique(),
  name: text().notNull(),
  officeId: text()
    .notNull()
    .references(() => offices.id),
  /** The page's path, such as `/` or `/kampanye/umrah-2025`. */
  page: text().notNull(),
  /** The page's query string. */
  search: text().notNull(),
  /** The days of the view: no figure outside them is shown. */
  fromOn: text().notNull(),
  toOn: text().notNull(),
  createdBy: text().notNull(),
  createdAt: text().notNull(),
  expiresAt: text().notNull(),
  revokedAt: text(),
  lastUsedAt: text(),
});
export type ShareLink = typeof shareLinks.$inferSelect;
