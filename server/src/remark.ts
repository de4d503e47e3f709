import { z } from '@hono/zod-openapi';
import { personalTextIn } from './ingest/personal-text.ts';

const remarkCharactersMax = 2000;

/** A remark that a person writes, trimmed. One that tells of a single person is refused, as a file is. */
export const Remark = z
  .string()
  .trim()
  // What is too long is not looked at any further.
  .max(remarkCharactersMax, { abort: true })
  .superRefine((text, context) => {
    for (const { kind, example } of personalTextIn(text)) {
      context.addIssue({ code: 'custom', params: { code: `remark-${kind}`, value: example } });
    }
  });
