/** Texts that have broken other programs, each with what it would do where it was not taken as text. */
export const hostileTexts: Readonly<Record<string, string>> = {
  'ends a statement': `'); DROP TABLE readings; DELETE FROM people; --`,
  'is always true': `' OR '1'='1`,
  'is always true in double quotes': `" OR ""="`,
  'joins another table': `x' UNION SELECT password, null FROM accounts --`,
  'is a language of search': `NEAR("a" AND * OR title: ^ -(`,
  'matches everything': `%_*?[a-z]`,
  'runs in a page': `"><script>globalThis.__ran=1</script><img src=x onerror=globalThis.__ran=1>`,
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is text, which is what is shown here.
  'runs in a template': '{{constructor.constructor("return 1")()}}${7*7}#{7*7}<%= 7*7 %>',
  'ends a header': 'x\r\nSet-Cookie: tilik.session_token=stolen\r\n\r\n<html>',
  'leaves a folder': '../../../../etc/passwd\u0000.csv',
  'runs in a spreadsheet': `=HYPERLINK("http://evil.example","x");=1+1;@SUM(1)`,
  'runs in a shell': '$(touch /tmp/pwned)`id`;|& cat /etc/passwd',
  'looks backwards': '\u202egpj.exe\u2066\u200b\ufeff\u0000',
  'is half a letter': 'a\ud800b\udfffc',
  'is a number that is none': '1e999999',
  'is a name of every object': '__proto__',
  'is long': 'ä'.repeat(70_000),
};

/** A picture of one point. */
export const picture = new Uint8Array(
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
);
