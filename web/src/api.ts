import { type Client, createClient, type Issue, type Problem } from '@tilik/server/client';

export const client: Client = createClient(globalThis.location?.origin ?? 'http://localhost');

/** What the server refused, in words a person can read; thrown by `ask`. */
export class ProblemShown extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

interface Answer {
  readonly ok: boolean;
  json(): Promise<unknown>;
}

/** The bodies of those answers that are no problem. */
type Good<Response extends Answer> = Exclude<Awaited<ReturnType<Response['json']>>, Problem>;

/** Awaits an answer of the client and gives its body, or throws what the server said was wrong. */
export async function ask<Response extends Answer>(answer: Promise<Response>): Promise<Good<Response>> {
  const response = await answer;
  const body = await response.json();
  if (!response.ok) throw new ProblemShown(body as Problem);
  return body as Good<Response>;
}

export const issuesOf = (error: unknown): readonly Issue[] =>
  error instanceof ProblemShown ? error.problem.issues : [];

/** Posts a form with a file, which the typed client would hold in memory as a whole. */
export const sendForm = <Body>(path: string, form: FormData, language: string): Promise<Body> =>
  ask(
    fetch(path, { method: 'POST', body: form, headers: { 'Accept-Language': language } }) as Promise<Answer>,
  ) as Promise<Body>;
