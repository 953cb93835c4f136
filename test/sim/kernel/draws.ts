import { stream } from '../../../sim/random.ts';

/** Keyed draws for worlds that a test makes up. */
export function makeDraws(seed: number) {
  const random = stream(seed, 'kernel test', 0);
  const below = (limit: number) => Math.floor(random.next() * limit);
  return {
    below,
    chance: (share: number) => random.next() < share,
    pick: <Value>(values: readonly Value[]): Value => values[below(values.length)],
  };
}
