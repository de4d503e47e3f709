import { OpenAPIHono, z } from '@hono/zod-openapi';
import type { Env } from './access/actor.ts';
import { isDay } from './day.ts';
import { type IssueFacts, ProblemError } from './problem.ts';

/** A router whose refusals of a request have the one error shape. */
export const router = () =>
  new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (result.success) return;
      throw new ProblemError(400, 'bad-request', { issues: result.error.issues.map(issueOf) });
    },
  });

/** Zod speaks of code; a person is told the field, what came and what could have come. */
function issueOf(issue: z.core.$ZodIssue): IssueFacts {
  const field = issue.path.join('.');
  // Zod keeps what came out of its issues; what is to be quoted is put into the parameters.
  const custom = issue.code === 'custom' ? (issue.params as { code?: string; value?: string } | undefined) : undefined;
  if (custom?.code !== undefined) return { field, code: custom.code, facts: { value: custom.value ?? '' } };
  if (issue.code === 'invalid_value') {
    return { field, code: 'not-a-choice', facts: { choices: issue.values.map(String).join(', ') } };
  }
  return { field, code: 'not-valid', facts: {} };
}

/** Days before and after are slips of the keyboard, and the calendar as text ends at the year 9999. */
const earliestDay = '1900-01-01';
const latestDay = '2199-12-31';

/** A query parameter or form field that holds a calendar day. */
export const DayText = z
  .string()
  .superRefine((text, context) => {
    if (isDay(text) && text >= earliestDay && text <= latestDay) return;
    context.addIssue({ code: 'custom', params: { code: 'not-a-day', value: text } });
  })
  .openapi({ format: 'date', example: '2026-01-31' });

/** A query parameter or form field that holds a month, `YYYY-MM`, of the same years. */
export const MonthText = z
  .string()
  .superRefine((text, context) => {
    if (/^\d{4}-\d{2}$/.test(text) && isDay(`${text}-01`) && text >= '1900-01' && text <= '2199-12') return;
    context.addIssue({ code: 'custom', params: { code: 'not-a-month', value: text } });
  })
  .openapi({ pattern: '^\\d{4}-\\d{2}$', example: '2025-12' });

/** An answer of a route: JSON of this shape. */
export const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({
  content: { 'application/json': { schema } },
  description,
});

/** `true` or `false` as text, as forms and query strings have it. */
export const FlagText = z
  .enum(['true', 'false'])
  .optional()
  .transform((text) => text === 'true');

/** A form field that carries JSON of this shape. */
export const jsonText = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text);
      } catch {
        context.addIssue({ code: 'custom', params: { code: 'not-valid' } });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** Several values of one parameter, comma separated or repeated. */
export const ListText = z
  .union([z.string(), z.array(z.string())])
  .optional()
  .transform((given) =>
    (given === undefined ? [] : [given]).flat().flatMap((text) => text.split(',').filter((part) => part !== '')),
  );

/** Fields of a form that was read by hand, parsed as the router would; refusals have the one error shape. */
export function parseFields<Schema extends z.ZodType>(
  schema: Schema,
  fields: Readonly<Record<string, string>>,
): z.output<Schema> {
  const result = schema.safeParse(fields);
  if (result.success) return result.data;
  throw new ProblemError(400, 'bad-request', { issues: result.error.issues.map(issueOf) });
}
