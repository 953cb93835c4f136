import type { Pool } from '../../sim/pools/constantProduct.ts';
import { blocksPerDay, raoPerTao } from '../../sim/units.ts';
import august from '../gate/days/august7.data.json' with { type: 'json' };
import recorded from './subnetPools.data.json' with { type: 'json' };

/**
 * Days of which the pools of Finney are known: recorded on 11 April 2026, reckoned on 7 August from the moving prices of that day, the products
 * of April and half an alpha a block more outside, as subnet 1 had it (whose pool is recorded, and 1 % off).
 */
export const poolDays = ['2026-04-11', '2026-08-07'] as const;
export type PoolDay = (typeof poolDays)[number];

/** A subnet with its pool. */
export interface PooledSubnet {
  readonly netuid: number;
  readonly pool: Pool;
}

/** The subnets that have alpha outside their pools, in the order of their netuids. */
export function pooledSubnets(day: PoolDay): PooledSubnet[] {
  const april = recorded.netuid.map((netuid, k) => ({ netuid, pool: poolOf(k) }));
  const held = april.filter(({ pool }) => pool.alphaOut > 0n);
  return day === '2026-04-11' ? held : held.flatMap(inAugust);
}

const poolOf = (k: number): Pool => ({
  dynamic: true,
  tao: BigInt(recorded.taoRao[k]),
  alphaIn: BigInt(recorded.alphaInRao[k]),
  alphaOut: BigInt(recorded.alphaOutRao[k]),
});

const daysToAugust = 118;
/** RAO of alpha that a subnet had outside its pool then and not in April. */
const issued = BigInt((daysToAugust * blocksPerDay * raoPerTao) / 2);
/** Bits of the fraction of a recorded price. */
const priceOne = 2 ** 32;

/** None where no price was recorded. */
function inAugust({ netuid, pool }: PooledSubnet): PooledSubnet[] {
  const price = Number(august.movingPrice[august.netuid.indexOf(netuid)]) / priceOne;
  if (!(price > 0)) return [];
  const product = Number(pool.tao) * Number(pool.alphaIn);
  const tao = BigInt(Math.round(Math.sqrt(product * price)));
  const alphaIn = BigInt(Math.round(Math.sqrt(product / price)));
  return [{ netuid, pool: { dynamic: true, tao, alphaIn, alphaOut: pool.alphaOut + issued } }];
}
