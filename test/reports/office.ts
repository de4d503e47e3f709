import { type Db, openDatabase } from '@tilik/db/open';
import type { Role } from '@tilik/db/vocabulary';
import type { Access } from '@tilik/server/inside/access/access.ts';
import type { Actor } from '@tilik/server/inside/access/actor.ts';
import { createApp } from '@tilik/server/inside/app.ts';
import type { Problem } from '@tilik/server/inside/problem.ts';
import type { BlockKey, Difference, FrozenReport, ReportContent, Seal } from '@tilik/server/inside/reports/content.ts';
import type { Printer } from '@tilik/server/inside/reports/pdf.ts';
import { csvOf, make } from '../support/make.ts';

export const person = (role: Role, officeId: string | null = null): Actor => ({
  id: `person:${role}${officeId ?? ''}`,
  name: `Ibu ${role}`,
  role,
  officeId,
});

export interface ReportShown {
  readonly id: string;
  readonly month: string;
  readonly edition: number;
  readonly state: 'draft' | 'reviewed' | 'approved';
  readonly reason: string | null;
  readonly number: string | null;
  readonly createdBy: string;
  readonly reviewedBy: string | null;
  readonly approvedBy: string | null;
  readonly changedSinceReview: boolean;
  readonly contentHash: string;
  readonly content: ReportContent;
  readonly seal: Seal | null;
  readonly remarks: string | null;
  readonly closed: boolean;
  readonly editions: readonly { id: string; number: string }[];
  readonly comments: readonly { id: number; block: BlockKey; text: string; by: string; resolvedBy: string | null }[];
  readonly may: Readonly<Record<string, boolean>>;
  readonly deliveries?: readonly {
    kind: string;
    target: string;
    state: string;
    attempts: number;
    lastError: string | null;
  }[];
}

export interface Answered<Body> {
  readonly status: number;
  readonly body: Body & Partial<Problem>;
}

/** An office with people of every role, over a fresh database, with a clock that is set. */
export function openOffice(options: { now?: string; access?: (db: Db) => Access; printer?: Printer } = {}) {
  const db = openDatabase(':memory:');
  let now = options.now ?? '2026-01-14T05:00:00Z';
  let speaker: Actor = person('administrator');
  const app = createApp({
    db,
    now: () => new Date(now),
    identify: async () => speaker,
    ...(options.printer ? { printer: options.printer } : {}),
    ...(options.access ? { access: options.access(db) } : {}),
    onCrash: (error) => {
      throw error;
    },
  });
  const ask = async <Body = Record<string, never>>(
    actor: Role | Actor,
    method: string,
    path: string,
    body?: object,
  ): Promise<Answered<Body>> => {
    speaker = typeof actor === 'string' ? person(actor) : actor;
    const isForm = body instanceof FormData;
    const response = await app.request(`/api/v1/${path}`, {
      method,
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      headers: {
        'Accept-Language': 'en',
        ...(body === undefined || isForm ? {} : { 'Content-Type': 'application/json' }),
      },
    });
    return { status: response.status, body: (await response.json()) as Answered<Body>['body'] };
  };
  /** The same, where it must be answered. */
  const done = async <Body = Record<string, never>>(...asked: Parameters<typeof ask>): Promise<Body> => {
    const { status, body } = await ask<Body>(...asked);
    if (status >= 300) throw new Error(`${asked.join(' ')}: ${status} ${JSON.stringify(body)}`);
    return body;
  };
  const refused = async (...asked: Parameters<typeof ask>): Promise<readonly [number, string]> => {
    const { status, body } = await ask(...asked);
    if (!body.detail || !body.title) throw new Error(`no words: ${JSON.stringify(body)}`);
    return [status, body.code ?? ''];
  };
  const store = async (rows: Parameters<typeof csvOf>[0], office = 'bandung') => {
    const form = new FormData();
    form.set('file', new File([csvOf(rows)], 'file.csv'));
    form.set('office', office);
    return done<{ id: number; stored: number; replaced: number; rejected: number }>(
      'administrator',
      'POST',
      'imports',
      form,
    );
  };
  const storeMonth = (month: string, electronic: number, ordinary: number) =>
    store([
      make.applicantCount({ date: month, applicants: electronic }),
      make.applicantCount({ date: month, passport_type: 'ordinary', applicants: ordinary }),
    ]);
  const shown = (id: string, actor: Role = 'administrator') => done<ReportShown>(actor, 'GET', `reports/${id}`);
  const setMonth = (act: 'close' | 'reopen', month: string) =>
    done('kepala', 'POST', `quality/months/${month}/${act}`, { reason: 'diperiksa' });
  const draft = async (month: string) => (await done<{ id: string }>('petugas', 'POST', 'reports', { month })).id;
  const review = async (id: string) =>
    done('petugas', 'POST', `reports/${id}/review`, { contentHash: (await shown(id)).contentHash });
  const approve = async (id: string) =>
    done<{ number: string; contentHash: string }>('kepala', 'POST', `reports/${id}/approve`, {
      contentHash: (await shown(id)).contentHash,
    });
  /** From nothing to an approved report. */
  const approved = async (month: string): Promise<string> => {
    const id = await draft(month);
    await review(id);
    await approve(id);
    return id;
  };
  const frozen = (id: string) =>
    db.$client.prepare('SELECT frozen FROM reports WHERE id = ?').pluck().get(id) as string;
  return {
    db,
    app,
    ask,
    done,
    refused,
    store,
    storeMonth,
    shown,
    setMonth,
    draft,
    review,
    approve,
    approved,
    frozen,
    content: (id: string) => JSON.parse(frozen(id)) as FrozenReport,
    differences: async (id: string, other: string) =>
      (await done<{ differences: Difference[] }>('petugas', 'GET', `reports/${id}/difference?with=${other}`))
        .differences,
    setNow: (instant: string) => {
      now = instant;
    },
    now: () => new Date(now),
    speak: (actor: Actor) => {
      speaker = actor;
    },
  };
}
