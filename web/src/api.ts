import { type Client, createClient, type Issue, type Problem } from '@tilik/server/client';

/** What the page asks is answered in its language; that stands in its URL. */
const askedLanguage = (): string =>
  new URLSearchParams(globalThis.location?.search ?? '').get('lang') === 'en' ? 'en' : 'id';

export const client: Client = createClient(globalThis.location?.origin ?? 'http://localhost', {
  headers: () => ({ 'Accept-Language': askedLanguage() }),
});

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
  readonly status: number;
  json(): Promise<unknown>;
}

/** The bodies of those answers that are no problem. */
type Good<Response extends Answer> = Exclude<Awaited<ReturnType<Response['json']>>, Problem>;

/** Awaits an answer of the client and gives its body, or throws what the server said was wrong. */
export async function ask<Response extends Answer>(answer: Promise<Response>): Promise<Good<Response>> {
  const response = await answer;
  const body = response.status === 204 ? undefined : await response.json();
  if (!response.ok) throw new ProblemShown(body as Problem);
  return body as Good<Response>;
}

export const isProblem = (error: unknown, status: number): boolean =>
  error instanceof ProblemShown && error.problem.status === status;

export const issuesOf = (error: unknown): readonly Issue[] =>
  error instanceof ProblemShown ? error.problem.issues : [];

/** Posts a form with a file, which the typed client would hold in memory as a whole. */
export const sendForm = <Body>(path: string, form: FormData, language: string): Promise<Body> =>
  ask(
    fetch(path, { method: 'POST', body: form, headers: { 'Accept-Language': language } }) as Promise<Answer>,
  ) as Promise<Body>;

/** The same, told how much of it was sent: what a person waits for while a photo is on its way. */
export const sendFormWatched = <Body>(
  path: string,
  form: FormData,
  language: string,
  onProgress: (part: number) => void,
): Promise<Body> =>
  new Promise((done, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', path);
    request.setRequestHeader('Accept-Language', language);
    request.responseType = 'json';
    request.upload.onprogress = ({ loaded, total, lengthComputable }) => {
      if (lengthComputable) onProgress(loaded / total);
    };
    request.onload = () => {
      const isGood = request.status >= 200 && request.status < 300;
      if (isGood) done(request.response as Body);
      else if (request.response) failed(new ProblemShown(request.response as Problem));
      else failed(new Error(`${request.status}`));
    };
    request.onerror = () => failed(new Error('not reached'));
    request.send(form);
  });

/** Signing in and out and all that belongs to one's own account, which is the library's interface and not ours. */
export const askAccount = <Body>(path: string, body?: object): Promise<Body> =>
  ask(
    fetch(`/api/auth/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'Accept-Language': askedLanguage(), ...(body ? { 'Content-Type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    }) as Promise<Answer>,
  ) as Promise<Body>;
