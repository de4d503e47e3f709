const romans = ['I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX', 'X', 'XI', 'XII'];

/** What a pattern makes of the first report that is approved in a year, were it approved today. */
export function numberExample(pattern: string, today: string): string {
  const [year = '', month = ''] = today.split('-');
  return pattern
    .replaceAll('{n}', '001')
    .replaceAll('{month}', romans[Number(month) - 1] ?? '')
    .replaceAll('{mm}', month)
    .replaceAll('{year}', year);
}
