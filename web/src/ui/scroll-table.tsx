import type { ReactNode } from 'react';
import { useWords } from '../language.ts';

/** A table that scrolls sideways by itself on a narrow screen, by finger and by keyboard. */
export function ScrollTable({ name, children }: { name: string; children: ReactNode }) {
  const t = useWords();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
    <section className="scroll" aria-label={t('chart.tableOf', { name })} tabIndex={0}>
      <table className="table">{children}</table>
    </section>
  );
}
