import type { ReportContent, Seal } from '@tilik/server/inside/reports/content.ts';
import type { ReportFace } from '@tilik/server/inside/reports/face.ts';
import { openOffice } from './office.ts';

export const seal: Seal = {
  number: '7/HUMAS/I/2026',
  edition: 1,
  approvedOn: '2026-01-08',
  dataVersion: '42.0.1',
  revises: null,
};

/** What a face is made of, of an approved report unless said otherwise. */
export const faceOf = (content: ReportContent, given: Partial<ReportFace> = {}): ReportFace => ({
  content,
  seal,
  contentHash: 'ab01'.repeat(16),
  logo: null,
  ...given,
});

/** Fourteen months of an office whose last one is approved on 5 January 2026. */
export async function approvedFace(): Promise<ReportFace> {
  const office = openOffice({ now: '2026-01-05T05:00:00Z' });
  for (let at = 0; at < 14; at += 1) {
    const month = new Date(Date.UTC(2024, 10 + at, 1)).toISOString().slice(0, 10);
    await office.storeMonth(month, 300 + 13 * at, 700 - 7 * at);
  }
  await office.setMonth('close', '2025-12');
  const { content, seal: approved, contentHash } = await office.shown(await office.approved('2025-12'));
  return faceOf(content, { seal: approved, contentHash });
}

/** Lines break where there is room, so what is compared is what is written and not where it breaks. */
export const bare = (text: string): string => text.replaceAll(/\s+/g, '');
