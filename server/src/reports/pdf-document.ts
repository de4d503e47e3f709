import {
  ParseSpeeds,
  PDFArray,
  PDFBool,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFObject,
  PDFRef,
  PDFString,
} from '@cantoo/pdf-lib';
import type { Language } from '@tilik/db/vocabulary';

/** Other work has its turn after so many objects, and not after each few: a printed page has thousands. */
const objectsPerTurn = ParseSpeeds.Fast;

const readQuietly = (bytes: Uint8Array) =>
  PDFDocument.load(bytes, { updateMetadata: false, parseSpeed: objectsPerTurn });

/** The page, counted from 1, on which each anchor of the document lies that something in it points to. */
export async function pagesOfAnchors(bytes: Uint8Array): Promise<ReadonlyMap<string, number>> {
  const pdf = await readQuietly(bytes);
  const numbers = new Map(pdf.getPages().map(({ ref }, index) => [ref.toString(), index + 1]));
  const found = new Map<string, number>();
  const note = (name: string, destination: PDFObject | undefined) => {
    const place = destination instanceof PDFDict ? destination.lookup(PDFName.of('D')) : destination;
    const target = place instanceof PDFArray ? place.get(0) : undefined;
    const number = target instanceof PDFRef ? numbers.get(target.toString()) : undefined;
    if (number !== undefined) found.set(name, number);
  };
  const byName = pdf.catalog.lookupMaybe(PDFName.of('Dests'), PDFDict);
  for (const [name, value] of byName?.entries() ?? []) note(name.decodeText(), pdf.context.lookup(value));
  const names = pdf.catalog.lookupMaybe(PDFName.of('Names'), PDFDict)?.lookupMaybe(PDFName.of('Dests'), PDFDict);
  if (names) walkNames(names, (name, value) => note(name, pdf.context.lookup(value)));
  return found;
}

/** A name tree (ISO 32000, 7.9.6): leaves with names and values in turn, kids with more of them. */
function walkNames(node: PDFDict, tell: (name: string, value: PDFObject) => void): void {
  const leaves = node.lookupMaybe(PDFName.of('Names'), PDFArray);
  for (let at = 0; leaves && at + 1 < leaves.size(); at += 2) {
    const name = leaves.lookup(at);
    if (name instanceof PDFString || name instanceof PDFHexString) tell(name.decodeText(), leaves.get(at + 1));
  }
  const kids = node.lookupMaybe(PDFName.of('Kids'), PDFArray);
  for (let at = 0; kids && at < kids.size(); at += 1) {
    const kid = kids.lookup(at);
    if (kid instanceof PDFDict) walkNames(kid, tell);
  }
}

interface Description {
  readonly title: string;
  readonly author: string;
  readonly subject: string;
  readonly language: Language;
  /** The day it is of; null: none yet. The same report says the same day whenever it is printed. */
  readonly on: string | null;
}

const creator = 'Tilik';
const languageTags: Readonly<Record<Language, string>> = { id: 'id-ID', en: 'en-GB' };
/** The day of a document that has none. */
const noDay = '2000-01-01';

/** Says of a PDF what it is, for readers and screen readers; its tags and its pages stay as they were printed. */
export async function describePdf(
  bytes: Uint8Array,
  { title, author, subject, language, on }: Description,
): Promise<Uint8Array<ArrayBuffer>> {
  const pdf = await readQuietly(bytes);
  pdf.setTitle(title, { showInWindowTitleBar: true });
  pdf.setAuthor(author);
  pdf.setSubject(subject);
  pdf.setCreator(creator);
  pdf.setLanguage(languageTags[language]);
  const day = new Date(`${on ?? noDay}T00:00:00Z`);
  pdf.setCreationDate(day);
  pdf.setModificationDate(day);
  if (!pdf.catalog.has(PDFName.of('MarkInfo'))) {
    pdf.catalog.set(PDFName.of('MarkInfo'), pdf.context.obj({ Marked: PDFBool.True }));
  }
  return new Uint8Array(
    await pdf.save({ useObjectStreams: true, updateFieldAppearances: false, objectsPerTick: objectsPerTurn }),
  );
}
