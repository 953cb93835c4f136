import { type SearchName, searchNames } from '../../plan/searchNames.ts';
import { type NullCount, nullStudies } from './nothingMatters.ts';
import { type AgainstRandom, against, plantedFront, plantedRegret, type RaceCount } from './planted.ts';

/** The committed record. */
export interface TunerCalibration {
  readonly nullWorld: readonly NullCount[];
  readonly planted: readonly AgainstRandom[];
  readonly race: RaceCount;
}

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

const planted = {
  gaussian: (n: number) => regretOf('gaussian', n),
  'cma-es': (n: number) => regretOf('cma-es', n),
  nsga2: frontOf,
};

/** What the tuner promises, counted on synthetic studies with known truth; of `searches` alone, or of all. */
export async function tunerCalibration(
  size: { readonly nulls: number; readonly seeds: number },
  searches: readonly SearchName[] = searchNames,
) {
  const nullWorld = [];
  for (const [search, objectives] of nullSearches.filter(([name]) => searches.includes(name)))
    nullWorld.push(await nullStudies(search, size.nulls, objectives));
  const compared = (Object.keys(planted) as (keyof typeof planted)[]).filter((name) =>
    searches.includes(name),
  );
  return { nullWorld, planted: compared.map((name) => planted[name](size.seeds)) };
}
