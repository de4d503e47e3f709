import { Problem } from '@tilik/server/inside/problem.ts';
import { expect } from 'vitest';

/** Reads a refusal, and fails the test where it is not of the one shape or not fit to be read by a person. */
export async function problemOf(response: Response): Promise<Problem> {
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.headers.get('Content-Type')).toBe('application/problem+json');
  const problem = Problem.strict().parse(await response.json());
  expect(problem.status).toBe(response.status);
  expect(problem.type).toBe(`urn:tilik:problem:${problem.code}`);
  for (const text of [problem.title, problem.detail, ...problem.issues.map(({ message }) => message)]) {
    expect(text).toMatch(/\S/);
    // A fact that was not filled in, or a sentence that is not in the catalogue.
    expect(text).not.toMatch(/[{}]|^(problem|issue)\.|undefined|\[object/);
  }
  return problem;
}
