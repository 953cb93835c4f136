import type { SearchName } from '../tune/searchNames.ts';
import { nullStudies } from './nothingMatters.ts';
import { against, plantedFront, plantedRegret, raceCounts } from './planted.ts';

/** The searches with the objectives each is tried on in a world where nothing matters. */
export const nullSearches: readonly (readonly [SearchName, number])[] = [
  ['gaussian', 1],
  ['cma-es', 1],
  ['race', 1],
  ['random', 1],
  ['nsga2', 2],
];

const upTo = (seeds: number) => Array.from({ length: seeds }, (_, k) => k + 1);

/** Regret of a search against random search on the same planted optima. */
export function regretOf(search: 'gaussian' | 'cma-es', seeds: number) {
  const [own, random] = [search, 'random' as const].map((name) =>
    upTo(seeds).map((seed) => plantedRegret(name, seed)),
  );
  return against(search, 'regret, share of the range', own, random);
}

/** Undominated area of NSGA-II against that of random search. */
export function frontOf(seeds: number) {
  const [own, random] = (['nsga2', 'random'] as const).map((name) =>
    upTo(seeds).map((seed) => plantedFront(name, seed)),
  );
  return against('nsga2', 'area left undominated, two objectives', own, random);
}

/** What the tuner promises, counted on synthetic studies with known truth. */
export async function tunerHonesty(size: { nulls: number; seeds: number; races: number }) {
  const nullWorld = [];
  for (const [search, objectives] of nullSearches)
    nullWorld.push(await nullStudies(search, size.nulls, objectives));
  return {
    nullWorld,
    planted: [regretOf('gaussian', size.seeds), regretOf('cma-es', size.seeds), frontOf(size.seeds)],
    race: await raceCounts(size.races),
  };
}
