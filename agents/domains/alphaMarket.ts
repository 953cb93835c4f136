import { blockEmission } from '../../sim/blockEmission.ts';
import { emissionTerms } from '../../sim/coinbase/emissionTerms.ts';
import { movedPrice, usualMovingAlpha } from '../../sim/coinbase/movingPrice.ts';
import { rootProportion } from '../../sim/coinbase/rootProportion.ts';
import { exp } from '../../sim/math/elementary.ts';
import { clampedI96F32, U64F64, U96F32 } from '../../sim/math/saturating.ts';
import { buyAlpha, type Pool, poolPrice, sellAlpha } from '../../sim/pools/constantProduct.ts';
import { stream } from '../../sim/random.ts';
import { raoPerTao, type Share, type Tao } from '../../sim/units.ts';
import { blocksPerWeek, toOne } from './clients.ts';
import { type Flows, flowsAfter, noFlows, type Partition, type Rated } from './partition.ts';

/** How buyers of alpha choose: by what they believe of the clients' use, by rising prices, or by fancy. */
export const buyers = ['informed', 'momentum', 'blind'] as const;
export type Buyers = (typeof buyers)[number];

/** A market of alpha. */
export interface MarketSettings {
  readonly partition: Partition;
  readonly buyers: Buyers;
  /** Part of the gap between what they hold and what they want that buyers close in a week. */
  readonly rebalancing: Share;
  /** Part of the alpha issued that its receivers sell. */
  readonly soldShare: Share;
  /** New TAO that buyers bring in a week, all together. */
  readonly freshTao: Tao;
  /** Spread of ln of what they want, drawn anew each week. */
  readonly moodSpread: number;
}

/** A network's token. */
export interface AlphaNetwork extends Rated {
  readonly pool: Pool;
  /** Bought by the chain and kept, RAO. */
  readonly chainAlpha: bigint;
  readonly flows: Flows;
}

/** TAO a block since December 2025. */
export const blockTao: Tao = 0.5;
/** TAO on root in 2026 and its weight beside alpha (a round number; the chain's TaoWeight). */
const root = { rootTao: 5_500_000n * 10n ** 9n, taoWeight: 3_320_413_933_267_719_290n };
/** How steeply those who follow prices want what rises: the power of price over moving price. */
const momentum = 4;
/** Buyers trade no more than this part of a pool's reserve in a week: beyond it the price runs away from them. */
const mostTraded: Share = 0.2;

/** Weight of the present price in the moving one over a week, as the chain's of a block comes to: I96F32 bits. */
export const weeklyPriceWeight =
  clampedI96F32.fromInt(1n) - kept(Number(usualMovingAlpha) / 2 ** 32, 2 ** 32);
/** The same for flows, whose average has a half-life of 216,000 blocks: I64F64 bits. */
export const weeklyFlowWeight = BigInt(
  Math.round((1 - exp((-Math.LN2 * blocksPerWeek) / 216_000)) * 2 ** 64),
);

/** What is left of an average after a week, in units of 1 / `scale`. */
function kept(weight: number, scale: number): bigint {
  let left = 1;
  for (let block = 0; block < blocksPerWeek; block++) left *= 1 - weight;
  return BigInt(Math.round(left * scale));
}

export const openNetwork = (pool: Pool, minerBurned: bigint): AlphaNetwork => ({
  pool,
  minerBurned,
  movingPrice: clampedI96F32.convert(poolPrice(pool), clampedI96F32),
  chainAlpha: 0n,
  flows: noFlows,
});

/** TAO per alpha. */
export const priceOf = ({ pool }: AlphaNetwork): number => Number(poolPrice(pool)) / Number(U96F32.one);

/** TAO that the alpha held by people is worth. */
const heldTao = (network: AlphaNetwork): Tao =>
  (Number(network.pool.alphaOut - network.chainAlpha) / raoPerTao) * priceOf(network);

/** [network] What buyers want to hold, as shares. `belief`: [network] what they believe of the use. */
export function wanted(
  { buyers: kind, moodSpread }: MarketSettings,
  networks: readonly AlphaNetwork[],
  belief: readonly number[],
  seed: string,
  week: number,
): number[] {
  const goal =
    kind === 'momentum' ? networks.map((network) => heldTao(network) * risenBy(network) ** momentum) : belief;
  return toOne(
    goal.map((share, k) => share * exp(moodSpread * stream(seed, `mood of week ${week}`, k).normal())),
  );
}

/** Price over moving price. */
function risenBy(network: AlphaNetwork): number {
  const moving = Number(network.movingPrice) / Number(U96F32.one);
  return moving > 0 ? priceOf(network) / moving : 1;
}

/**
 * A week of the market: the chain's TAO and alpha enter the pools, receivers of alpha sell, buyers move towards what they want, and
 * averages of prices and flows follow. `shares`: [network] of the TAO; `want`: [network] shares of what buyers hold.
 */
export function marketWeek(
  settings: MarketSettings,
  networks: readonly AlphaNetwork[],
  shares: readonly Share[],
  want: readonly Share[],
  week: number,
): AlphaNetwork[] {
  const held = networks.map(heldTao);
  const all = held.reduce((sum, tao) => sum + tao, 0);
  return networks.map((network, k) => {
    const issued = issueWeek(settings.partition, network, shares[k]);
    const sold = BigInt(Math.floor(settings.soldShare * Number(issued.alpha)));
    const bought = settings.rebalancing * (want[k] * all - held[k]) + settings.freshTao * want[k];
    const traded = tradeWeek(issued.pool, sold, bought);
    return averaged({ ...network, pool: traded.pool, chainAlpha: network.chainAlpha + issued.kept }, week, {
      user: traded.flow / BigInt(blocksPerWeek),
      protocol: issued.put / BigInt(blocksPerWeek),
    });
  });
}

/** Part of the alpha issued that may enter a pool in a block: all of it, half of it (a block's TAO), or root's proportion of it. */
function mostAlpha(partition: Partition, alpha: bigint): bigint {
  if (partition === 'price') return U96F32.one;
  if (partition === 'flow') return U96F32.one >> 1n;
  return rootProportion(root, alpha);
}

/** The chain's week in a pool, by the terms of a block at the price of its beginning. RAO. */
function issueWeek(partition: Partition, { pool }: AlphaNetwork, share: Share) {
  const alpha = pool.alphaIn + pool.alphaOut;
  const terms = emissionTerms({
    emission: BigInt(Math.round(share * blockTao * raoPerTao)) * U96F32.one,
    price: U96F32.convert(poolPrice(pool), U64F64),
    alpha,
    rootProportion: mostAlpha(partition, alpha),
  });
  const weekly = (bits: bigint) => U96F32.whole(bits * BigInt(blocksPerWeek));
  const excess = weekly(terms.excessTao);
  const filled = {
    ...pool,
    tao: pool.tao + weekly(terms.taoIn) + (partition === 'price' ? excess : 0n),
    alphaIn: pool.alphaIn + weekly(terms.alphaIn),
  };
  const bought = partition === 'price' ? { pool: filled, received: 0n } : buyAlpha(filled, excess);
  const issued = blockEmission(alpha) * BigInt(blocksPerWeek);
  return {
    pool: { ...bought.pool, alphaOut: bought.pool.alphaOut + issued },
    alpha: issued,
    kept: bought.received,
    put: weekly(terms.taoIn) + excess,
  };
}

/** People's week in a pool: `sold` RAO of alpha are sold, and TAO worth `bought` is put in, or taken out where it is below 0. */
function tradeWeek(before: Pool, sold: bigint, bought: Tao) {
  const afterSale = sellAlpha(before, sold);
  const { pool } = afterSale;
  if (bought >= 0) {
    const tao = BigInt(Math.floor(Math.min(bought * raoPerTao, mostTraded * Number(pool.tao))));
    const after = buyAlpha(pool, tao);
    return { pool: after.pool, flow: after.taoMoved - afterSale.received };
  }
  const price = Number(poolPrice(pool)) / Number(U96F32.one);
  const alpha = Math.min((-bought * raoPerTao) / price, mostTraded * Number(pool.alphaIn));
  const after = sellAlpha(pool, BigInt(Math.floor(alpha)));
  return { pool: after.pool, flow: -after.received - afterSale.received };
}

/** Averages after a week at its last price and mean flow (RAO of TAO a block). */
function averaged(
  network: AlphaNetwork,
  week: number,
  flow: { readonly user: bigint; readonly protocol: bigint },
): AlphaNetwork {
  const block = (week + 1) * blocksPerWeek;
  const averaging = { movingAlpha: weeklyPriceWeight, halvingBlocks: 0 };
  const age = { block, firstEmissionBlock: 1 };
  return {
    ...network,
    movingPrice: movedPrice(U96F32, network.movingPrice, poolPrice(network.pool), averaging, age),
    flows: flowsAfter(network.flows, block, flow, weeklyFlowWeight),
  };
}
