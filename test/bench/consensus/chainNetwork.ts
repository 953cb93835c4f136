import { firstYuma, pairwiseYuma, type YumaOptions } from '../../../sim/consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../../sim/consensus/chain/yumaState.ts';
import {
  type ChainArena,
  type ChainSize,
  chainArenaOf,
  noteRow,
} from '../../../sim/kernel/chain/chainArena.ts';
import type { EpochOrder } from '../../../sim/kernel/chain/instructions.ts';
import { fillCells, placeColumns, type RowPairs } from '../../../sim/kernel/columnEntries.ts';
import { emptyRow, type Row } from '../../../sim/row.ts';
import { drawsOf, stakeOf, weightOf } from './draws.ts';
import type { ConsensusCase, Shape } from './sizes.ts';

/** The network that is timed in the chain's arithmetic: the first uids hold permits and weigh everybody. */

export const block = 10_000;

const later = {
  tempo: 360,
  bondsPenalty: 65_535,
  liquidAlpha: true,
  alphaLow: 45_875,
  alphaHigh: 58_982,
  alphaSigmoidSteepness: 1000,
  yuma3: true,
  stakeThreshold: 0n,
  ownerUid: null,
  lastMechanismStepBlock: 0,
};

export function orderOf({ validators }: ConsensusCase, shape: Shape, scalar: boolean): EpochOrder {
  const options: YumaOptions = shape === 'yuma3' ? pairwiseYuma(later, block) : firstYuma;
  const parameters = {
    activityCutoff: 5000,
    kappa: 32_767,
    maxAllowedValidators: validators,
    bondsMovingAverage: 900_000,
  };
  return { block, emission: 360_000_000_000n, parameters, options, scalar };
}

/** One draw in this many, each of which sets a weight or not. */
const finest = 1000;

/** In an arena, so that nothing else takes memory; `make` makes one of a size. */
export function chainArena(
  run: ConsensusCase,
  sparse: boolean,
  threads: number,
  make: (size: ChainSize) => ChainArena = (size) => chainArenaOf(size, { shared: threads > 1 }),
): ChainArena {
  const { n, validators } = run;
  const rows = drawRows(run);
  const cells = sparse ? placeColumns(placesOf(n), n, rows) : undefined;
  const arena = make({ n, rows: validators, threads, cells });
  const { views, stride } = arena;
  const draw = drawsOf(1);
  views.updated.fill(block - 1);
  for (let uid = 0; uid < validators; uid++) {
    views.stake[uid] = BigInt(stakeOf(draw));
    views.permit[uid] = 1;
    views.rowOf[uid] = uid;
    views.uidOf[uid] = uid;
  }
  rows.weights.forEach((row, k) => {
    noteRow(arena, k, row);
  });
  if (sparse) {
    placeColumns(views, n, rows);
    fillCells(views, n, rows);
    return arena;
  }
  rows.weights.forEach(({ targets, values }, row) => {
    targets.forEach((column, k) => {
      views.weights[column * stride + row] = values[k];
      views.bonds[column * stride + row] = rows.bonds[row].values[k];
    });
  });
  return arena;
}

const placesOf = (n: number) => ({ starts: new Uint32Array(n + 1), counts: new Uint32Array(n) });

/** Rows of weights and bonds towards the same uids at random; the same for every layout and arithmetic. */
export function drawRows({ n, validators, density }: ConsensusCase): RowPairs {
  const draw = drawsOf(2);
  const weights: Row[] = [];
  const bonds: Row[] = [];
  const valuesFor = (targets: Uint16Array) => Uint32Array.from(targets, () => weightOf(draw));
  for (let row = 0; row < validators; row++) {
    const everybody = Uint16Array.from({ length: n }, (_, uid) => uid);
    const targets = density === 1 ? everybody : everybody.filter(() => draw(finest) < density * finest);
    weights.push({ targets, values: valuesFor(targets) });
    bonds.push({ targets, values: valuesFor(targets) });
  }
  return { weights, bonds };
}

/** As rows: for the twin, and for the kernel's choice of a layout. */
export function chainState(run: ConsensusCase): YumaState {
  const { n, validators } = run;
  const draw = drawsOf(1);
  const uids = Array.from({ length: n }, (_, uid) => uid);
  const rows = drawRows(run);
  return {
    block,
    stake: BigUint64Array.from(uids, (uid) => (uid < validators ? BigInt(stakeOf(draw)) : 0n)),
    lastUpdate: uids.map(() => block - 1),
    registrationBlock: uids.map(() => 0),
    validatorPermit: uids.map((uid) => (uid < validators ? 1 : 0)),
    weights: uids.map((uid) => rows.weights[uid] ?? emptyRow),
    bonds: uids.map((uid) => rows.bonds[uid] ?? emptyRow),
  };
}
