import { getDocumentProxy, getResolvedPDFJS } from 'unpdf';

/** A part of a page as its tags say: what it is, and what stands for it where it is a picture. */
interface Tag {
  readonly role: string;
  readonly alt?: string;
  readonly children?: readonly unknown[];
}

const isTag = (node: unknown): node is Tag => typeof node === 'object' && node !== null && 'role' in node;
const tagsIn = (node: unknown): Tag[] => (isTag(node) ? [node, ...(node.children ?? []).flatMap(tagsIn)] : []);

interface OutlineEntry {
  readonly title: string;
  readonly dest: string | readonly unknown[] | null;
  readonly items: readonly OutlineEntry[];
}

/** What a reader of PDF files finds in one: its text by page, outline with pages, tags, fonts and what it says of itself. */
export async function readPdf(bytes: Uint8Array) {
  const { OPS } = await getResolvedPDFJS();
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const { info } = await pdf.getMetadata();
  const pages: string[] = [];
  const tags: Tag[] = [];
  const fonts: { name: string; isEmbedded: boolean }[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent();
    pages.push(items.map((item) => ('str' in item ? item.str : '')).join(' '));
    tags.push(...tagsIn(await page.getStructTree()));
    const { fnArray, argsArray } = await page.getOperatorList();
    const names = fnArray.flatMap((made, at) => (made === OPS.setFont ? [String(argsArray[at][0])] : []));
    for (const name of new Set(names)) {
      const font = page.commonObjs.get(name);
      // A font of type 3 is made of drawings that are in the file.
      fonts.push({ name: font.name, isEmbedded: font.isType3Font || (!font.missingFile && font.data?.length > 0) });
    }
  }
  const outline: { title: string; page: number; depth: number }[] = [];
  const walk = async (entries: readonly OutlineEntry[], depth: number): Promise<void> => {
    for (const { title, dest, items } of entries) {
      const place = typeof dest === 'string' ? await pdf.getDestination(dest) : dest;
      const page = place ? (await pdf.getPageIndex(place[0] as never)) + 1 : 0;
      outline.push({ title, page, depth });
      await walk(items, depth + 1);
    }
  };
  await walk((await pdf.getOutline()) ?? [], 0);
  const facts = info as Readonly<Record<string, unknown>>;
  const isTagged = (await pdf.getMarkInfo())?.Marked === true;
  await pdf.cleanup();
  return { facts, pages, tags, fonts, outline, isTagged };
}
