import { fileTypeFromBuffer } from 'file-type';

/** What may be attached, by the media type that its content shows, with the endings a name of it may have. */
export const attachmentKinds = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': ['docx'],
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['xlsx'],
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': ['pptx'],
} as const satisfies Record<string, readonly string[]>;
export type AttachmentKind = keyof typeof attachmentKinds;

/** Every ending that may be attached, for a person to read. */
export const attachmentEndings = Object.values(attachmentKinds).flat().join(', ');

export const isImage = (mediaType: string): boolean => mediaType.startsWith('image/');

export type KindOf =
  | { readonly ok: true; readonly mediaType: AttachmentKind }
  /** `other-content`: it is of a kind that may be attached, and its name says another. */
  | { readonly ok: false; readonly code: 'not-attachable' | 'other-content'; readonly content: string };

/** What a file is by its content, and whether its name says the same. The name alone is never believed. */
export async function kindOf(bytes: Uint8Array, name: string): Promise<KindOf> {
  const found = await fileTypeFromBuffer(bytes);
  const mediaType = found?.mime as AttachmentKind | undefined;
  const endings: readonly string[] | undefined = mediaType && attachmentKinds[mediaType];
  if (mediaType === undefined || endings === undefined) {
    return { ok: false, code: 'not-attachable', content: found?.ext ?? '?' };
  }
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  return endings.includes(ending)
    ? { ok: true, mediaType }
    : { ok: false, code: 'other-content', content: endings[0] ?? '' };
}
