import gammaln from '@stdlib/math-base-special-gammaln';

/**
 * The mean of a Poisson distribution under which a count as large as the one given, or one as small, has exactly the
 * given chance:
 *
 *     'lower': P(X ≥ count) = tail,   'upper': P(X ≤ count) = tail
 *
 * These are the gamma (or halved χ²) quantiles of Garwood's interval. They are found by halving on the tail itself,
 * summed from the count outward, because the gamma and χ² functions of the library in use are wrong in the fourth digit
 * for counts from about 950 on (2,000 degrees of freedom), quantiles and distribution functions alike, without saying so.
 *
 * Throws a RangeError for a count that is not a whole number from 0 (from 1 for the lower bound) and a tail that is not
 * between 0 and 1.
 *
 * Reference: F. Garwood (1936), Biometrika 28, 437–442; C. Loader (2000), Fast and accurate computation of binomial
 * probabilities, for the chance of one count.
 *
 * @example poissonMeanBound(0, 'upper', 0.025) // 3.6889, as exp(−3.6889) = .025
 */
export function poissonMeanBound(count: number, side: 'lower' | 'upper', tail: number): number {
  if (!(Number.isInteger(count) && count >= (side === 'lower' ? 1 : 0))) throw new RangeError(`no bound of ${count}`);
  if (!(tail > 0 && tail < 1)) throw new RangeError(`no chance: ${tail}`);
  const chance = side === 'lower' ? atLeast : atMost;
  // The chance of many rises with the mean, that of few falls.
  const beyond = (mean: number) => (side === 'lower' ? chance(count, mean) > tail : chance(count, mean) < tail);
  let [low, high] = [0, count + 1];
  while (!beyond(high)) [low, high] = [high, high * 2];
  while (high - low > 1e-15 * high) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) break;
    if (beyond(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}

/** P(X ≥ count) where that is the smaller tail, else by what is left. */
function atLeast(count: number, mean: number): number {
  if (mean > count) return 1 - atMost(count - 1, mean);
  let [term, sum] = [1, 1];
  for (let next = count + 1; term > sum * 1e-18; next += 1) {
    term *= mean / next;
    sum += term;
  }
  return sum * probability(count, mean);
}

function atMost(count: number, mean: number): number {
  if (mean < count) return 1 - atLeast(count + 1, mean);
  let [term, sum] = [1, 1];
  for (let next = count; next > 0 && term > sum * 1e-18; next -= 1) {
    term *= next / mean;
    sum += term;
  }
  return sum * probability(count, mean);
}

/** Of exactly this count: by Stirling's series, as count·log(mean) and the log factorial of large counts cancel. */
function probability(count: number, mean: number) {
  if (mean === 0) return count === 0 ? 1 : 0;
  if (count < 16) return Math.exp(count * Math.log(mean) - mean - gammaln(count + 1));
  const inverse = 1 / (count * count);
  const stirling =
    (1 / 12 - (1 / 360 - (1 / 1260 - (1 / 1680 - inverse / 1188) * inverse) * inverse) * inverse) / count;
  const away = (mean - count) / count;
  const deviance = count * (away - Math.log1p(away));
  return Math.exp(-stirling - deviance) / Math.sqrt(2 * Math.PI * count);
}
