import { useLanguage, useWords } from '../language.ts';
import { formatCount, formatMonth, formatShare } from '../ui/format.ts';
import type { Breakdown } from './queries.ts';

/** What the figures are of and what is missing in them, so that nobody has to guess. */
export function BreakdownNotes({ breakdown, nameOf }: { breakdown: Breakdown; nameOf: (group: string) => string }) {
  const t = useWords();
  const language = useLanguage();
  const months = (list: readonly string[]) => list.map((month) => formatMonth(month, language)).join(', ');
  const small = breakdown.groups.filter(({ isSmall, total, group }) => isSmall && total > 0 && group !== 'unknown');
  const leftOut = (['no-breakdown', 'one-type-only', 'no-total'] as const).flatMap((reason) => {
    const own = breakdown.leftOut.filter((month) => month.reason === reason);
    return own.length === 0
      ? []
      : [
          t(`audiences.leftOut.${reason}`, {
            count: own.length,
            months: own.length > 6 ? '' : `: ${months(own.map(({ month }) => month))}`,
          }),
        ];
  });
  const notes = [
    ...(breakdown.months.length > 0 ? [t('audiences.months', { count: breakdown.months.length }), coverage()] : []),
    ...leftOut,
    ...(small.length > 0
      ? [
          t('audiences.small', {
            groups: small.map(({ group, total }) => `${nameOf(group)} (${formatCount(total, language)})`).join(', '),
          }),
        ]
      : []),
    ...(breakdown.withoutTotal.length > 0
      ? [t('audiences.withoutTotal', { count: breakdown.withoutTotal.length })]
      : []),
    ...(breakdown.exceeding.length > 0 ? [t('audiences.exceeding', { months: months(breakdown.exceeding) })] : []),
    ...(breakdown.halves.length > 0
      ? [
          t('audiences.halves', {
            groups: [...new Set(breakdown.halves.map(({ group }) => nameOf(group)))].join(', '),
          }),
        ]
      : []),
  ];
  function coverage(): string {
    return t('audiences.coverage', {
      known: formatCount(breakdown.known, language),
      total: formatCount(breakdown.total, language),
      rest: formatCount(breakdown.unknown, language),
      share: formatShare(breakdown.coverage ?? 0, language),
    });
  }
  if (notes.length === 0) return null;
  return (
    <ul className="plain soft" style={{ fontSize: '0.88rem', marginTop: '0.8rem', maxWidth: 860 }}>
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}
