import type { ReportContent, Seal } from './content.ts';

/** All that a face needs: it renders this and computes nothing. */
export interface ReportFace {
  readonly content: ReportContent;
  /** Null: it is not approved, and says so. */
  readonly seal: Seal | null;
  readonly contentHash: string;
  readonly logo: { readonly mediaType: string; readonly bytes: Uint8Array } | null;
}
