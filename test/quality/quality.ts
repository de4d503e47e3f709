import type { Client } from '@tilik/server/client';
import type { InferResponseType } from 'hono/client';
import { problemOf } from '../house/problem.ts';
import type { OpenApp } from '../support/open-app.ts';

type Quality = Client['api']['v1']['quality'];
export type Expected = InferResponseType<Quality['expected']['$get'], 200>;
export type ExpectedFigure = Expected['figures'][number];
export type Completeness = InferResponseType<Quality['completeness']['$get'], 200>;
export type Findings = InferResponseType<Quality['findings']['$get'], 200>;
export type Finding = Findings['findings'][number];
export type Months = InferResponseType<Quality['months']['$get'], 200>;
export type Month = Months['months'][number];

const sendJson = (app: OpenApp, method: string, path: string, body: unknown) =>
  app.request(`/api/v1/quality/${path}`, {
    method,
    body: JSON.stringify(body),
    headers: { 'Content-Type': 'application/json', 'Accept-Language': 'en' },
  });

/** Sends JSON to the room, where it must succeed. */
export async function tell<Answer>(app: OpenApp, method: 'PUT' | 'POST', path: string, body: unknown): Promise<Answer> {
  const response = await sendJson(app, method, path, body);
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}

/** Sends JSON that must be refused, and gives the refusal. */
export const refusalOf = async (app: OpenApp, method: 'PUT' | 'POST', path: string, body: unknown) =>
  problemOf(await sendJson(app, method, path, body));

/** A declaration of website visits, every day from the beginning of 2025; give only what differs. */
export const expected = (given: Partial<ExpectedFigure> = {}): ExpectedFigure => ({
  noun: 'readings',
  channel: 'website',
  measure: 'visits',
  grain: 'day',
  from: '2025-01-01',
  to: null,
  dueDays: 10,
  ...given,
});

export const declare = (app: OpenApp, figures: readonly ExpectedFigure[], office = 'bandung') =>
  tell<Expected>(app, 'PUT', `expected?office=${office}`, { figures });

/** Every day from the first to the last. */
export function days(from: string, to: string): string[] {
  const found: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) {
    found.push(new Date(at).toISOString().slice(0, 10));
  }
  return found;
}

export const isWeekday = (day: string): boolean => ![0, 6].includes(new Date(day).getUTCDay());
