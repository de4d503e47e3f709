/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations: A = Σ λᵢ vᵢvᵢᵀ.
 *
 * Each rotation makes one entry off the diagonal 0; sweeps over all of them converge quadratically. Slower than other
 * methods for large matrices, and the most accurate one for small. Throws a RangeError for a matrix that is not square.
 *
 * Reference: G. H. Golub, C. F. Van Loan (2013), Matrix Computations, 4th ed., §8.5.
 *
 * @returns pairs in no particular order
 * @example symmetricEigen([[2, 1], [1, 2]]) // values [1, 3], vectors [[0.707, -0.707], [0.707, 0.707]]
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): {
  readonly values: number[];
  readonly vectors: number[][];
} {
  const size = matrix.length;
  if (matrix.some((row) => row.length !== size)) throw new RangeError('no eigenvalues of a matrix that is not square');
  const work = matrix.map((row) => Float64Array.from(row));
  const vectors = matrix.map((_, index) => {
    const unit = new Float64Array(size);
    unit[index] = 1;
    return unit;
  });
  const size2 = work.reduce((sum, row) => row.reduce((inner, value) => inner + value ** 2, sum), 0);
  for (let sweep = 0; sweep < 60; sweep += 1) {
    let off = 0;
    for (let first = 0; first < size; first += 1) {
      for (let second = first + 1; second < size; second += 1) off += (work[first]?.[second] as number) ** 2;
    }
    if (!(off > size2 * 1e-34)) break;
    for (let first = 0; first < size; first += 1) {
      for (let second = first + 1; second < size; second += 1) rotate(work, vectors, first, second);
    }
  }
  return { values: work.map((row, index) => row[index] as number), vectors: vectors.map((row) => [...row]) };
}

function rotate(work: Float64Array[], vectors: Float64Array[], first: number, second: number) {
  const one = work[first] as Float64Array;
  const other = work[second] as Float64Array;
  const between = one[second] as number;
  if (between === 0) return;
  const ratio = ((other[second] as number) - (one[first] as number)) / (2 * between);
  const tangent = (ratio < 0 ? -1 : 1) / (Math.abs(ratio) + Math.hypot(1, ratio));
  const cosine = 1 / Math.hypot(1, tangent);
  const sine = tangent * cosine;
  const turn = (left: Float64Array, right: Float64Array) => {
    for (let index = 0; index < left.length; index += 1) {
      const a = left[index] as number;
      const b = right[index] as number;
      left[index] = cosine * a - sine * b;
      right[index] = sine * a + cosine * b;
    }
  };
  turn(one, other);
  for (const row of work) {
    const a = row[first] as number;
    const b = row[second] as number;
    row[first] = cosine * a - sine * b;
    row[second] = sine * a + cosine * b;
  }
  turn(vectors[first] as Float64Array, vectors[second] as Float64Array);
}
