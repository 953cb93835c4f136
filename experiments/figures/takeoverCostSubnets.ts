import { waits } from '../../agents/capture/waits.ts';
import { type PooledSubnet, pooledSubnets } from '../../agents/networks/recordedPools.ts';
import recorded from '../../agents/networks/subnetPools.data.json' with { type: 'json' };
import {
  alphaToTake,
  type Purchase,
  purchaseOf,
  type TakeoverRule,
  takeoverRules,
} from '../../sim/governance/captureCost.ts';
import type { Pool } from '../../sim/pools/constantProduct.ts';
import { type AlphaRao, blocksPerDay, raoPerTao } from '../../sim/units.ts';

/** What a subnet costs, TAO; null: its pool has too little alpha. */
export interface SubnetCost {
  readonly netuid: number;
  /** TAO per alpha; moving: 0 where none was recorded. */
  readonly price: number;
  readonly movingPrice: number;
  /** Price of the pool over the recorded one, less 1. */
  readonly priceError: number;
  readonly joint: number | null;
  readonly alone: number | null;
  readonly slippage: number | null;
  readonly waited: number | null;
  readonly days: number | null;
}

const pools: readonly PooledSubnet[] = pooledSubnets('2026-04-11');

const { 'alone-18': aloneRule, 'joint-10': jointRule } = takeoverRules;
const alphaADay: AlphaRao = BigInt(blocksPerDay * raoPerTao);

/** The purchase that takes a subnet when all has matured and no alpha was issued; null: not to be had. */
function matured(pool: Pool, rule: TakeoverRule): Purchase | null {
  const alpha = alphaToTake(pool.alphaOut, rule, Number.POSITIVE_INFINITY);
  return alpha === null ? null : purchaseOf(pool, alpha);
}

/** TAO of alpha that is bought today and takes the subnet on a day, while it issues one alpha a block; null: not to be had. */
const costOnDay = (pool: Pool, day: number): number | null => {
  const defence = { others: 0n, leader: 0n, issued: BigInt(day) * alphaADay };
  const alpha = alphaToTake(pool.alphaOut, aloneRule, day * blocksPerDay, defence);
  return alpha === null ? null : taoOf(purchaseOf(pool, alpha));
};

const taoOf = (purchase: Purchase | null): number | null =>
  purchase === null ? null : Number(purchase.tao) / raoPerTao;

/** The costs of all subnets with alpha outside their pools, in the order of their netuids. */
export const subnetCosts = (): SubnetCost[] =>
  pools.map(({ netuid, pool }) => costOf(pool, recorded.netuid.indexOf(netuid)));

function costOf(pool: Pool, k: number): SubnetCost {
  const alone = matured(pool, aloneRule);
  const price = Number(pool.tao) / Number(pool.alphaIn);
  const ways = waits.flatMap((day) => {
    const tao = costOnDay(pool, day);
    return tao === null ? [] : [{ day, tao }];
  });
  const best = ways.length === 0 ? null : ways.reduce((least, way) => (way.tao < least.tao ? way : least));
  return {
    netuid: recorded.netuid[k],
    price,
    movingPrice: recorded.movingPrice[k] ?? 0,
    priceError: price / recorded.price[k] - 1,
    joint: taoOf(matured(pool, jointRule)),
    alone: taoOf(alone),
    slippage: alone?.slippage ?? null,
    waited: best?.tao ?? null,
    days: best?.day ?? null,
  };
}

/** Subnet 1 on 7 August 2026, block 8,791,253, to four digits. */
export const apexInAugust: Pool = {
  dynamic: true,
  tao: 25_836_000_000_000n,
  alphaIn: 3_110_000_000_000_000n,
  alphaOut: 2_495_000_000_000_000n,
};

/** Cost on a day of a pool; null: of subnet 64 as recorded. */
export const aloneOnDay = (pool: Pool | null, day: number): number | null =>
  costOnDay(pool ?? pools.find(({ netuid }) => netuid === 64)!.pool, day);

/** Subnet 1 in August: alpha and TAO as they were reckoned, TAO by the rule, and how far the closed form of a purchase is from the pool's own. */
export function costOfApex() {
  const alpha = (apexInAugust.alphaOut * 18n) / 100n;
  const bare = purchaseOf(apexInAugust, alpha);
  const alone = matured(apexInAugust, aloneRule);
  if (bare === null || alone === null)
    throw new RangeError('the pool of subnet 1 must hold 18 % of its alpha; it does not: check its reserves');
  const closedFormErrors = pools.flatMap(({ pool }) => {
    const bought = matured(pool, aloneRule);
    return bought === null || bought.alpha < 10_000n ? [] : [errorOf(pool, bought)];
  });
  return {
    alpha: Number(alpha) / raoPerTao,
    bare: Number(bare.tao) / raoPerTao,
    alone: Number(alone.tao) / raoPerTao,
    closedFormError: Math.max(...closedFormErrors),
  };
}

function errorOf(pool: Pool, { alpha, tao }: Purchase): number {
  const closed = (Number(pool.tao) * Number(alpha)) / Number(pool.alphaIn - alpha);
  return Math.abs(Number(tao) / closed - 1);
}

export const summed = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
