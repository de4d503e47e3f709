import { Worker } from 'node:worker_threads';
import type { Db } from '@tilik/db/open';
import type { Given, TaskName, Tasks } from './tasks.ts';

/** Something that carries evaluations out. */
export interface Evaluator {
  readonly run: <Name extends TaskName>(name: Name, ...given: Given<Name>) => Promise<ReturnType<Tasks[Name]>>;
  readonly close: () => Promise<void>;
}

/** Evaluates in this thread; the statistics are read when they are first needed. */
export function localEvaluator(db: Db): Evaluator {
  return {
    run: async (name, ...given) => {
      const { tasks } = await import('./tasks.ts');
      const task = tasks[name] as unknown as (db: Db, ...all: typeof given) => ReturnType<Tasks[typeof name]>;
      return task(db, ...given);
    },
    close: () => Promise.resolve(),
  };
}

export interface EvaluatorTask {
  readonly id: number;
  readonly name: TaskName;
  readonly given: readonly unknown[];
}
export type EvaluatorAnswer =
  | { readonly id: number; readonly result: unknown }
  | { readonly id: number; readonly failure: string };

/**
 * Evaluates in a thread of its own, one after the other, so that a request for a chart never waits behind a campaign.
 * It reads the figures by a connection of its own. The thread is started with the first evaluation and kept; if it dies, what it was doing fails and the next starts anew.
 */
export function threadedEvaluator(databasePath: string): Evaluator {
  let thread: Worker | undefined;
  let count = 0;
  const waiting = new Map<
    number,
    { readonly done: (result: unknown) => void; readonly failed: (error: Error) => void }
  >();
  const fall = (error: Error) => {
    thread = undefined;
    for (const { failed } of waiting.values()) failed(error);
    waiting.clear();
  };
  const start = (): Worker => {
    const worker = new Worker(new URL('./evaluator-worker.ts', import.meta.url), {
      workerData: { databasePath },
      resourceLimits: { maxOldGenerationSizeMb: 256 },
    });
    worker.on('message', (answer: EvaluatorAnswer) => {
      const { done, failed } = waiting.get(answer.id) ?? {};
      waiting.delete(answer.id);
      if (waiting.size === 0) worker.unref();
      if ('failure' in answer) failed?.(new Error(answer.failure));
      else done?.(answer.result);
    });
    worker.on('error', fall);
    worker.on('exit', () => {
      if (thread === worker) fall(new Error('the evaluation thread stopped'));
    });
    return worker;
  };
  return {
    run: (name, ...given) =>
      new Promise((done, failed) => {
        thread ??= start();
        thread.ref();
        count += 1;
        waiting.set(count, { done: done as (result: unknown) => void, failed });
        const task: EvaluatorTask = { id: count, name, given };
        thread.postMessage(task);
      }),
    close: async () => {
      const worker = thread;
      thread = undefined;
      await worker?.terminate();
    },
  };
}
