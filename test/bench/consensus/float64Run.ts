import { yumaEpoch, yumaEpochBuffers } from '../../../sim/consensus/yuma.ts';
import { yumaArena } from '../../../sim/kernel/float64/yumaArena.ts';
import { createNetwork } from '../../../sim/network.ts';
import { emptyRow, type Row } from '../../../sim/row.ts';
import { block } from './chainNetwork.ts';
import { drawsOf, stakeOf, weightOf } from './draws.ts';
import type { ConsensusRun } from './sizes.ts';
import type { Timed } from './timing.ts';

/** The same network in float64: the kernel proper over its arena, or the readable text over rows. */
export function float64Run(run: ConsensusRun): Timed {
  return run.implementation === 'kernel' ? kernel(run) : twin(run);
}

/** Row normalisation to bonds and dividends; stake, masks and emission, which come before and after, are not in it. */
function kernel({ n, validators }: ConsensusRun): Timed {
  const { run, views } = yumaArena(n, validators);
  const draw = drawsOf(1);
  run.resize(n, validators);
  const stakes = Array.from({ length: validators }, () => stakeOf(draw));
  const whole = stakes.reduce((sum, stake) => sum + stake, 0);
  let voters = 0;
  for (let row = 0; row < validators; row++) {
    const weights = fullRow(n, draw);
    views.targets.set(weights.targets);
    views.values.set(weights.values);
    views.total[row] = run.scatterWeights(row, n, row, block - 1, false, false);
    const bonds = fullRow(n, draw);
    views.values.set(bonds.values);
    run.scatterBonds(row, n, block - 1, false);
    views.stake[row] = stakes[row] / whole;
    views.vote[row] = views.stake[row];
    voters += views.vote[row];
  }
  views.renewed.fill(0.1);
  return {
    epoch: () => {
      run.rankMiners(1 - 32_767 / 65_535, 1, voters, 0);
      shareRanks(views.rank, views.incentive, n);
      run.moveByShare(1);
    },
    proper: null,
    check: () => '',
  };
}

function shareRanks(ranks: Float64Array, incentive: Float64Array, n: number): void {
  let total = 0;
  for (let uid = 0; uid < n; uid++) total += ranks[uid];
  for (let uid = 0; uid < n; uid++) incentive[uid] = ranks[uid] / total;
}

function twin({ n, validators }: ConsensusRun): Timed {
  const network = createNetwork(n);
  network.size = n;
  const draw = drawsOf(1);
  for (let uid = 0; uid < n; uid++) {
    const full = uid < validators;
    network.lastUpdate[uid] = block - 1;
    network.stakes.rao[uid] = full ? BigInt(stakeOf(draw)) : 0n;
    network.validatorPermit[uid] = full ? 1 : 0;
    network.weights[uid] = full ? fullRow(n, draw) : emptyRow;
    network.bonds[uid] = full ? fullRow(n, draw) : emptyRow;
  }
  const epoch = yumaEpochBuffers(n);
  const parameters = {
    kappa: 32_767 / 65_535,
    activityCutoff: 5000,
    maxAllowedValidators: validators,
    bondsAlpha: 0.1,
  };
  return {
    epoch: () => yumaEpoch(network, block, 360_000_000_000, parameters, epoch),
    proper: null,
    check: () => '',
  };
}

function fullRow(n: number, draw: (limit: number) => number): Row {
  return {
    targets: Uint16Array.from({ length: n }, (_, uid) => uid),
    values: Uint32Array.from({ length: n }, () => weightOf(draw)),
  };
}
