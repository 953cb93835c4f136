import { yumaEpoch, yumaEpochBuffers, yumaEpochWith } from '../../../sim/consensus/yuma.ts';
import type { YumaEpoch } from '../../../sim/consensus/yumaEpoch.ts';
import { yumaVersion } from '../../../sim/consensus/yumaVersion.ts';
import { countedRows, isSparse, loadSparse } from '../../../sim/kernel/float64/sparsePairs.ts';
import { type SparseYumaArena, type YumaArena, yumaArena } from '../../../sim/kernel/float64/yumaArena.ts';
import { createNetwork, type Network } from '../../../sim/network.ts';
import { emptyRow } from '../../../sim/row.ts';
import { block, drawRows } from './chainNetwork.ts';
import { drawsOf, stakeOf } from './draws.ts';
import { Fingerprint } from './fingerprint.ts';
import type { ConsensusCase, ConsensusRun } from './sizes.ts';
import type { Timed } from './timing.ts';

/** The same network in float64: the kernel proper over its arena, or the readable text over rows. */
export function float64Run(run: ConsensusRun): Timed {
  return run.implementation === 'twin' ? twin(run) : kernel(run);
}

const emission = 360_000_000_000;
const parametersOf = ({ validators }: ConsensusCase) => ({
  kappa: 32_767 / 65_535,
  activityCutoff: 5000,
  maxAllowedValidators: validators,
  bondsAlpha: 0.1,
});

/** Row normalisation to bonds and dividends; stake, masks and emission, which come before and after, are not in it. */
function kernel(run: ConsensusRun): Timed {
  const { n } = run;
  const network = networkOf(run);
  const epoch = yumaEpochBuffers(n);
  // Steps 1 to 4 alone: who has a row, and what stake counts.
  yumaEpochWith(() => {}, network, block, emission, parametersOf(run), epoch);
  const sparse = run.implementation === 'kernel' ? isSparse(network, epoch) : run.implementation === 'sparse';
  const arena = sparse ? sparseArena(run, network, epoch) : denseArena(run, network);
  const { run: module, views } = arena;
  const voters = loadStakes(arena, run, epoch);
  const rank = sparse ? module.rankSparse : module.rankMiners;
  const move = sparse ? module.moveSparseByShare : module.moveByShare;
  views.renewed.fill(parametersOf(run).bondsAlpha);
  return {
    epoch: () => {
      rank(1 - parametersOf(run).kappa, sumOf(epoch.activeStake), voters, 0);
      shareRanks(views.rank, views.incentive, n);
      move(1);
    },
    proper: null,
    check: () => checkOf(arena, run),
  };
}

function sparseArena(run: ConsensusRun, network: Network, epoch: YumaEpoch): SparseYumaArena {
  const rows = countedRows(network, yumaVersion(parametersOf(run), block), epoch);
  if (rows === null) throw new Error('the rows that the bench draws are not in the chain’s form');
  return loadSparse(null, network, rows, false);
}

function denseArena({ n, validators }: ConsensusRun, { weights, bonds }: Network): YumaArena {
  const arena = yumaArena(n, validators);
  const { run, views } = arena;
  run.resize(n, validators);
  for (let row = 0; row < validators; row++) {
    views.targets.set(weights[row].targets);
    views.values.set(weights[row].values);
    const total = run.scatterWeights(row, weights[row].targets.length, row, block - 1, false, false);
    views.total[row] = total > 0 ? total : 1;
    views.targets.set(bonds[row].targets);
    views.values.set(bonds[row].values);
    run.scatterBonds(row, bonds[row].targets.length, block - 1, false);
  }
  return arena;
}

/** By row; returns the sum of the votes. */
function loadStakes(
  { views }: YumaArena | SparseYumaArena,
  { validators }: ConsensusRun,
  epoch: YumaEpoch,
): number {
  const staked = sumOf(epoch.activeStake);
  let voters = 0;
  for (let row = 0; row < validators; row++) {
    views.stake[row] = epoch.activeStake[row];
    views.vote[row] = epoch.activeStake[row] / staked;
    voters += views.vote[row];
  }
  return voters;
}

const sumOf = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

function shareRanks(ranks: Float64Array, incentive: Float64Array, n: number): void {
  let total = 0;
  for (let uid = 0; uid < n; uid++) total += ranks[uid];
  for (let uid = 0; uid < n; uid++) incentive[uid] = total > 0 ? ranks[uid] / total : 0;
}

/** Of the consensus and the stored bonds. */
function checkOf(arena: YumaArena | SparseYumaArena, { n, validators }: ConsensusRun): string {
  const print = new Fingerprint().numbers(arena.views.consensus.subarray(0, n));
  if ('cells' in arena) return print.columns(arena.views, n).toString();
  const { run, views } = arena;
  for (let row = 0; row < validators; row++) {
    const count = run.gather(row);
    for (let k = 0; k < count; k++) print.bond(row, views.targets[k], views.values[k]);
  }
  return print.toString();
}

function twin(run: ConsensusRun): Timed {
  const network = networkOf(run);
  const epoch = yumaEpochBuffers(run.n);
  return {
    epoch: () => yumaEpoch(network, block, emission, parametersOf(run), epoch),
    proper: null,
    check: () => new Fingerprint().numbers(epoch.consensus).rows(network.bonds).toString(),
  };
}

function networkOf(run: ConsensusCase): Network {
  const { n, validators } = run;
  const network = createNetwork(n);
  const rows = drawRows(run);
  const draw = drawsOf(1);
  network.size = n;
  for (let uid = 0; uid < n; uid++) {
    const full = uid < validators;
    network.lastUpdate[uid] = block - 1;
    network.stakes.rao[uid] = full ? BigInt(stakeOf(draw)) : 0n;
    network.validatorPermit[uid] = full ? 1 : 0;
    network.weights[uid] = rows.weights[uid] ?? emptyRow;
    network.bonds[uid] = rows.bonds[uid] ?? emptyRow;
  }
  return network;
}
