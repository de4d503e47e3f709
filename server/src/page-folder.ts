import { join } from 'node:path';

/** Where the page is built to. */
export const pageFolder = join(import.meta.dirname, '../../web/dist');
