import type { UnzipFileInfo } from 'fflate';

/** What the server holds an archive to as well; one beyond it is sent whole, to be refused in the server's words. */
const filesMax = 200;
const bytesMax = 256 * 1024 * 1024;

/** Folders, the shadows that macOS packs beside every file, and what file managers leave behind. */
const isFile = ({ name }: UnzipFileInfo): boolean =>
  !/(^|[\\/])(\.[^\\/]*|thumbs\.db|desktop\.ini|)$/i.test(name) && !/(^|[\\/])__MACOSX[\\/]/.test(name);

/** Workbooks and documents are packed the same way. */
const isDocument = ({ name }: UnzipFileInfo): boolean => name === '[Content_Types].xml' || name === 'mimetype';

/** The files of an archive, those of an archive in it included; anything else is itself. */
export async function filesIn(file: File, depth = 1): Promise<File[]> {
  const [first, second] = new Uint8Array(await file.slice(0, 2).arrayBuffer());
  if (first !== 0x50 || second !== 0x4b) return [file];
  try {
    const { unzipSync } = await import('fflate');
    const bytes = new Uint8Array(await file.arrayBuffer());
    const entries: UnzipFileInfo[] = [];
    unzipSync(bytes, {
      filter: (entry) => {
        entries.push(entry);
        return false;
      },
    });
    const files = entries.filter(isFile);
    const size = files.reduce((sum, { originalSize }) => sum + originalSize, 0);
    if (entries.some(isDocument) || files.length === 0 || files.length > filesMax || size > bytesMax) return [file];
    const unpacked = Object.entries(unzipSync(bytes, { filter: isFile })).map(
      ([path, content]) =>
        new File([new Uint8Array(content)], path.split(/[\\/]/).at(-1) ?? path, { lastModified: file.lastModified }),
    );
    if (depth === 0) return unpacked;
    return (await Promise.all(unpacked.map((inner) => filesIn(inner, depth - 1)))).flat();
  } catch {
    // Damaged or locked: the server says which.
    return [file];
  }
}
