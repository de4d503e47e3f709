import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { secretOf, secretPath } from '@tilik/server/inside/operations/data-folder.ts';
import {
  backupsFolderOf,
  readSettings,
  SettingsError,
  settingsForDemo,
  settingsInWords,
} from '@tilik/server/inside/settings.ts';
import { expect, test } from 'vitest';
import { openFolder } from './data-folder.ts';

const whole = {
  TILIK_DATA: '/srv/tilik',
  HOST: '0.0.0.0',
  PORT: '8080',
  TILIK_URL: 'https://tilik.example.go.id/',
  TILIK_SECRET: 'secret-'.repeat(8),
  SMTP_URL: 'smtp://kantor:rahasia-surat@mail.example.go.id:587',
  MAIL_FROM: 'Tilik <tilik@example.go.id>',
  OIDC_ISSUER: 'https://login.example.go.id',
  OIDC_CLIENT_ID: 'tilik',
  OIDC_CLIENT_SECRET: 'rahasia-oidc',
  OIDC_NAME: 'Akun kementerian',
  TILIK_BACKUPS: '/srv/backups',
  TILIK_BACKUPS_SECOND: '/mnt/usb',
  TILIK_BACKUP_AT: '23:05',
  TILIK_BACKUP_RECIPIENT: 'age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj',
  CHROMIUM: '/opt/chromium',
  LOG_LEVEL: 'warn',
  TRUST_PROXY: 'true',
  TILIK_METRICS_TOKEN: 'metrics-token-1234',
};

test('every setting is read, and none can be changed afterwards', () => {
  const settings = readSettings(whole);
  expect(settings).toEqual({
    dataFolder: '/srv/tilik',
    databasePath: '/srv/tilik/tilik.sqlite',
    host: '0.0.0.0',
    port: 8080,
    url: 'https://tilik.example.go.id',
    secret: whole.TILIK_SECRET,
    mail: { url: whole.SMTP_URL, from: whole.MAIL_FROM },
    oidc: { issuer: whole.OIDC_ISSUER, clientId: 'tilik', clientSecret: 'rahasia-oidc', name: 'Akun kementerian' },
    backups: {
      folder: '/srv/backups',
      secondFolder: '/mnt/usb',
      at: '23:05',
      recipient: whole.TILIK_BACKUP_RECIPIENT,
    },
    browser: '/opt/chromium',
    logLevel: 'warn',
    trustProxy: true,
    metricsToken: 'metrics-token-1234',
  });
  expect(Object.isFrozen(settings) && Object.isFrozen(settings.backups) && Object.isFrozen(settings.mail)).toBe(true);
});

test.for([
  ['TILIK_URL', 'tilik.example.go.id'],
  ['TILIK_URL', 'https://example.go.id/tilik'],
  ['TILIK_SECRET', 'short'],
  ['SMTP_URL', 'mail.example.go.id'],
  ['MAIL_FROM', 'nobody'],
  ['MAIL_FROM', 'a@b.id\r\nBcc: c@d.id'],
  ['OIDC_ISSUER', 'login'],
  ['TILIK_BACKUP_AT', '2:15'],
  ['TILIK_BACKUP_AT', '24:00'],
  ['TILIK_BACKUP_RECIPIENT', 'ssh-ed25519 AAAA'],
  ['LOG_LEVEL', 'loud'],
  ['TRUST_PROXY', 'maybe'],
  ['TILIK_METRICS_TOKEN', 'short'],
  ['HOST', 'two words'],
] as const)('%s=%j is refused by name', ([name, value]) => {
  expect(() => readSettings({ ...whole, [name]: value })).toThrow(SettingsError);
  expect(() => readSettings({ ...whole, [name]: value })).toThrow(new RegExp(`^  ${name} `, 'm'));
});

test('all that is wrong is said at once, also what one setting needs of another, and no secret is repeated', () => {
  const { MAIL_FROM: _, OIDC_CLIENT_SECRET: __, ...rest } = whole;
  const complaint = (env: Record<string, string>) => {
    try {
      readSettings(env);
      return '';
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(complaint({ ...whole, PORT: 'x', LOG_LEVEL: 'y' })).toMatch(/PORT .*\n.*LOG_LEVEL /);
  expect(complaint(rest)).toMatch(/MAIL_FROM is needed because SMTP_URL is set/);
  expect(complaint(rest)).toMatch(/OIDC_CLIENT_SECRET is needed because OIDC_ISSUER is set/);
  expect(complaint({ ...whole, TILIK_SECRET: 'geheim', TILIK_METRICS_TOKEN: 'geheim' })).not.toContain('geheim');
});

test('what is set to nothing is not set', () => {
  const empty = Object.fromEntries(Object.keys(whole).map((name) => [name, '']));
  expect(readSettings(empty)).toEqual(readSettings({}));
});

test('the settings are shown with every secret masked', () => {
  const shown = settingsInWords(whole);
  expect(shown.map(({ name }) => name)).toEqual(Object.keys(whole));
  const text = JSON.stringify(shown);
  for (const secret of ['secret-secret', 'rahasia-surat', 'rahasia-oidc', 'metrics-token']) {
    expect(text).not.toContain(secret);
  }
  expect(text).toContain('mail.example.go.id:587');
});

test('the demo keeps its backups apart from the real ones, and makes none by schedule', () => {
  const settings = settingsForDemo(readSettings(whole), '/tmp/demo');
  expect(settings.databasePath).toBe('/tmp/demo/tilik.sqlite');
  expect(backupsFolderOf(settings)).toBe('/tmp/demo/backups');
  expect(settings.backups).toMatchObject({ secondFolder: null, at: null });
});

test('a secret is made once, kept for its owner alone, and refused where it is none', ({ onTestFinished }) => {
  const { settings } = openFolder(onTestFinished);
  const made = secretOf(settings);
  expect(made.length).toBeGreaterThanOrEqual(43);
  expect(secretOf(settings)).toBe(made);
  expect(secretOf({ ...settings, secret: 'as it was set' })).toBe('as it was set');
  if (process.platform !== 'win32') expect(statSync(secretPath(settings.dataFolder)).mode & 0o777).toBe(0o600);
  const other = join(settings.dataFolder, 'other');
  mkdirSync(other);
  writeFileSync(secretPath(other), '\n');
  expect(() => secretOf({ secret: null, dataFolder: other })).toThrow(/holds no secret/);
});
