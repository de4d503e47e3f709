import { Lexer, type Token, type Tokens } from 'marked';
import type { RichBlock, RichText, Run } from './content.ts';

type Style = Omit<Run, 'text'>;

/**
 * Reads what the section typed: paragraphs, lists, **strong** and *emphasis*, as Markdown writes them. A line that ends
 * is a line that ends. All else that Markdown knows (headings, links, pictures, HTML, tables, code) becomes plain text
 * with its words and addresses in it: nothing typed is lost, and nothing but text can come out of it.
 */
export function readRichText(source: string): RichText {
  const tokens = new Lexer({ gfm: true, breaks: true }).lex(cleaned(source));
  return tokens.flatMap(blocksOf);
}

/** Without characters that no document can hold. */
const cleaned = (source: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  source.toWellFormed().replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFFFE\uFFFF]/g, '');

function blocksOf(token: Token): RichBlock[] {
  switch (token.type) {
    case 'space':
      return [];
    case 'list': {
      const list = token as Tokens.List;
      const entries = list.items.flatMap(entriesOf).filter((runs) => runs.length > 0);
      return entries.length === 0 ? [] : [{ kind: 'list', ordered: list.ordered, entries }];
    }
    case 'blockquote':
      return ((token as Tokens.Blockquote).tokens ?? []).flatMap(blocksOf);
    case 'heading':
    case 'paragraph':
    case 'text':
      return paragraphsOf(linesOf(token.tokens ?? [plain(token)]));
    case 'code': {
      const { lang = '', text } = token as Tokens.Code;
      return paragraphsOf([lang, ...text.split('\n')].map((line) => [{ text: line }]));
    }
    default:
      return paragraphsOf(token.raw.split('\n').map((text) => [{ text }]));
  }
}

const plain = (token: Token): Token => ({ type: 'text', raw: token.raw, text: token.raw });

const paragraphsOf = (lines: readonly (readonly Run[])[]): RichBlock[] =>
  lines
    .map(tidied)
    .filter((runs) => runs.length > 0)
    .map((runs) => ({ kind: 'paragraph', runs }));

/** An entry, then those of the lists inside it: a list of the report has one level. */
function entriesOf(item: Tokens.ListItem): (readonly Run[])[] {
  const own: Run[] = item.task ? [{ text: item.checked ? '[x] ' : '[ ] ' }] : [];
  const inside: (readonly Run[])[] = [];
  for (const token of item.tokens) {
    if ((token as { type: string }).type === 'checkbox') continue;
    for (const block of blocksOf(token)) {
      if (block.kind === 'list') inside.push(...block.entries);
      else own.push(...(own.length > 0 ? [{ text: ' ' }] : []), ...block.runs);
    }
  }
  return [tidied(own), ...inside];
}

/** The lines of some inline tokens, each as runs. */
function linesOf(tokens: readonly Token[], style: Style = {}): Run[][] {
  const lines: Run[][] = [[]];
  for (const token of tokens) {
    const [first = [], ...others] = inlineOf(token, style);
    lines.at(-1)?.push(...first);
    lines.push(...others);
  }
  return lines;
}

function inlineOf(token: Token, style: Style): Run[][] {
  const inner = (own: Style) => linesOf(('tokens' in token && token.tokens) || [plain(token)], own);
  /** Where a link or a picture points, with what it is called there. */
  const address = (text: string, href: string, title: string | null | undefined): Run[] => {
    const said = [href === text ? '' : href, title ?? ''].filter((part) => part !== '').join(' ');
    return said === '' ? [] : [{ ...style, text: ` (${said})` }];
  };
  switch (token.type) {
    case 'br':
      return [[], []];
    case 'strong':
      return inner({ ...style, strong: true });
    case 'em':
      return inner({ ...style, emphasis: true });
    case 'del':
      return inner(style);
    case 'link': {
      const { text, href, title } = token as Tokens.Link;
      const lines = inner(style);
      // An address that stands for itself is not said twice.
      const isOwn = href === `mailto:${text}` || href === `http://${text}`;
      if (!isOwn) lines.at(-1)?.push(...address(text, href, title));
      return lines;
    }
    case 'image': {
      const { text, href, title } = token as Tokens.Image;
      return [[{ ...style, text }, ...address(text, href, title)]];
    }
    case 'escape':
    case 'codespan':
      return textLines((token as Tokens.Codespan).text, style);
    case 'text':
      return (token as Tokens.Text).tokens ? inner(style) : textLines(token.raw, style);
    default:
      return textLines(token.raw, style);
  }
}

const textLines = (text: string, style: Style): Run[][] => text.split('\n').map((line) => [{ ...style, text: line }]);

const isAlike = (one: Run, other: Run): boolean => one.strong === other.strong && one.emphasis === other.emphasis;

/** Neighbours of one style as one run, without blanks at both ends. */
function tidied(runs: readonly Run[]): Run[] {
  const merged: Run[] = [];
  for (const run of runs) {
    const last = merged.at(-1);
    if (run.text === '') continue;
    if (last && isAlike(last, run)) merged[merged.length - 1] = { ...last, text: last.text + run.text };
    else merged.push(run);
  }
  const trimmed = merged.map((run, index) => {
    let text = run.text.replaceAll(/\s+/g, ' ');
    if (index === 0) text = text.trimStart();
    if (index === merged.length - 1) text = text.trimEnd();
    return { ...run, text };
  });
  return trimmed.filter(({ text }) => text !== '');
}

/** The words of a rich text, a line for each paragraph and entry. */
export const plainText = (text: RichText): string =>
  text
    .flatMap((block) => (block.kind === 'paragraph' ? [block.runs] : block.entries))
    .map((runs) => runs.map((run) => run.text).join(''))
    .join('\n');
