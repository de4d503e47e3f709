/** An id made of a name: small letters, digits and hyphens. */
export const codeOf = (name: string): string =>
  name
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 60)
    .replace(/-+$/, '');

/** Other names, as they are typed: one a line. */
export const namesIn = (text: string): string[] => [
  ...new Set(
    text
      .split(/\r?\n/)
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  ),
];
