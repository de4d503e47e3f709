import { join, resolve } from 'node:path';
import { z } from 'zod';

/** Everything that is set from outside, read once. */
export interface Settings {
  readonly dataFolder: string;
  readonly databasePath: string;
  readonly host: string;
  readonly port: number;
  /** The address under which people reach it, without a slash at its end; null: that at which it listens. */
  readonly url: string | null;
  /** What sessions are signed with; null: the one kept in the data folder, made at the first start. */
  readonly secret: string | null;
  /** Null: no mail is sent, and links are shown instead. */
  readonly mail: { readonly url: string; readonly from: string } | null;
  /** Signing in with an account of elsewhere; null: not offered. */
  readonly oidc: {
    readonly issuer: string;
    readonly clientId: string;
    readonly clientSecret: string;
    /** What the button says. */
    readonly name: string;
  } | null;
  readonly backups: {
    /** Null: `backups` in the data folder. */
    readonly folder: string | null;
    readonly secondFolder: string | null;
    /** `HH:MM` in the office's zone; null: none by schedule. */
    readonly at: string | null;
    /** Whom copies are encrypted for; null: they lie open. */
    readonly recipient: string | null;
  };
  /** The program of the browser that prints reports; null: one that is found. */
  readonly browser: string | null;
  readonly logLevel: (typeof logLevels)[number];
  /** Addresses and scheme that a proxy in front names are believed. */
  readonly trustProxy: boolean;
  /** By which `/metrics` may be read from another computer; null: from this one only. */
  readonly metricsToken: string | null;
}

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

/** The settings make no sense; says of each which and why. */
export class SettingsError extends Error {
  constructor(issues: readonly string[]) {
    super(`The settings cannot be used:\n${issues.map((issue) => `  ${issue}`).join('\n')}`);
    this.name = 'SettingsError';
  }
}

const isAddress = (text: string, schemes: readonly string[]) =>
  URL.canParse(text) && schemes.includes(new URL(text).protocol);

const address = (schemes: readonly string[], example: string) =>
  z.string().refine((text) => isAddress(text, schemes), `is no address such as ${example}`);

const Environment = z
  .object({
    TILIK_DATA: z.string().default('./data'),
    HOST: z.string().regex(/^\S+$/, 'is no host name or address').default('127.0.0.1'),
    PORT: z
      .string()
      .regex(/^\d{1,5}$/, 'is no port number')
      .transform(Number)
      .refine((port) => port <= 65_535, 'is no port number')
      .default(3000),
    TILIK_URL: address(['http:', 'https:'], 'https://tilik.example.go.id')
      .refine((text) => !isAddress(text, ['http:', 'https:']) || new URL(text).pathname === '/', 'may have no path')
      .optional(),
    TILIK_SECRET: z.string().min(32, 'is shorter than 32 characters').optional(),
    SMTP_URL: address(['smtp:', 'smtps:'], 'smtp://user:password@mail.example.go.id:587').optional(),
    MAIL_FROM: z
      .string()
      .regex(/^[^\r\n]*[^\s@<]@[^\s@>]+>?$/, 'is no mail address')
      .optional(),
    OIDC_ISSUER: address(['https:', 'http:'], 'https://login.example.go.id').optional(),
    OIDC_CLIENT_ID: z.string().optional(),
    OIDC_CLIENT_SECRET: z.string().optional(),
    OIDC_NAME: z.string().max(60, 'is longer than 60 characters').default('SSO'),
    TILIK_BACKUPS: z.string().optional(),
    TILIK_BACKUPS_SECOND: z.string().optional(),
    TILIK_BACKUP_AT: z
      .string()
      .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|off)$/, 'is no time of day such as 02:15, and not off')
      .default('02:15'),
    TILIK_BACKUP_RECIPIENT: z
      .string()
      .regex(/^age1[a-z0-9]+$/, 'is no age recipient (age1…)')
      .optional(),
    CHROMIUM: z.string().optional(),
    LOG_LEVEL: z.enum(logLevels, `is none of ${logLevels.join(', ')}`).default('info'),
    TRUST_PROXY: z
      .enum(['true', 'false', '1', '0'], 'is none of true, false, 1, 0')
      .default('false')
      .transform((text) => text === 'true' || text === '1'),
    TILIK_METRICS_TOKEN: z.string().min(16, 'is shorter than 16 characters').optional(),
  })
  .superRefine((given, context) => {
    const needs = (name: keyof typeof given, other: keyof typeof given) => {
      if (given[name] === undefined || given[other] !== undefined) return;
      context.addIssue({ code: 'custom', path: [other], message: `is needed because ${name} is set` });
    };
    needs('SMTP_URL', 'MAIL_FROM');
    needs('OIDC_ISSUER', 'OIDC_CLIENT_ID');
    needs('OIDC_ISSUER', 'OIDC_CLIENT_SECRET');
    needs('OIDC_CLIENT_ID', 'OIDC_ISSUER');
  });

/** Variables whose value is shown to nobody, and those in which only the password is hidden. */
const secretNames = ['TILIK_SECRET', 'OIDC_CLIENT_SECRET', 'TILIK_METRICS_TOKEN'];
const withPassword = ['SMTP_URL'];

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment once. Listens on loopback unless told otherwise. Throws a `SettingsError` that names every
 * variable that makes no sense.
 */
export function readSettings(env: Environment): Settings {
  // Compose files and unit files set what is left open to nothing.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const read = Environment.safeParse(given);
  if (!read.success) {
    const shown = (name: string) =>
      secretNames.includes(name) || given[name] === undefined ? '' : `: ${masked(name, given[name])}`;
    throw new SettingsError(
      read.error.issues.map(({ path, message }) => `${path.join('.')} ${message}${shown(path.join('.'))}`),
    );
  }
  const set = read.data;
  const dataFolder = resolve(set.TILIK_DATA);
  const folder = (path: string | undefined) => (path === undefined ? null : resolve(path));
  return Object.freeze({
    dataFolder,
    databasePath: join(dataFolder, 'tilik.sqlite'),
    host: set.HOST,
    port: set.PORT,
    url: set.TILIK_URL === undefined ? null : new URL(set.TILIK_URL).origin,
    secret: set.TILIK_SECRET ?? null,
    mail:
      set.SMTP_URL === undefined || set.MAIL_FROM === undefined
        ? null
        : Object.freeze({ url: set.SMTP_URL, from: set.MAIL_FROM }),
    oidc:
      set.OIDC_ISSUER === undefined || set.OIDC_CLIENT_ID === undefined || set.OIDC_CLIENT_SECRET === undefined
        ? null
        : Object.freeze({
            issuer: set.OIDC_ISSUER,
            clientId: set.OIDC_CLIENT_ID,
            clientSecret: set.OIDC_CLIENT_SECRET,
            name: set.OIDC_NAME,
          }),
    backups: Object.freeze({
      folder: folder(set.TILIK_BACKUPS),
      secondFolder: folder(set.TILIK_BACKUPS_SECOND),
      at: set.TILIK_BACKUP_AT === 'off' ? null : set.TILIK_BACKUP_AT,
      recipient: set.TILIK_BACKUP_RECIPIENT ?? null,
    }),
    browser: set.CHROMIUM ?? null,
    logLevel: set.LOG_LEVEL,
    trustProxy: set.TRUST_PROXY,
    metricsToken: set.TILIK_METRICS_TOKEN ?? null,
  });
}

/** Where backups lie. */
export const backupsFolderOf = ({ dataFolder, backups }: Settings): string =>
  backups.folder ?? join(dataFolder, 'backups');

/** The settings for made-up figures in a folder of their own: nothing of them goes where real backups are. */
export const settingsForDemo = (settings: Settings, dataFolder: string): Settings => ({
  ...settings,
  dataFolder,
  databasePath: join(dataFolder, 'tilik.sqlite'),
  backups: { folder: null, secondFolder: null, at: null, recipient: null },
});

function masked(name: string, value: string): string {
  if (secretNames.includes(name)) return '********';
  return withPassword.includes(name) ? value.replace(/^([a-z]+:\/\/[^:@/]*:).*@/, '$1********@') : value;
}

/** Each variable with what it is set to, secrets masked, for a person to look at. */
export const settingsInWords = (env: Environment): { readonly name: string; readonly value: string }[] =>
  Object.keys(Environment.shape).map((name) => {
    const value = env[name];
    return { name, value: value === undefined || value === '' ? '(not set)' : masked(name, value) };
  });
