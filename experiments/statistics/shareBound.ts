import { exp, ln } from '../../sim/math/elementary.ts';
import { lgamma } from '../../sim/math/gamma.ts';

/**
 * The largest share that `count` of `cases` do not rule out, one-sided: the p at which so few would come in 1 − level of all sets (Clopper &
 * Pearson 1934, exact). 1 where all cases count. Throws a `RangeError` for counts that are not whole, or a count outside 0 … cases.
 */
export function upperShare(count: number, cases: number, level = 0.95): number {
  if (!(Number.isInteger(cases) && Number.isInteger(count) && cases >= 1 && count >= 0 && count <= cases))
    throw new RangeError(`a share is a whole number out of 1 or more cases; received ${count} of ${cases}`);
  if (count === cases) return 1;
  let [low, high] = [0, 1];
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (atMost(count, cases, middle) > 1 - level) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(X ≤ count) of `cases` draws that each count with probability p. */
function atMost(count: number, cases: number, p: number): number {
  let sum = 0;
  for (let k = 0; k <= count; k++)
    sum += exp(
      lgamma(cases + 1) - lgamma(k + 1) - lgamma(cases - k + 1) + k * ln(p) + (cases - k) * ln(1 - p),
    );
  return sum;
}
