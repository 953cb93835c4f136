import { populate } from '../../agents/scenarios/populate.ts';
import type { Scenario } from '../../agents/scenarios/scenario.ts';
import type { Network } from '../../sim/network.ts';
import { advance, closeAt, stageOf } from '../../sim/simulate.ts';
import { stakeAt } from '../../sim/stake.ts';
import { type Block, type Blocks, u16Max } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import type { Value } from '../plan/design/domain.ts';
import type { SeenNetwork, Sighting } from './sighting.ts';

/** When a world is looked at. */
export interface Watch {
  /** Blocks it runs before the first sighting. */
  readonly lead: Blocks;
  /** Blocks from the first sighting to each, the first 0, rising. */
  readonly offsets: readonly Blocks[];
}

/**
 * Runs a world of a scenario and looks at it as a person with dumps would. Throws `UnrunnableWorld` where the settings together make none.
 */
export function watchWorld(
  scenario: Scenario,
  set: Readonly<Record<string, Value>>,
  seed: string,
  { lead, offsets }: Watch,
): SeenNetwork {
  const { ruleset } = scenario;
  const { world, cast } = populate({ scenario, ruleset, arithmetic: 'float64', set, seed });
  const stage = stageOf(world, cast);
  const first = world.block + lead;
  const sightings = offsets.map((offset) => {
    for (const _ of advance(stage, first + offset));
    return sightingOf(world, first + offset);
  });
  closeAt(stage, first + offsets[offsets.length - 1]);
  return { name: scenario.name, netuid: null, ownerUid: world.ownerUid, hyperparameters: {}, sightings };
}

/** A world as the chain would tell it: incentive and trust in steps of 1/65,535. */
function sightingOf({ network }: World, block: Block): Sighting {
  const { size } = network;
  const stake = Float64Array.from({ length: size }, (_, uid) => stakeAt(network.stakes, uid));
  const total = stake.reduce((sum, rao) => sum + rao, 0);
  return {
    from: 'a world of the laboratory',
    block,
    size,
    stake: stake.map((rao) => rao / total),
    rows: network.weights.slice(0, size),
    incentive: stepped(network, 'incentive'),
    validatorTrust: stepped(network, 'validatorTrust'),
    registered: network.registrationBlock.slice(0, size),
    lastUpdate: network.lastUpdate.slice(0, size),
    alphaPrice: null,
  };
}

const stepped = (network: Network, field: 'incentive' | 'validatorTrust'): Float64Array =>
  network[field].slice(0, network.size).map((share) => Math.round(share * u16Max) / u16Max);
