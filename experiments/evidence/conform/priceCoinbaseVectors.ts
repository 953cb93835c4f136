import { blockEmission } from '../../../sim/blockEmission.ts';
import { nothingPending, type PricedSubnet, priceCoinbase } from '../../../sim/coinbase/priceCoinbase.ts';
import { clampU64 } from '../../../sim/math/saturating.ts';
import { buyAlpha, type Swapped, sellAlpha } from '../../../sim/pools/constantProduct.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Cell, Comparison } from './compare.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase, flagAt, orNull } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** Blocks of the coinbase of v2.0.11, with swaps before each of them. */

const ruleset = builtVersion('v2.0.11')?.ruleset ?? 'v2.0.11';

export const isPriceCoinbaseFile = (top: Place): boolean => {
  const first = firstCase(top);
  if (first?.has('blocks') !== true || !first.has('input')) return false;
  const input = first.at('input');
  return input.has('subnets') && input.at('subnets').list()[0]?.has('powAllowed') === true;
};

/** What a replay carries from block to block. */
interface Running {
  readonly subnets: readonly PricedSubnet[];
  readonly issuance: bigint;
  /** RAO of TAO in all pools and on root. */
  readonly stake: bigint;
}

/** Replays every case block by block. Throws a VectorError at a wrong shape or value. */
export function conformPriceCoinbase(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    const input = place.only(['name', 'input', 'blocks']).at('input').only(inputKeys);
    const subnets = input.at('subnets').list().map(readSubnet);
    const setting = {
      rootTao: input.at('rootTao').u64(),
      taoWeight: input.at('taoWeight').u64(),
      ownerCut: input.at('ownerCut').count(u16Max),
      movingAlpha: input.at('movingAlphaBits').integer(0n, 2n ** 127n - 1n),
    };
    const stake = subnets.reduce((sum, { pool }) => sum + pool.tao, setting.rootTao);
    let running: Running = { subnets, issuance: input.at('totalIssuance').u64(), stake };
    for (const [index, recorded] of place.at('blocks').list().entries()) {
      const block = input.at('startBlock').count() + index;
      recorded.only(blockKeys);
      const traded = recorded
        .at('swaps')
        .list()
        .reduce((state, swap) => trade(state, swap, comparison), running);
      const minted = blockEmission(traded.issuance);
      const after = priceCoinbase(traded.subnets, traded.issuance, { ...setting, block });
      running = {
        subnets: after.subnets,
        issuance: traded.issuance + after.minted,
        stake: clampU64(traded.stake + after.minted - after.sold),
      };
      const epochs = after.drained.map(([netuid, { alpha, swapped }]) => [netuid, alpha + swapped]);
      compareBlock(recorded, { block, blockEmission: minted }, running, comparison);
      comparison.table(recorded.at('epochs').value, epochs, recorded.at('epochs').path);
    }
  });
}

const inputKeys = [
  'startBlock',
  'totalIssuance',
  'rootTao',
  'taoWeight',
  'ownerCut',
  'movingAlphaBits',
  'subnets',
];
const blockKeys = ['block', 'swaps', 'blockEmission', 'epochs', 'totalIssuance', 'totalStake', 'subnets'];
const subnetKeys = [
  'netuid',
  'mechanism',
  'firstEmissionBlock',
  'tempo',
  'registrationAllowed',
  'powAllowed',
  'tao',
  'alphaIn',
  'alphaOut',
  'movingPriceBits',
  'halvingBlocks',
];

function readSubnet(row: Place): PricedSubnet {
  row.only(subnetKeys);
  return {
    netuid: row.at('netuid').count(u16Max),
    tempo: row.at('tempo').count(u16Max),
    firstEmissionBlock: orNull(row.at('firstEmissionBlock'), (block) => block.count()),
    registrationAllowed: flagAt(row.at('registrationAllowed')),
    powRegistrationAllowed: flagAt(row.at('powAllowed')),
    pool: {
      dynamic: flagAt(row.at('mechanism')),
      tao: row.at('tao').u64(),
      alphaIn: row.at('alphaIn').u64(),
      alphaOut: row.at('alphaOut').u64(),
    },
    volume: 0n,
    movingPrice: row.at('movingPriceBits').integer(0n, 2n ** 127n - 1n),
    halvingBlocks: row.at('halvingBlocks').count(),
    pending: nothingPending,
    terms: { taoIn: 0n, alphaIn: 0n, alphaOut: 0n },
  };
}

/** One recorded swap: [netuid, "buy" or "sell", amount, received]. */
function trade(running: Running, swap: Place, comparison: Comparison): Running {
  const [netuid, kind, amount, received] = swap.list(4);
  const place = running.subnets.findIndex((subnet) => subnet.netuid === netuid.count(u16Max));
  if (place < 0) netuid.fail('the netuid of a subnet of the case');
  const subnet = running.subnets[place];
  const swapped = swapIn(kind, subnet, amount.u64());
  comparison.integer(received.value, swapped.received, received.path);
  const { pool, taoMoved } = swapped;
  const after = { ...subnet, pool, volume: subnet.volume + taoMoved };
  return {
    ...running,
    subnets: running.subnets.with(place, after),
    stake: clampU64(kind.value === 'buy' ? running.stake + taoMoved : running.stake - taoMoved),
  };
}

function swapIn(kind: Place, { pool }: PricedSubnet, rao: bigint): Swapped<bigint> {
  if (kind.value === 'buy') return buyAlpha(pool, rao);
  return kind.value === 'sell' ? sellAlpha(pool, rao) : kind.fail('"buy" or "sell"');
}

function compareBlock(
  recorded: Place,
  { block, blockEmission }: { readonly block: number; readonly blockEmission: bigint },
  { subnets, issuance, stake }: Running,
  comparison: Comparison,
): void {
  const own = { block, blockEmission, totalIssuance: issuance, totalStake: stake };
  for (const [key, value] of Object.entries(own))
    comparison.integer(recorded.at(key).value, value, recorded.at(key).path);
  comparison.table(recorded.at('subnets').value, subnets.map(columnsOf), recorded.at('subnets').path);
}

const columnsOf = ({ terms, pool, movingPrice, pending, volume }: PricedSubnet): Cell[] => [
  terms.taoIn,
  terms.alphaIn,
  terms.alphaOut,
  pool.tao,
  pool.alphaIn,
  pool.alphaOut,
  movingPrice,
  pending.alpha,
  pending.swapped,
  pending.rootTao,
  pending.ownerCut,
  volume,
];
