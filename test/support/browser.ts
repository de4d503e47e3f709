import { openBrowser as openNamed } from '@tilik/server/inside/reports/browser.ts';
import type { Browser } from 'playwright-core';

/** The browser of the journeys, found as the server finds the one that prints; `CHROMIUM` names another. */
export const openBrowser = (): Promise<Browser> => openNamed(process.env.CHROMIUM);
