import type { Network } from '../../network.ts';
import type { Row } from '../../row.ts';
import { stakeAt } from '../../stake.ts';
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
  const rows = largeValidators(network).map((uid) => denseShares(network.weights[uid], network.size));
  let sum = 0;
  let pairs = 0;
  for (let one = 0; one < rows.length; one++) {
    for (let other = 0; other < one; other++) {
      sum += totalVariation(rows[one], rows[other]);
      pairs += 1;
    }
  }
  return pairs > 0 ? sum / pairs : null;
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

function denseShares(row: Row, size: number): Float64Array {
  const shares = new Float64Array(size);
  const { targets, values } = row;
  let total = 0;
  for (let entry = 0; entry < values.length; entry++) total += values[entry];
  for (let entry = 0; entry < targets.length; entry++) shares[targets[entry]] = values[entry] / total;
  return shares;
}

function totalVariation(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let uid = 0; uid < one.length; uid++) sum += Math.abs(one[uid] - other[uid]);
  return sum / 2;
}
