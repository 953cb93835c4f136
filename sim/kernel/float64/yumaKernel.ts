import { columnAlphas } from '../../consensus/liquidAlpha.ts';
import { type YumaPairs, yumaPairs } from '../../consensus/yuma.ts';
import { normalise, type YumaEpoch, type YumaParameters } from '../../consensus/yumaEpoch.ts';
import { anyConsensus, looksBack } from '../../consensus/yumaPairBonds.ts';
import type { YumaVersion } from '../../consensus/yumaVersion.ts';
import type { Network } from '../../network.ts';
import { emptyRow } from '../../row.ts';
import { RowSlab } from '../../rowSlab.ts';
import { countedRows, isSparse, loadSparse, sparseBonds } from './sparsePairs.ts';
import {
  type Float64Module,
  hasFloat64Kernel,
  type SparseYumaArena,
  type YumaArena,
  yumaArena,
} from './yumaArena.ts';

/**
 * Steps 5–12 and 16 of the float64 epoch in WebAssembly SIMD, the same bytes as the readable text `yumaPairs` in every [uid]
 * array of the epoch and in the bonds of the network; the [uid × row] matrices of the epoch are not written.
 * It keeps one memory for the largest network it has met. What the module does not judge goes to the readable text: a row that
 * names a uid twice or none of the network, a value above u16; and everything where WebAssembly SIMD is missing.
 * `choose` says of every epoch whether its rows are laid out sparse, which changes how long it takes and no bit.
 */
export function yumaKernel(choose: typeof isSparse = isSparse): YumaPairs {
  if (!hasFloat64Kernel) return yumaPairs;
  let arena: YumaArena | null = null;
  let sparse: SparseYumaArena | null = null;
  return (network, parameters, version, epoch) => {
    if (choose(network, epoch)) {
      const rows = countedRows(network, version, epoch);
      if (rows === null) yumaPairs(network, parameters, version, epoch);
      else {
        sparse = loadSparse(sparse, network, rows, version.pairAlpha !== null);
        runSparse(sparse, network, parameters, version, epoch, rows.entries);
      }
      return;
    }
    if (arena === null || arena.size < network.size || arena.validators < epoch.validators) {
      const validators = Math.max(arena?.validators ?? 0, Math.min(network.capacity, epoch.validators + 16));
      arena = yumaArena(network.capacity, validators);
    }
    // The module knows one consensus an epoch.
    if (looksBack(network, version) || !runPairs(arena, network, parameters, version, epoch))
      yumaPairs(network, parameters, version, epoch);
  };
}

/** False, and nothing changed that the readable text would not write again, if a row is not in the chain's form. */
function runPairs(
  arena: YumaArena,
  network: Network,
  parameters: YumaParameters,
  version: YumaVersion,
  epoch: YumaEpoch,
): boolean {
  const { run, views } = arena;
  const { size } = network;
  run.resize(size, epoch.validators);
  views.registration.set(network.registrationBlock.subarray(0, size));
  const latest = latestOf(network);
  if (!loadWeights(arena, network, version, epoch, latest)) return false;
  if (!loadBonds(arena, network, version, epoch, latest)) return false;
  const { rankMiners: rank, moveByShare, moveByPair } = run;
  workOn(arena, { rank, moveByShare, moveByPair }, network, parameters, version, epoch);
  storeBonds(arena, network, version, epoch);
  return true;
}

/** The same over the sparse arena that holds the network. */
function runSparse(
  arena: SparseYumaArena,
  network: Network,
  parameters: YumaParameters,
  version: YumaVersion,
  epoch: YumaEpoch,
  entries: number,
): void {
  const { rankSparse: rank, moveSparseByShare: moveByShare, moveSparseByPair: moveByPair } = arena.run;
  epoch.entries = entries;
  workOn(arena, { rank, moveByShare, moveByPair }, network, parameters, version, epoch);
  const rows = epoch.rows.subarray(0, epoch.validators);
  const bonds = sparseBonds(
    arena,
    network.size,
    Array.from(rows, (uid) => epoch.validatorPermit[uid] !== 0),
  );
  rows.forEach((uid, row) => {
    if (epoch.validatorPermit[uid]) network.bonds[uid] = bonds[row];
    else if (version.clearsIdleBonds || network.validatorPermit[uid]) network.bonds[uid] = emptyRow;
  });
}

/** The steps over pairs as the module has them for a layout. */
interface Steps {
  readonly rank: Float64Module['rankMiners'];
  readonly moveByShare: Float64Module['moveByShare'];
  readonly moveByPair: Float64Module['moveByPair'];
}

/** What both layouts have, by row and by uid. */
type Vectors = YumaArena | SparseYumaArena;

/** Steps 6–12 over rows that are in the arena. */
function workOn(
  arena: Vectors,
  steps: Steps,
  { size }: Network,
  parameters: YumaParameters,
  version: YumaVersion,
  epoch: YumaEpoch,
): void {
  const { run, views } = arena;
  loadStakes(arena, steps, size, parameters.kappa, epoch);
  unloadRanks(arena, size, epoch);
  views.incentive.fill(0).set(epoch.incentive.subarray(0, size));
  if (version.yuma3) {
    const liquid = anyConsensus(epoch, size) ? version.pairAlpha : null;
    if (liquid !== null) run.setSigmoid(liquid.low, liquid.high, liquid.slope);
    steps.moveByPair(version.bondsPenalty, parameters.bondsAlpha, liquid !== null);
  } else {
    const liquid =
      version.columnAlpha === null ? null : columnAlphas(epoch.consensus, size, version.columnAlpha);
    if (liquid === null) views.renewed.fill(parameters.bondsAlpha);
    else views.renewed.set(liquid);
    steps.moveByShare(version.bondsPenalty);
  }
  unloadDividends(arena, size, version, epoch);
}

/** The block of the latest registration: a row spoken after it needs no look at its targets. */
function latestOf({ size, registrationBlock }: Network): number {
  let latest = Number.NEGATIVE_INFINITY;
  for (let uid = 0; uid < size; uid++) if (registrationBlock[uid] > latest) latest = registrationBlock[uid];
  return latest;
}

/** Step 5; rows without a permit are empty, as is the one that makes their number even. */
function loadWeights(
  { run, views }: YumaArena,
  network: Network,
  version: YumaVersion,
  epoch: YumaEpoch,
  latest: number,
): boolean {
  const { ownerUid, seatedUid } = version;
  const marks = version.pairAlpha !== null;
  epoch.entries = 0;
  for (let row = 0; row < epoch.validators; row++) {
    const uid = epoch.rows[row];
    views.total[row] = 1;
    if (!network.validatorPermit[uid] && uid !== seatedUid) {
      run.clearWeights(row);
      continue;
    }
    const { targets, values } = network.weights[uid];
    if (targets.length > network.size) return false;
    views.targets.set(targets);
    views.values.set(values);
    const after = network.lastUpdate[uid];
    const self = uid === ownerUid ? -1 : uid;
    const total = run.scatterWeights(row, targets.length, self, after, after <= latest, marks);
    if (total < 0) return false;
    epoch.entries += targets.length;
    if (total > 0) views.total[row] = total;
  }
  views.total[epoch.validators] = 1;
  if (epoch.validators & 1) run.clearWeights(epoch.validators);
  return true;
}

function loadBonds(
  { run, views }: YumaArena,
  network: Network,
  { lastTempo }: YumaVersion,
  epoch: YumaEpoch,
  latest: number,
): boolean {
  for (let row = 0; row < epoch.validators; row++) {
    const uid = epoch.rows[row];
    const { targets, values } = network.bonds[uid];
    if (targets.length > network.size) return false;
    views.targets.set(targets);
    views.values.set(values);
    const after = lastTempo ?? network.lastUpdate[uid];
    if (run.scatterBonds(row, targets.length, after, after <= latest) < 0) return false;
  }
  if (epoch.validators & 1) run.clearBonds(epoch.validators);
  return true;
}

/** Steps 6–10, with the stakes of the possible voters: by row, and together of those without one. */
function loadStakes(
  { views }: Vectors,
  { rank }: Steps,
  size: number,
  kappa: number,
  epoch: YumaEpoch,
): void {
  const { rows, validators, activeStake } = epoch;
  let staked = 0;
  let silent = 0;
  for (let uid = 0, row = 0; uid < size; uid++) {
    staked += activeStake[uid];
    if (row < validators && rows[row] === uid) row++;
    else silent += activeStake[uid];
  }
  let voters = silent > 0 ? silent / staked : 0;
  for (let row = 0; row < validators; row++) {
    const stake = activeStake[rows[row]];
    views.stake[row] = stake;
    views.vote[row] = stake > 0 ? stake / staked : 0;
    voters += views.vote[row];
  }
  views.stake[validators] = views.vote[validators] = 0;
  rank(1 - kappa, staked, voters, silent > 0 ? silent / staked : 0);
}

function unloadRanks({ views }: Vectors, size: number, epoch: YumaEpoch): void {
  const { rows, validators, prerank, rank, trust } = epoch;
  prerank.set(views.prerank.subarray(0, size));
  epoch.consensus.set(views.consensus.subarray(0, size));
  rank.set(views.rank.subarray(0, size));
  for (let uid = 0; uid < size; uid++) trust[uid] = prerank[uid] > 0 ? rank[uid] / prerank[uid] : 0;
  epoch.validatorTrust.fill(0, 0, size);
  for (let row = 0; row < validators; row++) epoch.validatorTrust[rows[row]] = views.trust[row];
  epoch.incentive.set(rank.subarray(0, size));
  epoch.totalRank = normalise(epoch.incentive, size);
}

function unloadDividends({ views }: Vectors, size: number, version: YumaVersion, epoch: YumaEpoch): void {
  const { rows, validators, dividends, activeStake } = epoch;
  dividends.fill(0, 0, size);
  for (let row = 0; row < validators; row++) dividends[rows[row]] = views.dividend[row];
  if (version.yuma3) for (let uid = 0; uid < size; uid++) dividends[uid] *= activeStake[uid];
  normalise(dividends, size);
}

/** Step 16, as in the readable text. Rows are never changed in place, so all that name every uid share one list of them. */
function storeBonds(
  { run, views, everyUid }: YumaArena,
  network: Network,
  version: YumaVersion,
  epoch: YumaEpoch,
): void {
  const { rows, validators } = epoch;
  const slab = new RowSlab();
  const everybody = everyUid.subarray(0, network.size);
  for (let row = 0; row < validators; row++) {
    const uid = rows[row];
    if (epoch.validatorPermit[uid]) {
      const count = run.gather(row);
      const values = views.values.subarray(0, count);
      network.bonds[uid] =
        count === network.size
          ? slab.keepValues(everybody, values, validators - row)
          : slab.keep(views.targets.subarray(0, count), values, validators - row);
    } else if (version.clearsIdleBonds || network.validatorPermit[uid]) network.bonds[uid] = emptyRow;
  }
}
