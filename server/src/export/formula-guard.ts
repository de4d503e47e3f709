/** A spreadsheet runs text that begins so as a formula; an apostrophe before it keeps it text. */
const asFormula = /^'*[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;
const guardedFormula = /^'+[=+\-@\t\r\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * A spreadsheet that parts cells at `;`, as it does by default where a comma parts decimals, starts a new cell or row inside
 * our text: what begins there must be no formula either.
 */
const innerFormula = /([;\t\r\n][ "]*)('*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;
const guardedInnerFormula = /([;\t\r\n][ "]*)'('*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/g;

/** Text with the guard before every formula that a wrongly parted file would show; the first letter has its own. */
export const guardedInside = (text: string): string => text.replace(innerFormula, "$1'$2");

/** The guard before the first letter alone, so that text can be told from text that began with an apostrophe itself. */
export const guardedStart = (text: string): string => (asFormula.test(text) ? `'${text}` : text);

/** Text with every guard, as a file holds it. */
export const guarded = (text: string): string => guardedInside(guardedStart(text));

/** Text as it was before the guard was put before it. */
export const unguarded = (text: string): string =>
  (text.charCodeAt(0) === 0x27 && guardedFormula.test(text) ? text.slice(1) : text).replace(
    guardedInnerFormula,
    '$1$2',
  );
