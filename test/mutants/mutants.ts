import { aroundTheEpoch } from './aroundTheEpoch.ts';
import { betweenNetworks } from './betweenNetworks.ts';
import { capturesAndVotes } from './capturesAndVotes.ts';
import { controllersAndWorlds } from './controllersAndWorlds.ts';
import { domainsAndFeeders } from './domainsAndFeeders.ts';
import { severalNetworks } from './severalNetworks.ts';
import { slotsRowsAndPrices } from './slotsRowsAndPrices.ts';
import { stakersAndHolders } from './stakersAndHolders.ts';

/**
 * One wrong line in the engine. If no test notices it, the tests of that line are decoration. `line` must stand
 * exactly once in the file, so a rewrite of the engine cannot silently disarm a mutant.
 */
export interface Mutant {
  /** What the wrong engine would do. */
  readonly name: string;
  readonly file: string;
  readonly line: string;
  readonly becomes: string;
}

const chain = 'sim/consensus/chain';

const chainMutants: readonly Mutant[] = [
  {
    name: 'chain: weights are not clipped at consensus',
    file: `${chain}/yuma.ts`,
    line: 'const clippedWeights = matrices.clipColumns(weights, consensus);',
    becomes: 'const clippedWeights = weights;',
  },
  {
    name: 'chain: a tie at kappa takes the lower weight',
    file: `${chain}/weightedMedian.ts`,
    line: '} else if (upperStart <= minority && upper.length > 0) {',
    becomes: '} else if (upperStart < minority && upper.length > 0) {',
  },
  {
    name: 'chain: the median of 1 − kappa',
    file: `${chain}/weightedMedian.ts`,
    line: 'weightedMedian({ stake: voterStake, score }, stakeSum, stakeSum - majority));',
    becomes: 'weightedMedian({ stake: voterStake, score }, stakeSum, majority));',
  },
  {
    name: 'chain: every voter has one voice, whatever its stake',
    file: `${chain}/weightedMedian.ts`,
    line: 'const voterStake = normalise(voters.map((uid) => stake[uid]));',
    becomes: 'const voterStake = normalise(voters.map(() => 1n));',
  },
  {
    name: 'chain: rows are not normalised',
    file: `${chain}/yuma.ts`,
    line: 'const weights = matrices.normaliseRows(weightsPermitDiagOutdate);',
    becomes: 'const weights = weightsPermitDiagOutdate;',
  },
  {
    name: 'chain: rank without stake',
    file: `${chain}/yuma.ts`,
    line: 'const ranksAfter = matrices.timesRows(clippedWeights, stake);',
    becomes: 'const ranksAfter = matrices.timesRows(clippedWeights, stake.map(() => I32F32.one >> 6n));',
  },
  {
    name: 'chain: incentive is not normalised',
    file: `${chain}/yuma.ts`,
    line: 'const incentive = normalise(ranksAfter);',
    becomes: 'const incentive = ranksAfter;',
  },
  {
    name: 'chain: weights on oneself count',
    file: `${chain}/yuma.ts`,
    line: 'const weightsPermitDiag = matrices.maskDiagonal(weightsPermit, ownerUid);',
    becomes: 'const weightsPermitDiag = weightsPermit;',
  },
  {
    name: 'chain: who has no permit is heard',
    file: `${chain}/yuma.ts`,
    line: 'const weightsPermit = matrices.maskRows(forbidden, weightsRaw);',
    becomes: 'const weightsPermit = weightsRaw;',
  },
  {
    name: 'chain: stake without a permit votes',
    file: `${chain}/yumaState.ts`,
    line: 'const acting = maskVector(forbidden, maskVector(inactive, stake));',
    becomes: 'const acting = maskVector(inactive, stake);',
  },
  {
    name: 'chain: the inactive vote',
    file: `${chain}/yumaState.ts`,
    line: 'const acting = maskVector(forbidden, maskVector(inactive, stake));',
    becomes: 'const acting = maskVector(forbidden, stake);',
  },
  {
    name: 'chain: inactive one block too early',
    file: `${chain}/yumaState.ts`,
    line: 'Array.from(state.lastUpdate, (updated) => updated + cutoff < state.block);',
    becomes: 'Array.from(state.lastUpdate, (updated) => updated + cutoff <= state.block);',
  },
  {
    name: 'chain: what was said before the target registered counts',
    file: `${chain}/sparse.ts`,
    line: '(lastUpdate[row] <= registrationBlock[column] ? null : value)',
    becomes: '(lastUpdate[row] < registrationBlock[column] ? null : value)',
  },
  {
    name: 'chain: bonds are not normalised by column',
    file: `${chain}/yumaBonds.ts`,
    line: 'const emaBonds = normaliseColumns(emaBondsUnnormalized);',
    becomes: 'const emaBonds = emaBondsUnnormalized;',
  },
  {
    name: 'chain: old and new bonds change places in the moving average',
    file: `${chain}/yumaBonds.ts`,
    line: 'matrices.movingAverage(bondsDeltaNorm, bondsMaskNorm, alpha);',
    becomes: 'matrices.movingAverage(bondsMaskNorm, bondsDeltaNorm, alpha);',
  },
  {
    name: 'chain: bonds towards the replaced stay',
    file: `${chain}/yumaBonds.ts`,
    line: 'Array.from(registrationBlock, (registered) => lastTempo <= registered),',
    becomes: 'Array.from(registrationBlock, (registered) => lastTempo < registered),',
  },
  {
    name: 'chain: the bonds penalty is ignored',
    file: `${chain}/yumaBonds.ts`,
    line: 'bondsPenalty === null ? clippedWeights : matrices.interpolate(weights, clippedWeights, bondsPenalty);',
    becomes: 'bondsPenalty === null ? clippedWeights : clippedWeights;',
  },
  {
    name: 'chain: Yuma 3 forgets the stake at the dividend',
    file: `${chain}/yumaBonds.ts`,
    line: 'totalBondsPerValidator.map((total, uid) => I32F32.mul(total, inputs.activeStake[uid])),',
    becomes: 'totalBondsPerValidator.map((total) => total),',
  },
  {
    name: 'chain: with liquid alpha a bond of Yuma 3 never fades',
    file: `${chain}/bondAlpha.ts`,
    line: 'return clamp(mul(one - alpha, held) + (bought > 0n ? bought : 0n), 0n, one);',
    becomes: 'return clamp(held + (bought > 0n ? bought : 0n), 0n, one);',
  },
  {
    name: 'chain: liquid alpha sells where it should buy',
    file: `${chain}/bondAlpha.ts`,
    line: 'clamp(weight >= bond ? weight - consensus : bond - weight, 0n, one);',
    becomes: 'clamp(weight < bond ? weight - consensus : bond - weight, 0n, one);',
  },
  {
    name: 'chain: liquid alpha without its bounds',
    file: `${chain}/columnAlpha.ts`,
    line: 'liquidAlphaClamped: raw.map((value) => clamp(value, range.low, range.high)),',
    becomes: 'liquidAlphaClamped: raw,',
  },
  {
    name: 'chain: permits go to the lower uid at a tie',
    file: `${chain}/vector.ts`,
    line: '.sort((a, b) => compare(vector[a], vector[b]));',
    becomes: '.sort((a, b) => compare(vector[a], vector[b]) || b - a);',
  },
  {
    name: 'chain: a permit without stake',
    file: `${chain}/yumaState.ts`,
    line: '(chosen && stake[uid] !== 0n) || (ownerSeated && uid === ownerUid));',
    becomes: 'chosen || (ownerSeated && uid === ownerUid));',
  },
  {
    name: 'chain: emission is rounded up',
    file: `${chain}/yumaEmission.ts`,
    line: 'I96F32.floor(I96F32.mul(I32F32.convert(share, I96F32), I96F32.fromInt(emission)));',
    becomes: 'I96F32.floor(I96F32.mul(I32F32.convert(share, I96F32), I96F32.fromInt(emission))) + 1n;',
  },
  {
    name: 'chain: nobody in consensus, nobody paid',
    file: `${chain}/yumaEmission.ts`,
    line: 'normValidatorEmission: total === 0n ? byStake : normaliseBy(dividends, total),',
    becomes: 'normValidatorEmission: normaliseBy(dividends, total),',
  },
];

const nakamotoMutants: readonly Mutant[] = [
  {
    name: 'nakamoto, chain: trust is not a share of the active stake',
    file: `${chain}/nakamoto.ts`,
    line: 'trust: trust.map((bits) => div(bits, activeShare)),',
    becomes: 'trust,',
  },
  {
    name: 'nakamoto, chain: a weight on oneself counts',
    file: `${chain}/nakamoto.ts`,
    line: 'if (target === uid) continue;',
    becomes: '',
  },
  {
    name: 'nakamoto: the sigmoid is upside down',
    file: 'sim/consensus/nakamoto.ts',
    line: 'exp(-parameters.rho * (lastTrust - parameters.kappa))',
    becomes: 'exp(parameters.rho * (lastTrust - parameters.kappa))',
  },
  {
    name: 'nakamoto: bonds towards the replaced stay',
    file: 'sim/consensus/nakamoto.ts',
    line: 'for (const target of network.replaced) bonds[target] = 0;',
    becomes: '',
  },
  {
    name: 'nakamoto: incentive is not normalised',
    file: 'sim/consensus/nakamoto.ts',
    line: 'if (total > 0) for (let uid = 0; uid < size; uid++) epoch.incentive[uid] /= total;',
    becomes: '',
  },
];

const floatMutants: readonly Mutant[] = [
  {
    name: 'float64: weights are not clipped at consensus',
    file: 'sim/consensus/yumaWeights.ts',
    line: 'const weight = Math.min(weights[column + row], limit);',
    becomes: 'const weight = weights[column + row] + 0 * limit;',
  },
  {
    name: 'float64: clipped to the mean instead of the median',
    file: 'sim/consensus/yumaWeights.ts',
    line: 'consensus[uid] = listed ? weightedMedian(scratch, voters, 1 - kappa) : 0;',
    becomes:
      'consensus[uid] = listed ? scratch.score.slice(0, voters).reduce((s, w, k) => s + w * scratch.stake[k], 0) : 0;',
  },
  {
    name: 'float64: a tie at kappa takes the lower weight',
    file: 'sim/consensus/weightedMedian.ts',
    line: 'if (upperFirst < end && below + lowerStake + equalStake <= minority) {',
    becomes: 'if (upperFirst < end && below + lowerStake + equalStake < minority) {',
  },
  {
    name: 'float64: the median of 1 − kappa',
    file: 'sim/consensus/yumaWeights.ts',
    line: 'consensus[uid] = listed ? weightedMedian(scratch, voters, 1 - kappa) : 0;',
    becomes: 'consensus[uid] = listed ? weightedMedian(scratch, voters, kappa) : 0;',
  },
  {
    name: 'float64: every voter has one voice, whatever its stake',
    file: 'sim/consensus/yumaWeights.ts',
    line: 'scratch.stake[voters] = stake / staked;',
    becomes: 'scratch.stake[voters] = 1 / validators;',
  },
  {
    name: 'float64: rows are not normalised',
    file: 'sim/consensus/yumaWeights.ts',
    line: 'for (let entry = 0; entry < targets.length; entry++) weights[targets[entry] * stride + row] /= total;',
    becomes:
      'for (let entry = 0; entry < targets.length; entry++) weights[targets[entry] * stride + row] /= 1e6;',
  },
  {
    name: 'float64: weights on oneself count',
    file: 'sim/consensus/yumaWeights.ts',
    line: 'if (target === uid && uid !== ownerUid) continue;',
    becomes: '',
  },
  {
    name: 'float64: rank without stake',
    file: 'sim/consensus/yumaWeights.ts',
    line: 'total += weight * activeStake[rows[row]];',
    becomes: 'total += weight / validators;',
  },
  {
    name: 'float64: emission is rounded to the nearest',
    file: 'sim/consensus/yuma.ts',
    line: 'Math.floor(serverShare[uid] * emission) + Math.floor(validatorShare[uid] * emission);',
    becomes: 'Math.ceil(serverShare[uid] * emission) + Math.ceil(validatorShare[uid] * emission);',
  },
  {
    name: 'float64: who has no permit votes',
    file: 'sim/consensus/yuma.ts',
    line: 'activeStake[uid] = active[uid] && (network.validatorPermit[uid] || uid === seatedUid) ? stake[uid] : 0;',
    becomes: 'activeStake[uid] = active[uid] ? stake[uid] : 0;',
  },
  {
    name: 'float64: the bonds penalty is turned round',
    file: 'sim/consensus/yumaBonds.ts',
    line: 'penalty === 1 ? clipped : weight + penalty * (clipped - weight);',
    becomes: 'penalty === 1 ? clipped : clipped + penalty * (weight - clipped);',
  },
  {
    name: 'float64: Yuma 3 forgets the stake at the dividend',
    file: 'sim/consensus/yumaPairBonds.ts',
    line: 'for (let uid = 0; uid < size; uid++) dividends[uid] *= activeStake[uid];',
    becomes: '',
  },
  {
    name: 'float64: liquid alpha by pair sells where it should buy',
    file: 'sim/consensus/liquidAlpha.ts',
    line: 'clamp(weight >= bond ? weight - consensus : bond - weight, 0, 1);',
    becomes: 'clamp(weight < bond ? weight - consensus : bond - weight, 0, 1);',
  },
];

const ruleMutants: readonly Mutant[] = [
  {
    name: 'pruning: the lowest uid among equals, where v0.0.1 takes the highest',
    file: 'sim/pruning.ts',
    line: 'if (score > lowestScore) continue;',
    becomes: 'if (score >= lowestScore && place > 0) continue;',
  },
  {
    name: 'pruning: immune one block too long',
    file: 'sim/pruning.ts',
    line: 'if (block - registrationBlock[uid] >= immunityPeriod) {',
    becomes: 'if (block - registrationBlock[uid] > immunityPeriod) {',
  },
];

/** Every mutant, engine by engine. */
export const mutants: readonly Mutant[] = [
  ...chainMutants,
  ...nakamotoMutants,
  ...floatMutants,
  ...ruleMutants,
  ...aroundTheEpoch,
  ...slotsRowsAndPrices,
  ...severalNetworks,
  ...betweenNetworks,
  ...stakersAndHolders,
  ...capturesAndVotes,
  ...domainsAndFeeders,
  ...controllersAndWorlds,
];
