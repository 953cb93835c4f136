import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { simulate } from '../../../sim/simulate.ts';
import { stakeAt } from '../../../sim/stake.ts';
import type { World } from '../../../sim/world.ts';
import type { SubnetRecord } from './recordedSubnet31.ts';
import { epochBlocks, SubnetWatch } from './subnetWatch.ts';

/** Epochs of a record. */
const epochs = 100;

/**
 * Subnet 31 of August 2024 in the laboratory, from its recorded start: the scenario `subnet-31`, with settings of one's own, looked at as
 * the records were looked at. A pure function of both.
 */
export function watchSubnet(seed: string, set: Readonly<Record<string, number>> = {}): SubnetRecord {
  const scenario = scenarioOf('subnet-31')!;
  const { ruleset } = scenario;
  const { world, cast } = populate({ scenario, ruleset, arithmetic: 'float64', set, seed });
  const watch = new SubnetWatch();
  for (const { kind } of simulate(world, cast, world.block + epochs * epochBlocks))
    if (kind === 'step') watch.look(viewOf(world));
  return watch;
}

function viewOf({ network, block }: World) {
  const { size, weights, lastUpdate, registrationBlock, validatorPermit, incentive } = network;
  return {
    block,
    rows: weights.slice(0, size),
    stake: Float64Array.from({ length: size }, (_, uid) => stakeAt(network.stakes, uid)),
    lastUpdate,
    registrationBlock: registrationBlock.slice(0, size),
    validatorPermit,
    incentive: incentive.subarray(0, size),
  };
}
