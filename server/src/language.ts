import { type Language, languages } from '@tilik/db/vocabulary';
import type { Context } from 'hono';
import { createTranslator } from 'use-intl/core';
import { en } from './messages/en.ts';
import { id } from './messages/id.ts';
import type { Facts, Issue, IssueFacts, Problem, ProblemError } from './problem.ts';

const catalogues = { id, en } as const;

export type ProblemCode = keyof typeof id.problem;
export type IssueCode = keyof typeof id.issue;

const translators = {
  id: createTranslator({ locale: 'id', messages: catalogues.id }),
  en: createTranslator({ locale: 'en', messages: catalogues.en }),
};

const isLanguage = (text: string | undefined): text is Language => languages.some((language) => language === text);

/** The language of the answer: `?lang=`, else the first known one of Accept-Language, else Bahasa Indonesia. */
export function languageOf(c: Context): Language {
  const asked = c.req.query('lang');
  if (isLanguage(asked)) return asked;
  for (const part of (c.req.header('accept-language') ?? '').split(',')) {
    const tag = part.trim().slice(0, 2).toLowerCase();
    if (isLanguage(tag)) return tag;
  }
  return 'id';
}

/** One sentence of the catalogue. A code without a sentence is a mistake of ours and fails loudly in the tests. */
export function say(language: Language, key: string, facts: Facts = {}): string {
  return translators[language](key as never, facts as never);
}

export const issueInWords = (language: Language, issue: IssueFacts): Issue => ({
  ...(issue.line === undefined ? {} : { line: issue.line }),
  ...(issue.field === undefined ? {} : { field: issue.field }),
  code: issue.code,
  message: say(language, `issue.${issue.code}`, issue.facts),
  ...(issue.original === undefined ? {} : { original: issue.original }),
});

export const problemInWords = (language: Language, error: ProblemError): Problem => ({
  type: `urn:tilik:problem:${error.code}`,
  title: say(language, `problem.${error.code}.title`, error.facts),
  status: error.status,
  detail: say(language, `problem.${error.code}.detail`, error.facts),
  code: error.code,
  issues: error.issues.map((issue) => issueInWords(language, issue)),
});
