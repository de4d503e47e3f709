/** A spreadsheet runs text that begins so as a formula; an apostrophe before it keeps it text. */
const asFormula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const guardedFormula = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/** Text with the guard, so that it can be told from text that began with an apostrophe itself. */
export const guarded = (text: string): string => (asFormula.test(text) ? `'${text}` : text);

/** Text as it was before the guard was put before it. */
export const unguarded = (text: string): string =>
  text.charCodeAt(0) === 0x27 && guardedFormula.test(text) ? text.slice(1) : text;
