import { yumaEpochBuffers, yumaEpochWith } from '../../../sim/consensus/yuma.ts';
import { yumaKernel } from '../../../sim/kernel/float64/yumaKernel.ts';
import { createNetwork } from '../../../sim/network.ts';
import { u16Max } from '../../../sim/units.ts';

/** What each of many equal servers gets. */
export interface EqualServers {
  /** RAO of an epoch's 1e9, the same for every server. */
  readonly rao: number;
  /** Incentive as the chain stored it until April 2023, u16 of the whole. */
  readonly level: number;
}

/**
 * The chain's own test of a large network (subtensor tests/epoch.rs, test_4096_graph and its larger sister): equal
 * validators give every server the same weight, and each server should get its part of half the emission.
 * Throws if two servers get different amounts.
 */
export function equalServers(size: number, validators: number): EqualServers {
  const network = createNetwork(size);
  network.size = size;
  const servers = size - validators;
  const row = {
    targets: Uint16Array.from({ length: servers }, (_, server) => validators + server),
    values: new Uint32Array(servers).fill(u16Max),
  };
  for (let uid = 0; uid < validators; uid++) {
    network.stakes.rao[uid] = 1n;
    network.validatorPermit[uid] = 1;
    network.lastUpdate[uid] = 1;
    network.weights[uid] = row;
  }
  const epoch = yumaEpochBuffers(size);
  const parameters = { kappa: 0.5, activityCutoff: 5000, maxAllowedValidators: validators, bondsAlpha: 0.1 };
  yumaEpochWith(yumaKernel(), network, 2, 1e9, parameters, epoch);
  const paid = epoch.emission.subarray(validators);
  if (paid.some((rao) => rao !== paid[0])) throw new Error('equal servers were paid different amounts');
  return { rao: paid[0], level: Math.floor(epoch.incentive[validators] * u16Max) };
}

/** u16 levels between nothing and the mean of n miners: how finely a network of one can distinguish them. */
export const levelsOfMean = (miners: number): number => u16Max / miners;
