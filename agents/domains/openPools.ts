import type { Pool } from '../../sim/pools/constantProduct.ts';
import { poolPrice } from '../../sim/pools/constantProduct.ts';
import { raoPerTao } from '../../sim/units.ts';
import recorded from '../networks/subnetPools.data.json' with { type: 'json' };

/** Where prices begin: all alike, or as the pools of 11 April 2026 were. */
export const starts = ['equal', 'recorded'] as const;
export type Start = (typeof starts)[number];

/** TAO in all pools together, the sum of their prices, and alpha outside a pool, 11 April 2026 (the same record). */
const usual = { tao: 2.0e6, prices: 1.3, alphaOut: 2.1e6 } as const;

const rao = (whole: number): bigint => BigInt(Math.round(whole * raoPerTao));

/** [network] Pools of one size and price, as deep together as those of April 2026 were and with the same sum of prices. */
function equalPools(networks: number): Pool[] {
  const tao = usual.tao / networks;
  const pool = {
    dynamic: true,
    tao: rao(tao),
    alphaIn: rao((tao * networks) / usual.prices),
    alphaOut: rao(usual.alphaOut),
  };
  return Array.from({ length: networks }, () => pool);
}

/**
 * [network] Pools of April 2026, the stable subnet 96 left out: those at evenly spaced ranks of price where fewer are asked for, the rank of a
 * network by its place in `order`. Reserves of TAO are scaled so that all pools together are as deep as all were.
 */
function recordedPools(networks: number, order: readonly number[]): Pool[] {
  const pools = recorded.taoRao
    .map((tao, k) => ({
      dynamic: true,
      tao: BigInt(tao),
      alphaIn: BigInt(recorded.alphaInRao[k]),
      alphaOut: BigInt(recorded.alphaOutRao[k]),
    }))
    .filter((_, k) => recorded.movingPrice[k] !== null)
    .sort((one, other) => (poolPrice(one) < poolPrice(other) ? 1 : -1));
  return order.map((place) => {
    const pool = pools[Math.min(pools.length - 1, Math.floor(((place + 0.5) * pools.length) / networks))];
    return { ...pool, tao: (pool.tao * BigInt(pools.length)) / BigInt(networks) };
  });
}

/** [network] Pools of the first day. `order`: [network] place of each in the recorded order of prices. */
export const openPools = (start: Start, order: readonly number[]): Pool[] =>
  start === 'equal' ? equalPools(order.length) : recordedPools(order.length, order);
