import type { Db } from '@tilik/db/open';
import { type ReportDelivery, reportDeliveries, reports } from '@tilik/db/schema';
import { and, asc, eq, lte } from 'drizzle-orm';
import type { SendMail } from '../access/mail.ts';
import { say } from '../language.ts';
import type { FrozenReport, Words } from './content.ts';
import { officeById } from './queries.ts';
import { reportSettingsOf } from './settings.ts';
import { type ApprovedEvent, tellWebhook } from './webhook.ts';
import { monthWords } from './words.ts';

const minute = 60_000;
/** How long is waited after each attempt that failed; after the last there is none. */
const pauses = [minute, 10 * minute, 60 * minute, 6 * 60 * minute, 24 * 60 * minute];

export interface DeliveryWorld {
  readonly db: Db;
  readonly now: () => Date;
  /** Undefined: no mail is sent. */
  readonly sendMail?: SendMail | undefined;
  /** The address under which people reach the installation, without a slash at its end; null: not known. */
  readonly url: string | null;
  /** Once it is given, nothing further is begun, and what is under way is cut off. */
  readonly stop?: AbortSignal | undefined;
  /** Told of what is given up, never with an address or a secret. */
  readonly onFailure?: ((report: string, kind: ReportDelivery['kind'], why: string) => void) | undefined;
}

/** Sentences of the summary that stand in a letter. */
const sentencesMax = 3;

/** The letter that tells of an approved report, in Indonesian and then in English. */
export function letterOfReport(to: string, { content, seal }: FrozenReport, link: string | null) {
  const summary = content.blocks.find(({ key }) => key === 'summary');
  const sentences: readonly Words[] = (summary?.items ?? [])
    .flatMap((item) => (item.kind === 'sentence' ? [item.text] : []))
    .slice(0, sentencesMax);
  const month = monthWords(`${content.month}-01`);
  const facts = (language: 'id' | 'en') => ({
    month: month[language],
    number: seal.number,
    office: content.office.name,
    sentences: sentences.map((sentence) => sentence[language]).join('\n\n'),
    link: link ?? '',
  });
  const text = (language: 'id' | 'en') => {
    const said = say(language, 'mail.report-approved.text', facts(language));
    const sample = content.sample ? `\n\n${say(language, 'mail.report-approved.sample')}` : '';
    return `${said.replaceAll(/\n{3,}/g, '\n\n').trim()}${sample}`;
  };
  return {
    to,
    subject: say('id', 'mail.report-approved.subject', facts('id')),
    text: `${text('id')}\n\n---\n\n${text('en')}\n`,
  };
}

async function send(
  { db, sendMail, url, stop }: DeliveryWorld,
  { reportId, kind, target }: ReportDelivery,
): Promise<void> {
  const report = db.select().from(reports).where(eq(reports.id, reportId)).get();
  const office = report && officeById(db, report.officeId);
  if (!office || report.frozen === null) throw new RangeError(`no approved report ${reportId}`);
  const link = url === null ? null : `${url}/laporan/${reportId}`;
  if (kind === 'mail') {
    if (!sendMail) throw new Error('no mail server is set');
    await sendMail(letterOfReport(target, JSON.parse(report.frozen) as FrozenReport, link)).catch(() => {
      throw new Error('the mail server did not take it');
    });
    return;
  }
  const { webhookUrl, webhookSecret } = reportSettingsOf(db, office);
  // The secret was agreed on with the address that is set now, and with no other.
  if (webhookUrl !== target || webhookSecret === null) throw new Error('the address was taken away');
  const event: ApprovedEvent = {
    event: 'report.approved',
    id: reportId,
    office: office.id,
    month: report.monthOn.slice(0, 7),
    edition: report.edition,
    number: report.number ?? '',
    contentHash: report.contentHash ?? '',
    url: link,
  };
  await tellWebhook({ url: target, secret: webhookSecret }, event, stop);
}

/**
 * Sends what waits and is due, and notes how it went. What was written down with an approval is sent at least once: after
 * a crash between sending and noting it is sent again, under the same id and edition, so that the receiver can tell.
 */
export async function deliverDue(world: DeliveryWorld): Promise<number> {
  const { db, now } = world;
  const due = db
    .select()
    .from(reportDeliveries)
    .where(and(eq(reportDeliveries.state, 'waiting'), lte(reportDeliveries.nextAt, now().toISOString())))
    .orderBy(asc(reportDeliveries.nextAt))
    .all();
  for (const delivery of due) {
    if (world.stop?.aborted) break;
    const why = await send(world, delivery).then(
      () => null,
      (error: unknown) => (error as Error).message,
    );
    // What was cut off was no attempt.
    if (why !== null && world.stop?.aborted) break;
    note(world, delivery, why);
  }
  return due.length;
}

function note({ db, now, onFailure }: DeliveryWorld, delivery: ReportDelivery, why: string | null): void {
  const { reportId, kind, target } = delivery;
  const attempts = delivery.attempts + 1;
  const pause = pauses[attempts - 1];
  const at = now();
  const became =
    why === null
      ? { state: 'sent' as const, nextAt: null }
      : pause === undefined
        ? { state: 'failed' as const, nextAt: null }
        : { state: 'waiting' as const, nextAt: new Date(at.getTime() + pause).toISOString() };
  if (became.state === 'failed' && why !== null) onFailure?.(reportId, kind, why);
  db.update(reportDeliveries)
    .set({ ...became, attempts, lastError: why, changedAt: at.toISOString() })
    .where(
      and(
        eq(reportDeliveries.reportId, reportId),
        eq(reportDeliveries.kind, kind),
        eq(reportDeliveries.target, target),
      ),
    )
    .run();
}
