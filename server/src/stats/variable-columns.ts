/**
 * Which columns of a design vary, that is, are not the constant; all of them where none does.
 *
 * @example variableColumns([[1, 5], [1, 6]]) // [false, true]
 */
export function variableColumns(design: readonly (readonly number[])[]): boolean[] {
  const first = design[0] ?? [];
  const varying = first.map((value, column) => design.some((row) => row[column] !== value));
  return varying.some(Boolean) ? varying : varying.map(() => true);
}
