import type { Network } from '../../network.ts';
import { stakeAt } from '../../stake.ts';
import { pairDistances } from '../rowDistance.ts';
import { sampledMean } from '../timeMean.ts';

export const agreement = sampledMean(
  {
    name: 'agreement',
    family: 'fidelity',
    unit: 'total variation',
    better: 'lower',
    definition: 'mean total variation between the weights of two validators of at least 1 % of stake',
  },
  ({ world }) => disagreementIn(world.network),
);

/**
 * Mean over pairs of validators with at least 1 % of all stake of the total variation ½ Σ |w_a − w_b| of their
 * normalised rows, 0 (agreed) … 1; null for fewer than two.
 */
export function disagreementIn(network: Network): number | null {
  const apart = pairDistances(
    largeValidators(network).map((uid) => network.weights[uid]),
    network.size,
  );
  return apart.length > 0 ? apart.reduce((sum, one) => sum + one, 0) / apart.length : null;
}

function largeValidators(network: Network): number[] {
  let total = 0;
  for (let uid = 0; uid < network.size; uid++) total += stakeAt(network.stakes, uid);
  const large: number[] = [];
  for (let uid = 0; uid < network.size; uid++) {
    const sets = network.weights[uid].targets.length > 1;
    if (sets && stakeAt(network.stakes, uid) >= 0.01 * total) large.push(uid);
  }
  return large;
}
