import type { Db } from '@tilik/db/open';
import { type Office, type ReportSettings, reportLogos, reportSettings } from '@tilik/db/schema';
import { eq } from 'drizzle-orm';
import { type By, writeAudit } from '../access/audit.ts';
import { usualNumberPattern } from './number.ts';

/** How the reports of an office look where nobody has said anything yet. */
const usualSettings = ({ id, name, role }: Office): ReportSettings => ({
  officeId: id,
  letterhead: [
    'KEMENTERIAN IMIGRASI DAN PEMASYARAKATAN REPUBLIK INDONESIA',
    'DIREKTORAT JENDERAL IMIGRASI',
    name.toLocaleUpperCase('id'),
  ],
  logoHash: null,
  place: '',
  signatoryTitle: 'Kepala Seksi Teknologi Informasi dan Komunikasi Keimigrasian',
  signatoryName: null,
  numberPattern: usualNumberPattern,
  recipients: [],
  webhookUrl: null,
  webhookSecret: null,
  // Other offices are there to be compared with: nobody waits for a report on them.
  draftsByItself: role === 'ours',
  changedAt: '',
});

/** How an office's reports look and where they go: as was said, or as is usual. */
export const reportSettingsOf = (db: Db, office: Office): ReportSettings =>
  db.select().from(reportSettings).where(eq(reportSettings.officeId, office.id)).get() ?? usualSettings(office);

/** What may be read of settings, and what the audit trail keeps: never the secret, only whether there is one. */
export const shownSettings = ({ webhookSecret, changedAt, officeId, ...settings }: ReportSettings) => ({
  ...settings,
  hasWebhookSecret: webhookSecret !== null,
});

/** Stores settings in the place of those before. */
export function storeReportSettings(
  db: Db,
  by: By,
  office: Office,
  change: (was: ReportSettings) => Partial<ReportSettings>,
  act = 'changed',
): ReportSettings {
  return db.transaction(
    (tx) => {
      const was = reportSettingsOf(db, office);
      const became: ReportSettings = {
        ...was,
        ...change(was),
        officeId: office.id,
        changedAt: by.now.toISOString(),
      };
      const { officeId, ...values } = became;
      tx.insert(reportSettings)
        .values(became)
        .onConflictDoUpdate({ target: reportSettings.officeId, set: values })
        .run();
      writeAudit(db, by, {
        act,
        noun: 'report-settings',
        key: officeId,
        officeId,
        was: shownSettings(was),
        became: { ...shownSettings(became), ...secretChange(was, became) },
      });
      return became;
    },
    { behavior: 'immediate' },
  );
}

/** That the secret was changed is told; what it is, is not. */
const secretChange = (was: ReportSettings, became: ReportSettings) =>
  was.webhookSecret !== null && became.webhookSecret !== null && was.webhookSecret !== became.webhookSecret
    ? { webhookSecretChanged: true }
    : {};

export interface Logo {
  readonly hash: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
}

/** A logo by the hash of its bytes. */
export const logoByHash = (db: Db, hash: string): Logo | undefined =>
  db.select().from(reportLogos).where(eq(reportLogos.hash, hash)).get();

/** Keeps a logo and uses it from now on; the one before is kept too, for the reports that were approved with it. */
export function useLogo(db: Db, by: By, office: Office, logo: Logo): ReportSettings {
  return db.transaction(
    (tx) => {
      // The same bytes are the same logo, and what is kept is not written again.
      tx.insert(reportLogos)
        .values({ ...logo, addedAt: by.now.toISOString() })
        .onConflictDoNothing()
        .run();
      return storeReportSettings(db, by, office, () => ({ logoHash: logo.hash }), 'logo-set');
    },
    { behavior: 'immediate' },
  );
}
