import { stream } from '../../sim/random.ts';

/** Largest distance of two empirical distributions: the statistic of Kolmogorov and Smirnov. Neither sample may be empty. */
export function distributionDistance(one: readonly number[], other: readonly number[]): number {
  if (one.length === 0 || other.length === 0)
    throw new RangeError('two samples are compared by their distributions; one of them is empty');
  const [first, second] = [one, other].map((values) => Float64Array.from(values).sort());
  let [below, beneath, widest] = [0, 0, 0];
  while (below < first.length || beneath < second.length) {
    // Past the end there is nothing: the other sample goes on alone.
    const at = Math.min(
      first[below] ?? Number.POSITIVE_INFINITY,
      second[beneath] ?? Number.POSITIVE_INFINITY,
    );
    while (below < first.length && first[below] <= at) below += 1;
    while (beneath < second.length && second[beneath] <= at) beneath += 1;
    widest = Math.max(widest, Math.abs(below / first.length - beneath / second.length));
  }
  return widest;
}

/**
 * p-value of the hypothesis that two samples come from one distribution, by permutation: the share of so many random divisions
 * of all values, the given one among them, that are as far apart. Exact in level also where values tie.
 */
export function samePopulation(
  one: readonly number[],
  other: readonly number[],
  divisions: number,
  seed: string,
): number {
  const observed = distributionDistance(one, other);
  const all = [...one, ...other];
  let asFar = 1;
  for (let k = 0; k < divisions; k++) {
    const shuffled = shuffle(all, `${seed} ${k}`);
    if (distributionDistance(shuffled.slice(0, one.length), shuffled.slice(one.length)) >= observed - 1e-12)
      asFar += 1;
  }
  return asFar / (divisions + 1);
}

function shuffle(values: readonly number[], seed: string): number[] {
  const draws = stream(seed, 'division', 0);
  const shuffled = [...values];
  for (let k = shuffled.length - 1; k > 0; k--) {
    const other = Math.floor(draws.next() * (k + 1));
    [shuffled[k], shuffled[other]] = [shuffled[other], shuffled[k]];
  }
  return shuffled;
}

/** How often, of so many pairs of samples that `draw` makes, the test finds a difference at `level`. */
export function powerOf(
  draw: (k: number) => readonly [readonly number[], readonly number[]],
  pairs: number,
  divisions: number,
  level = 0.05,
): number {
  let found = 0;
  for (let k = 0; k < pairs; k++) {
    const [one, other] = draw(k);
    if (samePopulation(one, other, divisions, `power ${k}`) <= level) found += 1;
  }
  return found / pairs;
}
