import { UserError, unknownName } from '../../base/userError.ts';
import { type SearchName, searchNames } from '../../plan/searchNames.ts';
import { cmaEs } from './cmaEs.ts';
import { gaussianSearch } from './gaussianSearch.ts';
import { nsga2 } from './nsga2.ts';
import { raceFirstLook } from './racing.ts';
import { randomSearch } from './randomSearch.ts';
import type { Search, SearchSettings } from './search.ts';

const makers: Readonly<Record<Exclude<SearchName, 'race'>, (settings: SearchSettings) => Search>> = {
  gaussian: gaussianSearch,
  'cma-es': cmaEs,
  nsga2,
  random: randomSearch,
};

/** A search that asks and is told. */
export const searchNamed = (name: Exclude<SearchName, 'race'>, settings: SearchSettings): Search =>
  makers[name](settings);

/** Reads the name of a search. Throws `UserError` with the nearest right ones. */
export function readSearchName(text: string): SearchName {
  const name = searchNames.find((known) => known === text);
  if (name === undefined) throw unknownName('search', text, searchNames);
  return name;
}

/** Refuses a search that cannot do what a study asks of it. Throws `UserError` with the remedy. */
export function checkSearch(
  name: SearchName,
  { objectives, searchSeeds, budget }: { objectives: number; searchSeeds: number; budget: number },
): void {
  if (objectives > 1 && name !== 'nsga2' && name !== 'random')
    throw new UserError(
      `the search ${name} follows one objective; received ${objectives}: take nsga2, or weigh them in one expression`,
    );
  if (name === 'race' && (searchSeeds < raceFirstLook || budget < 4 * raceFirstLook))
    throw new UserError(
      `a race needs at least ${raceFirstLook} search seeds and a budget of ${4 * raceFirstLook} trials; received ${searchSeeds} and ${budget}`,
    );
}
