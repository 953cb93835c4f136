import { blocksPerDay, type Share } from '../../sim/units.ts';
import { amountOf } from './chainSample.ts';
import type { StakersWorld } from './stakersWorld.ts';

/** Part of a subnet's alpha that is shared by validators and root: half of what the owner's cut of 18 % leaves. */
export const dividendShare: Share = (1 - 11_796 / 65_535) / 2;
const daysPerYear = 365;

type Staked = Pick<StakersWorld, 'state' | 'stride' | 'taoWeightOfOne'>;

/** [network] root's part of the dividends. */
export function rootProportions({ state, taoWeightOfOne }: Staked): Share[] {
  const root = Number(state.rootTao) * taoWeightOfOne;
  return state.networks.map(
    ({ subnet: { pool } }) => root / (root + Number(pool.alphaIn) + Number(pool.alphaOut)),
  );
}

/**
 * [network] alpha that a staked alpha earns in a year before take, simple interest: a block issues one alpha, of which the dividends less
 * root's part go to all alpha outside the pool (subtensor v2.0.11, §2.2 and §3.1 of the coinbase and the drain).
 */
export function alphaYields(world: Staked): number[] {
  const root = rootProportions(world);
  return world.state.networks.map(({ subnet: { pool } }, network) => {
    const staked = amountOf(pool.alphaOut, world.stride);
    return (blocksPerDay * daysPerYear * dividendShare * (1 - root[network])) / staked;
  });
}

/** TAO that a TAO on root earns in a year before take, simple interest: root's part of the dividends, sold at the pools' prices. */
export function rootYield(world: Staked): number {
  const root = rootProportions(world);
  const prices = world.state.networks.map(({ subnet: { pool } }) => Number(pool.tao) / Number(pool.alphaIn));
  const perDay = prices.reduce(
    (sum, price, network) => sum + blocksPerDay * dividendShare * root[network] * price,
    0,
  );
  return (perDay * daysPerYear) / amountOf(world.state.rootTao, world.stride);
}
