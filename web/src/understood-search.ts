/**
 * Makes a reader of a URL the only one: the router keeps what stands in a URL beside what was read of it, and a value
 * that makes no sense would reach the page. What the reader does not answer is not there; the language is the shell's.
 */
export const understood =
  <Search extends object>(read: (search: Record<string, unknown>) => Search) =>
  (search: Record<string, unknown>): Search => {
    const unread = Object.keys(search).filter((key) => key !== 'lang');
    return { ...Object.fromEntries(unread.map((key) => [key, undefined])), ...read(search) };
  };
