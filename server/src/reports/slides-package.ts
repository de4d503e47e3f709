import type { Language } from '@tilik/db/vocabulary';
import { localeOf } from './formats.ts';
import type { Parts } from './write-zip.ts';

const decoder = new TextDecoder();
const encoder = new TextEncoder();

const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

interface Given {
  readonly language: Language;
  /** Day of the file; a draft has none. */
  readonly approvedOn: string | null;
  /** Of each slide. */
  readonly notes: readonly string[];
}

/**
 * What the library writes, made right: names of charts that count within this file and not since the program began,
 * content types of parts that are there, each shape under a number of its own, notes in paragraphs, the language of the
 * text, and no clock.
 */
export function mended(parts: Parts, { language, approvedOn, notes }: Given): Parts {
  const numbers = [...parts.keys()]
    .flatMap((path) => /^ppt\/charts\/chart(\d+)\.xml$/.exec(path)?.[1] ?? [])
    .map(Number)
    .toSorted((one, other) => one - other);
  const named = (text: string): string =>
    text.replace(
      /(charts\/(?:_rels\/)?chart|Microsoft_Excel_Worksheet)(\d+)(\.xml|\.xlsx)/g,
      (_, kind, number, ending) => {
        const at = numbers.indexOf(Number(number));
        return `${kind}${at < 0 ? number : at + 1}${ending}`;
      },
    );
  const paths = new Set([...parts.keys()].map((path) => `/${named(path)}`));
  const result: Parts = new Map();
  for (const [path, bytes] of parts) {
    const isText = path.endsWith('.xml') || path.endsWith('.rels');
    result.set(named(path), isText ? encoder.encode(mendedText(path, named(decoder.decode(bytes)))) : bytes);
  }
  return result;

  function mendedText(path: string, text: string): string {
    const inLanguage = text
      .replaceAll(' altLang="en-US"', '')
      .replaceAll('lang="en-US"', `lang="${localeOf[language]}"`);
    if (path === '[Content_Types].xml') {
      return inLanguage
        .replace(/<Override PartName="([^"]+)"[^>]*\/>/g, (override, part) => (paths.has(part) ? override : ''))
        .replace('ContentType="image/jpg"', 'ContentType="image/jpeg"');
    }
    if (path === 'docProps/core.xml') return coreXml(inLanguage);
    const slide = /^ppt\/notesSlides\/notesSlide(\d+)\.xml$/.exec(path)?.[1];
    if (slide !== undefined) return withNotes(inLanguage, notes[Number(slide) - 1] ?? '');
    if (/^ppt\/(slides|slideLayouts)\/[^/]+\.xml$/.test(path)) return withOwnNumbers(inLanguage);
    return inLanguage;
  }

  function coreXml(text: string): string {
    const day = approvedOn === null ? '' : `${approvedOn}T00:00:00Z`;
    return text
      .replace(/(<dcterms:(?:created|modified)[^>]*>)[^<]*(<\/dcterms:(?:created|modified)>)\s*/g, (_, from, to) =>
        day === '' ? '' : `${from}${day}${to}`,
      )
      .replace('</cp:coreProperties>', `<dc:language>${localeOf[language]}</dc:language></cp:coreProperties>`);
  }

  function withNotes(text: string, note: string): string {
    const paragraphs = note
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => `<a:p><a:r><a:rPr lang="${localeOf[language]}"/><a:t>${escaped(line)}</a:t></a:r></a:p>`)
      .join('');
    const body = `<a:lstStyle/>${paragraphs === '' ? `<a:p><a:endParaRPr lang="${localeOf[language]}"/></a:p>` : paragraphs}</p:txBody>`;
    // The first text of a notes page is that of its notes.
    return text.replace(/<a:lstStyle\/><a:p>[\s\S]*?<\/p:txBody>/, () => body);
  }
}

/** Readers of the screen go by the numbers of shapes; tables say that their first row is their header. */
function withOwnNumbers(text: string): string {
  let number = 1;
  return text
    .replace(/<p:cNvPr id="\d+"/g, () => `<p:cNvPr id="${number++}"`)
    .replaceAll('<a:tblPr/>', '<a:tblPr firstRow="1"/>');
}
