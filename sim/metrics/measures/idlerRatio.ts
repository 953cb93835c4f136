import type { Network } from '../../network.ts';
import { stakeAt } from '../../stake.ts';
import { timeMean } from '../timeMean.ts';

const nobody = new Uint8Array();

export const idlerRatio = timeMean(
  {
    name: 'idlerRatio',
    family: 'security',
    unit: 'times honest yield',
    better: 'lower',
    definition:
      'dividends over stake of validators that do not evaluate miners themselves, over that of the others',
    applies: ({ truth: { adversaries } }) => adversaries !== undefined && adversaries.idle !== null,
  },
  ({ world, truth }) => yieldRatio(world.network, truth.adversaries?.idle ?? nobody),
);

/** Dividends over stake of the idle, over the same of the others; null where either has none. */
function yieldRatio(network: Network, idle: Uint8Array): number | null {
  const sums = [0, 1].map(() => ({ stake: 0, dividends: 0 }));
  for (let uid = 0; uid < network.size; uid++) {
    if (network.weights[uid].targets.length < 2) continue;
    sums[idle[uid]].stake += stakeAt(network.stakes, uid);
    sums[idle[uid]].dividends += network.dividends[uid];
  }
  const [working, resting] = sums;
  return resting.stake > 0 && working.dividends > 0
    ? resting.dividends / resting.stake / (working.dividends / working.stake)
    : null;
}
