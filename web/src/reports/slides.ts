import type { Chart, Figure, ReportContent, Row, Slide, Table } from '@tilik/server/client';

/** A slide with what its keys name. */
export interface ShownSlide {
  readonly slide: Slide;
  readonly figures: readonly Figure[];
  readonly chart: { readonly chart: Chart; readonly table: Table } | null;
  readonly table: { readonly table: Table; readonly rows: readonly Row[]; readonly left: number } | null;
}

/** Looks up what the slides of a report show; what they name and is not there is not shown. */
export function slidesOf(content: ReportContent): readonly ShownSlide[] {
  const items = content.blocks.flatMap(({ items: each }) => each);
  const figures = items.flatMap((item) => (item.kind === 'figures' ? item.figures : []));
  const tables = items.flatMap((item) => (item.kind === 'table' ? [item.table] : []));
  const charts = items.flatMap((item) => (item.kind === 'chart' ? [item.chart] : []));
  return content.slides.map((slide) => {
    const chart = charts.find(({ key }) => key === slide.chart);
    const drawn = tables.find(({ key }) => key === chart?.table);
    const table = tables.find(({ key }) => key === slide.table);
    const rows = table?.rows.slice(0, slide.rowsMax) ?? [];
    return {
      slide,
      figures: slide.figures.flatMap((key) => figures.find((figure) => figure.key === key) ?? []),
      chart: chart && drawn ? { chart, table: drawn } : null,
      table: table ? { table, rows, left: table.rows.length - rows.length } : null,
    };
  });
}

/** What a key does while the slides are shown. */
export type SlideAct = { readonly go: number } | 'leave' | 'notes' | 'whole-screen' | 'keys';

/** `slide` is counted from 1. Null: the key means nothing here. */
export function actOf(key: string, slide: number, count: number): SlideAct | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
    case 'PageDown':
    case ' ':
    case 'Enter':
      return { go: Math.min(count, slide + 1) };
    case 'ArrowLeft':
    case 'ArrowUp':
    case 'PageUp':
    case 'Backspace':
      return { go: Math.max(1, slide - 1) };
    case 'Home':
      return { go: 1 };
    case 'End':
      return { go: count };
    case 'Escape':
      return 'leave';
    case 'n':
    case 'N':
      return 'notes';
    case 'f':
    case 'F':
      return 'whole-screen';
    case '?':
      return 'keys';
    default:
      return null;
  }
}
