import { z } from '@hono/zod-openapi';
import { personalTextIn } from './ingest/personal-text.ts';

/** A text that a person writes, trimmed. One that tells of a single person is refused, as a file is. */
export const remarkUpTo = (charactersMax: number) =>
  z
    .string()
    .trim()
    // What is too long is not looked at any further.
    .max(charactersMax, { abort: true })
    .superRefine((text, context) => {
      for (const { kind, example } of personalTextIn(text)) {
        context.addIssue({ code: 'custom', params: { code: `remark-${kind}`, value: example } });
      }
    });

/** A remark of the usual length. */
export const Remark = remarkUpTo(2000);
