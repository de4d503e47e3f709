import { Agent, request } from 'node:http';
import { addDays } from '@tilik/server/inside/day.ts';

/**
 * The questions that the pages ask, one page after the other, over the windows that people choose: the overview as it
 * opens and as it is looked at by week, day and from the beginning, then channels, data, entry and quality. Judgements
 * and forecasts are left out: they are computed one after the other in a thread of their own.
 */
export function dashboardQuestions(today: string): readonly string[] {
  const year = `from=${addDays(today, -365)}&to=${today}`;
  const all = `from=2018-12-01&to=${today}`;
  const quarter = `from=${addDays(today, -91)}&to=${today}`;
  const month = today.slice(0, 7);
  const overview = (window: string, ...uptake: string[]) => [
    '/about',
    '/session',
    '/state',
    ...uptake.map((grain) => `/uptake?${window}&grain=${grain}`),
    `/campaigns?${window}`,
    `/events?${window}`,
    `/channels?${window}`,
    `/sources?${window}`,
  ];
  return [
    ...overview(year, 'month', 'month&compare=year-before', 'week'),
    ...overview(quarter, 'day', 'day&compare=previous'),
    ...overview(all, 'month', 'quarter'),
    `/uptake?${year}&grain=month&office=batam`,
    `/channels?${year}`,
    `/sources?${year}`,
    '/imports?limit=100',
    '/imports/jobs',
    `/entry?month=${month}`,
    `/quality/months?from=${month}-01&to=${month}-28`,
    `/quality/findings?month=${month}`,
  ];
}

/** How long each question took, in milliseconds, and what went wrong. */
export interface Reading {
  readonly milliseconds: Map<string, number[]>;
  readonly errors: string[];
  bytes: number;
}

export interface ReadersOptions {
  readonly url: string;
  readonly count: number;
  readonly questions: readonly string[];
  readonly isOver: () => boolean;
  /** How long a reader looks at an answer before the next question. */
  readonly pauseMs?: number;
  readonly random: () => number;
}

/** So many readers, each over one connection that stays open, each asking the next question once it has its answer. */
export async function read(options: ReadersOptions): Promise<Reading> {
  const reading: Reading = { milliseconds: new Map(), errors: [], bytes: 0 };
  const { count, questions, isOver, pauseMs = 0, random, url } = options;
  const reader = async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    let at = Math.floor(random() * questions.length);
    // People do not all come at the same moment.
    await pause(pauseMs * random());
    while (!isOver()) {
      const question = questions[at % questions.length] ?? '';
      at += 1;
      const from = performance.now();
      try {
        const { status, bytes } = await ask(agent, `${url}/api/v1${question}`);
        const taken = performance.now() - from;
        reading.bytes += bytes;
        if (status !== 200) reading.errors.push(`${question}: ${status}`);
        const times = reading.milliseconds.get(question) ?? [];
        if (times.push(taken) === 1) reading.milliseconds.set(question, times);
      } catch (error) {
        reading.errors.push(`${question}: ${error}`);
      }
      if (pauseMs > 0) await pause(pauseMs * (0.5 + random()));
    }
    agent.destroy();
  };
  await Promise.all(Array.from({ length: count }, reader));
  return reading;
}

const ask = (agent: Agent, url: string) =>
  new Promise<{ status: number; bytes: number }>((done, failed) => {
    // As a browser asks.
    const headers = { 'Accept-Encoding': 'gzip', 'Accept-Language': 'id' };
    const sent = request(url, { agent, headers, timeout: 60_000 }, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => {
        bytes += piece.length;
      });
      response.on('end', () => done({ status: response.statusCode ?? 0, bytes }));
      response.on('error', failed);
    });
    sent.on('timeout', () => sent.destroy(new Error('no answer within a minute')));
    sent.on('error', failed);
    sent.end();
  });

export const pause = (milliseconds: number) => new Promise<void>((done) => setTimeout(done, milliseconds));

/** The time within which so large a part of the answers came. */
export function percentile(times: readonly number[], part: number): number {
  const sorted = times.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? Number.NaN;
}
