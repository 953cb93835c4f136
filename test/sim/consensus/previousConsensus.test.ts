import { describe, expect, it } from 'vitest';
import { pairAlpha } from '../../../sim/consensus/chain/bondAlpha.ts';
import { yumaEpochChain } from '../../../sim/consensus/chain/yuma.ts';
import { autumnYuma, type LaterYumaParameters } from '../../../sim/consensus/chain/yumaOptions.ts';
import { I32F32 } from '../../../sim/math/fixed.ts';
import { emptyRow, rowOf } from '../../../sim/row.ts';

/** The steepest sigmoid, so that one bit of the consensus shows in alpha. */
const later: LaterYumaParameters = {
  tempo: 360,
  bondsPenalty: 65_535,
  liquidAlpha: true,
  alphaLow: 1638,
  alphaHigh: 65_535,
  alphaSigmoidSteepness: 32_767,
  yuma3: true,
  liquidAlphaConsensusMode: 'previous',
  stakeThreshold: 0n,
  ownerUid: null,
  lastMechanismStepBlock: 0,
};

/** Alpha of validator 0 towards miner 1, who has all of its weight, where the last epoch stored this consensus. */
function alphaAt(stored: number): bigint {
  const state = {
    block: 1000,
    stake: BigUint64Array.from([100n, 0n]),
    lastUpdate: [999, 999],
    registrationBlock: [0, 0],
    validatorPermit: [1, 0],
    weights: [rowOf([[1, 65_535]]), emptyRow],
    bonds: [emptyRow, emptyRow],
    consensus: [0, stored],
  };
  const parameters = {
    activityCutoff: 5000,
    kappa: 32_767,
    maxAllowedValidators: 64,
    bondsMovingAverage: 900_000,
  };
  const { liquidAlphas = [] } = yumaEpochChain(state, parameters, 0n, autumnYuma(later, 1000)).steps;
  return liquidAlphas[0][1];
}

const rule = {
  low: I32F32.fromRatio(later.alphaLow, 65_535),
  high: I32F32.one,
  steepness: later.alphaSigmoidSteepness,
};

describe('the consensus that the last epoch stored', () => {
  // 2^32 · x / 65,535 is x · 65,537 and x / 65,535 of a bit: from 32,768 on the nearest integer is the one above.
  it.each([32_700, 32_768, 32_800, 33_000])('is a share of 65,535, floored: %i', (stored) => {
    const floored = BigInt(stored) * 65_537n;
    const expected = pairAlpha(rule, floored, I32F32.one, 0n);
    expect(alphaAt(stored)).toBe(expected);
    expect(pairAlpha(rule, floored + 1n, I32F32.one, 0n)).not.toBe(expected);
  });
});
