import { gini } from '../../sim/metrics/concentration.ts';
import type { Serial, Share } from '../../sim/units.ts';
import { amountOf, wholeOverSample } from './chainSample.ts';
import {
  ownershipOf,
  stakeByHotkey,
  stakeByWallet,
  topShare,
  wealthByWallet,
  worthByHotkey,
} from './ownership.ts';
import { ownerPerformance } from './pickValidator.ts';
import { returns } from './reasons.ts';
import { netuidsOf, ownerHotkey, type StakersWorld } from './stakersWorld.ts';
import { netShare } from './validators.ts';
import { alphaYields, rootYield } from './yields.ts';

/** Days over which rates are measured, whole weeks; prices change over the 30 days that are published. */
export const windowDays = 28;
const priceDays = 30;
const daysPerYear = 365;

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
export const meanOf = (values: readonly number[]): number => sumOf(values) / values.length;
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return (sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1]) / 2;
}
const deviationOf = (values: readonly number[]): number => {
  const mean = meanOf(values);
  return Math.sqrt(sumOf(values.map((value) => (value - mean) ** 2)) / (values.length - 1));
};
/** Mean of the last days of a tally, for a day. */
const lately = (list: readonly number[]): number => meanOf(list.slice(-windowDays));

/** Every measure of the model `stakers` after at least 30 days; null where there is no shared validator. */
export const measureStakers = (world: StakersWorld): Record<string, number | null> => ({
  ...onRoot(world),
  ...onSubnets(world),
  ...inAll(world),
  ...inTheMarket(world),
  ...ofTheFund(world),
});

function onRoot(world: StakersWorld) {
  const { top1, top5, top10 } = ownershipOf([...stakeByHotkey(world, 0).values()]);
  const sorted = [...stakeByHotkey(world, 0).values()].sort((one, other) => other - one);
  return { rootTop1: top1, rootTop5: top5, rootTop10: top10, rootSecond: sorted[1] / sumOf(sorted) };
}

/** Concentration on each subnet, over the subnets. */
function onSubnets(world: StakersWorld) {
  const netuids = netuidsOf(world).slice(1);
  const dividends = netuids.map((netuid) => dividendsAt(world, netuid));
  const validators = dividends.map(({ weights }) => ownershipOf(weights));
  const paid = dividends.map(({ shares }) => ownershipOf(shares));
  const wallets = netuids.map((netuid) => ownershipOf(stakeByWallet(world, netuid)));
  return {
    ownerDividends: meanOf(dividends.map(({ owner }) => owner)),
    validatorHhiMedian: medianOf(validators.map(({ hhi }) => hhi)),
    validatorHhi: meanOf(validators.map(({ hhi }) => hhi)),
    dividendNakamoto: medianOf(paid.map(({ nakamoto }) => nakamoto)),
    topDividend: medianOf(paid.map(({ top1 }) => top1)),
    walletTop10: meanOf(wallets.map(({ top10 }) => top10)),
    walletHhi: meanOf(wallets.map(({ hhi }) => hhi)),
    walletHhiMedian: medianOf(wallets.map(({ hhi }) => hhi)),
  };
}

/** On a subnet: [validator] stake that counts, and dividends for it; the owner's hotkey's part of the dividends. */
export function dividendsAt(world: StakersWorld, netuid: number) {
  const [alpha, root] = [stakeByHotkey(world, netuid), stakeByHotkey(world, 0)];
  const named: readonly (readonly [Serial, Share])[] = [
    ...world.validators.map(({ hotkey, performance }) => [hotkey, performance] as const),
    [ownerHotkey(netuid), ownerPerformance],
  ];
  const weights = named.map(
    ([hotkey]) => (alpha.get(hotkey) ?? 0) + world.taoWeightOfOne * (root.get(hotkey) ?? 0),
  );
  const shares = named.map(([, performance], place) => weights[place] * performance);
  return { weights, shares, owner: shares[shares.length - 1] / sumOf(shares) };
}

/** Concentration over all networks together, by what stake is worth. */
function inAll(world: StakersWorld) {
  const worth = worthByHotkey(world);
  const stakes = world.validators.map(({ hotkey }) => worth.get(hotkey) ?? 0);
  const { hhi, nakamoto, top1, top10 } = ownershipOf(stakes);
  const wealth = [...wealthByWallet(world).values()];
  return {
    hhi,
    nakamoto,
    topValidator: top1,
    top10Share: top10,
    wealthGini: gini(wealth),
    wealthTop10: topShare(wealth, 10),
  };
}

function inTheMarket(world: StakersWorld) {
  const changes = returns(world, priceDays);
  const prices = world.prices[world.prices.length - 1];
  const worth = sumOf([...worthByHotkey(world).values()]);
  const kept = 1 - meanOf(world.validators.map(({ take }) => take));
  return {
    rootYield: 100 * rootYield(world) * kept,
    alphaYield: 100 * medianOf(alphaYields(world)) * kept,
    moved: (100 * lately(world.tally.moved)) / worth,
    movesPerDay: lately(world.tally.moves),
    turnover: turnoverOf(world),
    priceSd: deviationOf(changes),
    priceChange: meanOf(changes),
    meanPrice: meanOf(prices),
  };
}

/** TAO swapped a day over the pool's TAO, the median of the subnets, %. */
function turnoverOf({ tally: { swapped }, state, stride }: StakersWorld): number {
  const last = swapped[swapped.length - 1];
  const before = swapped[Math.max(swapped.length - 1 - windowDays, 0)];
  const days = Math.min(windowDays, swapped.length - 1);
  const rates = state.networks.map(
    ({ subnet: { pool } }, network) =>
      (100 * (last[network] - before[network])) / days / amountOf(pool.tao, stride),
  );
  return medianOf(rates);
}

/** The shared validator and its fund, on the scale of the whole chain. */
function ofTheFund(world: StakersWorld) {
  const shared = world.validators.find(({ isShared }) => isShared);
  if (shared === undefined)
    return { fundIncome: null, fundSold: null, sharedShare: null, priceImpact: null, sharedPremium: null };
  const worth = worthByHotkey(world);
  const stakes = world.validators.map(({ hotkey }) => worth.get(hotkey) ?? 0);
  const others = meanOf(world.validators.filter(({ isShared }) => !isShared).map(netShare));
  return {
    fundIncome: lately(world.tally.fundIncome) * wholeOverSample,
    fundSold: lately(world.tally.fundSold) * wholeOverSample,
    sharedShare: (worth.get(shared.hotkey) ?? 0) / sumOf(stakes),
    priceImpact: (100 * daysPerYear * lately(world.tally.fundImpact)) / world.state.networks.length,
    sharedPremium: 100 * rootYield(world) * (netShare(shared) - others),
  };
}
