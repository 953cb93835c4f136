import { firstYuma, pairwiseYuma, type YumaOptions } from '../../../sim/consensus/chain/yumaOptions.ts';
import type { YumaState } from '../../../sim/consensus/chain/yumaState.ts';
import { type ChainArena, chainArenaOf } from '../../../sim/kernel/chain/chainArena.ts';
import type { EpochOrder } from '../../../sim/kernel/chain/instructions.ts';
import { emptyRow, rowOf } from '../../../sim/row.ts';
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

/** The share of weights that are set, one in this many. */
const sparsity = 10;

/** In an arena, so that nothing else takes memory. */
export function chainArena({ n, validators }: ConsensusCase, shape: Shape, threads: number): ChainArena {
  const arena = chainArenaOf({ n, rows: validators, threads }, { shared: threads > 1 });
  const { views, stride } = arena;
  const draw = drawsOf(1);
  views.updated.fill(block - 1);
  for (let uid = 0; uid < validators; uid++) {
    views.stake[uid] = BigInt(stakeOf(draw));
    views.permit[uid] = 1;
    views.rowOf[uid] = uid;
    views.uidOf[uid] = uid;
  }
  for (let column = 0; column < n; column++) {
    for (let row = 0; row < validators; row++) {
      const set = shape !== 'sparse' || draw(sparsity) === 0;
      views.weights[column * stride + row] = set ? weightOf(draw) : 0;
      views.bonds[column * stride + row] = set ? weightOf(draw) : 0;
    }
  }
  return arena;
}

/** As rows, for the twin. */
export function chainState({ n, validators }: ConsensusCase): YumaState {
  const draw = drawsOf(1);
  const uids = Array.from({ length: n }, (_, uid) => uid);
  const full = (uid: number) =>
    uid < validators ? rowOf(uids.map((target) => [target, weightOf(draw)] as const)) : emptyRow;
  return {
    block,
    stake: BigUint64Array.from(uids, (uid) => (uid < validators ? BigInt(stakeOf(draw)) : 0n)),
    lastUpdate: uids.map(() => block - 1),
    registrationBlock: uids.map(() => 0),
    validatorPermit: uids.map((uid) => (uid < validators ? 1 : 0)),
    weights: uids.map(full),
    bonds: uids.map(full),
  };
}
