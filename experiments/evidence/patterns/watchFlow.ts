import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay, type Uid } from '../../../sim/units.ts';
import { churnBlocks } from './churn.ts';

/** Days in which the price of entry finds its level. */
const warmUpDays = 2;

/**
 * Uids of an archetype that were replaced between two looks, as real subnets were counted: whoever was replaced twice counts once. So
 * many pairs of looks, one after the other. `candidates` a day look at the price of a slot; left out: as the archetype says.
 */
export function watchFlow(
  scenarioName: string,
  seed: string,
  windows: number,
  candidates?: number,
): number[] {
  const scenario = scenarioOf(scenarioName)!;
  const set =
    candidates === undefined ? {} : { 'scenario.arrivalRate': candidatesSetting(candidates, scenario.uids) };
  const { ruleset } = scenario;
  const { world, cast } = populate({ scenario, ruleset, arithmetic: 'float64', set, seed });
  const first = world.block + warmUpDays * blocksPerDay;
  const replaced = Array.from({ length: windows }, () => new Set<Uid>());
  for (const event of simulate(world, cast, first + windows * churnBlocks))
    if (event.kind === 'eviction' && event.block > first)
      replaced[Math.min(windows - 1, Math.floor((event.block - first) / churnBlocks))].add(event.uid);
  return replaced.map(({ size }) => size);
}

/** The setting of so many candidates a day at so many uids. */
export const candidatesSetting = (perDay: number, uids: number): number =>
  (perDay / blocksPerDay) * (4096 / uids);
