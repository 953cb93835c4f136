import { detectableOf } from '../statistics/detectable.ts';
import { type BySeed, differences } from '../statistics/paired.ts';

/**
 * The difference that eight in ten studies of these seeds find, by the level that scatters most against the one at `from`; null where no
 * level has two seeds in common with it. `values[level][seed]`.
 */
export function detectableIn(values: readonly BySeed[], from: number): number | null {
  const gaps = values.flatMap((own, k) => (k === from ? [] : [differences(own, values[from])]));
  return detectableOf(gaps.filter((own) => own.length >= 2));
}
