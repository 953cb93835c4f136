import { stream } from '../../../sim/random.ts';
import { checkTold, type Search, type SearchSettings, type Told } from './search.ts';

/** Uniform points; chooses the best it saw. What every other search must beat (Bergstra & Bengio 2012). */
export function randomSearch({ dimensions, seed }: SearchSettings): Search {
  const draws = stream(seed, 'random search', 0);
  let best: Told | null = null;
  return {
    name: 'random search',
    ask: () => Array.from({ length: dimensions }, () => draws.next()),
    tell(point, objectives) {
      checkTold(dimensions, { point, objectives });
      if (best === null || objectives[0] < best.objectives[0]) best = { point: [...point], objectives };
    },
    best: () => (best === null ? null : [...best.point]),
  };
}
