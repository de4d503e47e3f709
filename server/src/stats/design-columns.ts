/**
 * The columns of a design matrix, one after the other in one array, which is how the inner loops of a regression want
 * to read it.
 *
 * Throws a RangeError unless every row has the same width, of at least one column, and every entry is finite.
 *
 * @param design one row per observation
 * @example designColumns([[1, 2], [1, 3]]) // Float64Array [1, 1, 2, 3]
 */
export function designColumns(design: readonly (readonly number[])[]): Float64Array {
  const rows = design.length;
  const columns = design[0]?.length ?? 0;
  if (rows === 0 || columns === 0) throw new RangeError('no regression on nothing');
  const stored = new Float64Array(rows * columns);
  for (let row = 0; row < rows; row += 1) {
    const values = design[row] as readonly number[];
    if (values.length !== columns) throw new RangeError(`row ${row} of the design is not ${columns} wide`);
    for (let column = 0; column < columns; column += 1) {
      const value = values[column] as number;
      if (!Number.isFinite(value)) throw new RangeError(`row ${row} of the design is not finite`);
      stored[column * rows + row] = value;
    }
  }
  return stored;
}
