type Matrix = readonly (readonly number[])[];

/**
 * The product of two matrices, both given by their rows.
 *
 * @example matrixProduct([[1, 2]], [[3], [4]]) // [[11]]
 */
export function matrixProduct(left: Matrix, right: Matrix): number[][] {
  const width = right[0]?.length ?? 0;
  return left.map((row) => {
    const sums = new Array<number>(width).fill(0);
    row.forEach((value, inner) => {
      const other = right[inner] as readonly number[];
      for (let column = 0; column < width; column += 1) {
        sums[column] = (sums[column] as number) + value * (other[column] as number);
      }
    });
    return sums;
  });
}

/**
 * LᵀR of two matrices with as many rows.
 *
 * @example crossProduct([[1], [2]], [[3], [4]]) // [[11]]
 */
export function crossProduct(left: Matrix, right: Matrix): number[][] {
  const width = right[0]?.length ?? 0;
  const sums = Array.from({ length: left[0]?.length ?? 0 }, () => new Array<number>(width).fill(0));
  left.forEach((row, index) => {
    const other = right[index] as readonly number[];
    row.forEach((value, first) => {
      const into = sums[first] as number[];
      for (let second = 0; second < width; second += 1) {
        into[second] = (into[second] as number) + value * (other[second] as number);
      }
    });
  });
  return sums;
}

/**
 * The sandwich B M B of a symmetric bread B around a symmetric meat M, made exactly symmetric.
 *
 * @example sandwich([[2]], [[3]]) // [[12]]
 */
export function sandwich(bread: Matrix, meat: Matrix): number[][] {
  const product = matrixProduct(matrixProduct(bread, meat), bread);
  return product.map((row, first) => row.map((value, second) => (value + (product[second]?.[first] ?? 0)) / 2));
}
