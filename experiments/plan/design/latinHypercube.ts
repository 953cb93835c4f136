import { type Name, type Stream, stream } from '../../../sim/random.ts';

/**
 * A Latin hypercube: in every dimension each of `count` equal strata holds one point, at a uniform place in it.
 * [point][dimension]. Source: McKay, Beckman and Conover 1979, Technometrics 21, 239–245.
 */
export function latinHypercube(count: number, dimensions: number, seed: Name): number[][] {
  const columns = Array.from({ length: dimensions }, (_, k) => {
    const place = stream(seed, 'latin hypercube place', k);
    const strata = permutation(count, stream(seed, 'latin hypercube strata', k));
    return strata.map((stratum) => (stratum + place.next()) / count);
  });
  return Array.from({ length: count }, (_, point) => columns.map((column) => column[point]));
}

/** The numbers 0 … count − 1 in random order (Fisher and Yates). */
export function permutation(count: number, draws: Stream): number[] {
  const order = Array.from({ length: count }, (_, k) => k);
  for (let last = count - 1; last > 0; last--) {
    const other = draws.integer(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
