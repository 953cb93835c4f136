import { type CreditState, creditCoinbase } from '../../../sim/coinbase/creditCoinbase.ts';
import { trade } from '../../../sim/coinbase/trade.ts';
import { nothingBrought, nothingWaiting, type WeightedSubnet } from '../../../sim/coinbase/weightedSubnet.ts';
import { clampU64 } from '../../../sim/math/saturating.ts';
import { evenWeight, limitOf, swapKinds } from '../../../sim/pools/weightedPool.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Cell, Comparison } from './compare.ts';
import { compareValue } from './outcome.ts';
import type { Place } from './place.ts';
import { priceBitsOf, ratedSubnetKeys, readRatedSubnet } from './ratedSubnets.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase, flagAt, orNull } from './vectorCases.ts';
import { builtVersion } from './versions.ts';
import { readQuoteWeight } from './weightedPoolVectors.ts';

/** Blocks of the coinbase of v3.4.9-424, with swaps before each of them. */

const ruleset = builtVersion('v3.4.9-424')?.ruleset ?? 'v3.4.9-424';

export const isCreditCoinbaseFile = (top: Place): boolean => {
  const first = firstCase(top);
  return first?.has('blocks') === true && first.has('input') && first.at('input').has('maxEpochsPerBlock');
};

const inputKeys = [
  'startBlock',
  'totalIssuance',
  'rootTao',
  'taoWeight',
  'ownerCut',
  'movingAlphaBits',
  'maxEpochsPerBlock',
  'subnets',
];

/** Replays every case block by block. Throws a VectorError at a wrong shape or value. */
export function conformCreditCoinbase(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    const input = place.only(['name', 'note', 'input', 'blocks']).at('input').only(inputKeys);
    const subnets = input.at('subnets').list().map(readSubnet);
    const setting = {
      rootTao: input.at('rootTao').u64(),
      taoWeight: input.at('taoWeight').u64(),
      ownerCut: input.at('ownerCut').count(u16Max),
      movingAlpha: priceBitsOf(input.at('movingAlphaBits')),
      maxEpochsPerBlock: input.at('maxEpochsPerBlock').count(),
    };
    let state: CreditState = {
      issuance: input.at('totalIssuance').u64(),
      totalStake: clampU64(subnets.reduce((sum, { tao }) => sum + tao, setting.rootTao)),
      subnets,
    };
    for (const [index, recorded] of place.at('blocks').list().entries()) {
      const block = input.at('startBlock').count() + index;
      const orders = recorded.has('swaps') ? recorded.at('swaps').list() : [];
      for (const order of orders) state = traded(state, order, comparison);
      const after = creditCoinbase(state, { ...setting, block });
      state = after.state;
      compareBlock(recorded, block, after, comparison);
    }
  });
}

function compareBlock(
  recorded: Place,
  block: number,
  { state, minted, epochs }: ReturnType<typeof creditCoinbase>,
  comparison: Comparison,
): void {
  recorded.only(['block', 'swaps', 'blockEmission', 'epochs', 'totalIssuance', 'totalStake', 'subnets']);
  const own = {
    block,
    blockEmission: minted,
    epochs: epochs.map(([netuid, { server, validator, root, ownerCut }]) => [
      netuid,
      server,
      validator,
      root,
      ownerCut,
    ]),
    totalIssuance: state.issuance,
    totalStake: state.totalStake,
    subnets: state.subnets.map(columnsOf),
  };
  for (const [key, value] of Object.entries(own)) compareValue(recorded.at(key), value, comparison);
}

const subnetKeys = [
  ...ratedSubnetKeys,
  'tao',
  'alphaIn',
  'alphaOut',
  'tempo',
  'halvingBlocks',
  'lastEpochBlock',
  'pendingEpochAt',
  'feeRate',
  'ownerCutEnabled',
  'quoteWeight',
];

function readSubnet(row: Place): WeightedSubnet {
  const weight = orNull(row.only(subnetKeys).at('quoteWeight'), readQuoteWeight);
  return {
    ...readRatedSubnet(row),
    firstEmissionBlock: orNull(row.at('firstEmissionBlock'), (block) => block.count()),
    tao: row.at('tao').u64(),
    alphaIn: row.at('alphaIn').u64(),
    alphaOut: row.at('alphaOut').u64(),
    quoteWeight: weight ?? evenWeight,
    hasSwapped: weight !== null,
    feeRate: row.at('feeRate').count(u16Max),
    tempo: row.at('tempo').count(u16Max),
    lastEpochBlock: row.at('lastEpochBlock').count(),
    pendingEpochAt: row.at('pendingEpochAt').count(),
    blocksSinceLastStep: 0,
    ownerCutEnabled: flagAt(row.at('ownerCutEnabled')),
    halvingBlocks: row.at('halvingBlocks').count(),
    waiting: nothingWaiting,
    brought: nothingBrought,
    rootProportion: 0n,
    protocolFlow: 0n,
    protocolAlpha: 0n,
  };
}

/** The state after one recorded swap: [netuid, kind, amount, limit, [paid in, out, fee] or the refusal]. */
function traded(state: CreditState, order: Place, comparison: Comparison): CreditState {
  const [netuid, kindPlace, amount, limit, recorded] = order.list(5);
  const place = state.subnets.findIndex((subnet) => subnet.netuid === netuid.count(u16Max));
  if (place < 0) netuid.fail('the netuid of a subnet of the case');
  const subnet = state.subnets[place];
  const kind = swapKinds.find((known) => known === kindPlace.value) ?? kindPlace.fail('"buy" or "sell"');
  const result = trade(subnet, {
    kind,
    amount: amount.u64(),
    limit: limitOf(limit.u64()),
    feeRate: subnet.feeRate,
  });
  if (typeof result === 'string') {
    compareValue(recorded, result, comparison);
    return state;
  }
  const { paidIn, out, fee } = result.swapped;
  compareValue(recorded, [paidIn, out, fee], comparison);
  return {
    ...state,
    subnets: state.subnets.with(place, result.subnet),
    totalStake: clampU64(state.totalStake + result.stakeChange),
  };
}

const columnsOf = (subnet: WeightedSubnet): Cell[] => [
  subnet.brought.taoIn,
  subnet.brought.alphaIn,
  subnet.brought.alphaOut,
  subnet.brought.taoSpent,
  subnet.tao,
  subnet.alphaIn,
  subnet.alphaOut,
  subnet.movingPrice,
  subnet.waiting.server,
  subnet.waiting.validator,
  subnet.waiting.root,
  subnet.waiting.ownerCut,
  subnet.quoteWeight,
  subnet.rootProportion,
  subnet.lastEpochBlock,
  subnet.pendingEpochAt,
  subnet.protocolFlow,
  subnet.protocolAlpha,
];
