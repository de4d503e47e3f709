import { parentPort } from 'node:worker_threads';
import type { EvaluatorAnswer, EvaluatorTask } from './evaluator.ts';
import { tasks } from './tasks.ts';

parentPort?.on('message', ({ id, name, given }: EvaluatorTask) => {
  let answer: EvaluatorAnswer;
  try {
    const task = tasks[name] as (...all: readonly unknown[]) => unknown;
    answer = { id, result: task(...given) };
  } catch (error) {
    answer = { id, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  parentPort?.postMessage(answer);
});
