import { z } from '@hono/zod-openapi';

/** One thing that is wrong, where it is and what to do about it. */
export const Issue = z
  .object({
    line: z.int().optional().openapi({ description: 'Line of the file or row of the sheet, counted from 1.' }),
    field: z.string().optional().openapi({ description: 'Column, form field or query parameter.' }),
    code: z.string().openapi({ description: 'Stable word for the reason; the same in every language.' }),
    message: z.string().openapi({ description: 'What is wrong and what to do, in the language asked for.' }),
    original: z.string().optional().openapi({ description: 'The line as it stood in the file.' }),
  })
  .openapi('Issue');
export type Issue = z.infer<typeof Issue>;

/** The one error shape: RFC 9457 problem details, with the issues behind it. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    code: z.string(),
    issues: z.array(Issue),
  })
  .openapi('Problem');
export type Problem = z.infer<typeof Problem>;

export type Facts = Readonly<Record<string, string | number>>;

/** An issue before it is put into words. */
export interface IssueFacts {
  readonly line?: number;
  readonly field?: string;
  readonly code: string;
  readonly facts?: Facts;
  readonly original?: string;
}

/** Thrown for what a user can cause and must read; `onError` writes it out in the user's language. */
export class ProblemError extends Error {
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422 | 429 | 503 | 507;
  readonly code: string;
  readonly facts: Facts;
  readonly issues: readonly IssueFacts[];

  constructor(
    status: ProblemError['status'],
    code: string,
    options: { facts?: Facts; issues?: readonly IssueFacts[] } = {},
  ) {
    super(code);
    this.status = status;
    this.code = code;
    this.facts = options.facts ?? {};
    this.issues = options.issues ?? [];
  }
}
