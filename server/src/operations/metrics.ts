import { statSync } from 'node:fs';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Evaluator } from '../effect/evaluator.ts';
import type { Importer } from '../ingest/importer.ts';
import { ProblemError } from '../problem.ts';
import { type Health, troubleCodes } from './health.ts';
import type { Answered } from './log.ts';

/** What is measured, for Prometheus. */
export interface Metrics {
  readonly registry: Registry;
  readonly tell: (answered: Answered) => void;
  readonly countingImporter: (importer: Importer) => Importer;
  readonly countingEvaluator: (evaluator: Evaluator) => Evaluator;
}

export interface MeasuredThings {
  readonly databasePath: string;
  readonly health: Health;
  readonly now: () => Date;
  /** The latest backup that was verified, and whether the latest attempt succeeded; undefined: none was made yet. */
  readonly lastBackup: () => { readonly at: Date | undefined; readonly succeeded: boolean | undefined };
}

const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0;

export function createMetrics({ databasePath, health, now, lastBackup }: MeasuredThings): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Event loop lag, memory, processor, open files and garbage collection.
  collectDefaultMetrics({ register: registry });
  const durations = new Histogram({
    name: 'tilik_http_request_duration_seconds',
    help: 'Time from request to answer, by method, route pattern and status.',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  const imports = new Counter({
    name: 'tilik_imports_total',
    help: 'Imports and previews carried out, by what became of them.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const importsInFlight = new Gauge({
    name: 'tilik_imports_in_flight',
    help: 'Imports and previews that wait or run.',
    registers,
  });
  const evaluationsInFlight = new Gauge({
    name: 'tilik_evaluations_in_flight',
    help: 'Evaluations that wait or run.',
    registers,
  });
  const gauge = (name: string, help: string, read: () => number | undefined) =>
    new Gauge({
      name,
      help,
      registers,
      collect() {
        const value = read();
        if (value === undefined) this.reset();
        else this.set(value);
      },
    });
  gauge('tilik_database_bytes', 'Size of the database file.', () => sizeOf(databasePath));
  gauge('tilik_wal_bytes', 'Size of the write-ahead log beside it.', () => sizeOf(`${databasePath}-wal`));
  gauge('tilik_ready', '1 where the server can do all it is there for, else 0.', () => (health.isReady() ? 1 : 0));
  gauge('tilik_backup_age_seconds', 'Time since the latest verified backup; NaN: there is none.', () => {
    const { at } = lastBackup();
    return at === undefined ? Number.NaN : (now().getTime() - at.getTime()) / 1000;
  });
  gauge(
    'tilik_backup_success',
    '1 where the latest attempt at a backup succeeded, 0 where not; NaN: none made yet.',
    () => {
      const { succeeded } = lastBackup();
      return succeeded === undefined ? Number.NaN : Number(succeeded);
    },
  );
  const trouble = new Gauge({
    name: 'tilik_trouble',
    help: '1 for each trouble that is there now.',
    labelNames: ['code'],
    registers,
    collect() {
      const present = new Set(health.troubles().map(({ code }) => code));
      for (const code of troubleCodes) trouble.set({ code }, present.has(code) ? 1 : 0);
    },
  });

  const counted = async <Outcome>(kind: string, work: () => Promise<Outcome>): Promise<Outcome> => {
    importsInFlight.inc();
    try {
      const outcome = await work();
      imports.inc({ kind, outcome: 'done' });
      return outcome;
    } catch (error) {
      imports.inc({ kind, outcome: error instanceof ProblemError ? 'refused' : 'failed' });
      throw error;
    } finally {
      importsInFlight.dec();
    }
  };

  return {
    registry,
    tell: ({ method, route, status, ms }) => durations.observe({ method, route, status: String(status) }, ms / 1000),
    countingImporter: (importer) => ({
      ...importer,
      run: (task, ...rest) => counted(task.preview ? 'preview' : 'store', () => importer.run(task, ...rest)),
      runArchive: (task, ...rest) =>
        counted(task.preview ? 'preview' : 'store', () => importer.runArchive(task, ...rest)),
    }),
    countingEvaluator: (evaluator) => ({
      ...evaluator,
      run: async (name, ...given) => {
        evaluationsInFlight.inc();
        try {
          return await evaluator.run(name, ...given);
        } finally {
          evaluationsInFlight.dec();
        }
      },
    }),
  };
}
