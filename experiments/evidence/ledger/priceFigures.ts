import { type BurnPriceRule, decayFactor } from '../../../sim/burnPrice.ts';
import { exactInteger, resolve } from '../../../sim/hyperparameters/registry.ts';
import {
  binomialSpread,
  continuousPrice,
  intervalPrice,
  lookStream,
  quantile,
  registrationRates,
  registrationsBetween,
  spreadOf,
} from './pricePaths.ts';
import data from './pricesOfEntry.data.json' with { type: 'json' };

/** The probability of every interval. */
export const level = 0.9;
const subnets = 128;
const looks = 20;
const tao = 1e9;
const jump = resolve('burn-2026', {}).burnIncreaseMult;
/** Days after which no price of an earlier day is left in either rule. */
const settledAfter = { continuous: 3, interval: 40 } as const;

/**
 * What the lab's rules of the price of entry say of all subnets, TAO unless it says otherwise: quantiles over 128 subnets that
 * differ in their registrations a day alone, each with the default settings of its ruleset, looked at 20 times. A price may
 * be looked at just after a registration: an interval reaches one jump above its middle at least.
 */
export function priceFigures() {
  const after = Array.from({ length: looks }, (_, look) => pricesAfter(look));
  const before = Array.from({ length: looks }, (_, look) => pricesBefore(look));
  const floor = Number(burnRule(360).minBurn) / tao;
  const at = (prices: readonly (readonly number[])[], share: number) => {
    const found = spreadOf(
      prices.map((look) => quantile(look, share)),
      level,
    );
    return { ...found, high: Math.max(found.high, jump * found.value) };
  };
  return {
    level,
    continuous: { median: at(after, 0.5), p90: at(after, 0.9) },
    interval: { median: at(before, 0.5), p90: at(before, 0.9) },
    /** Median price over the floor, a ratio. */
    medianOverFloor: at(
      after.map((look) => look.map((price) => price / floor)),
      0.5,
    ),
    /** Registrations a day, by half-life in blocks. */
    balance: { 360: balanceOf(360), 5400: balanceOf(5400) },
    immunity: immunityFigures(),
    targetRegistrations: targetFigures(),
  };
}

/** What is committed, and forecasts are read from. */
export type PriceFigures = ReturnType<typeof priceFigures>;

/** [subnet] rising: prices under the rule of April 2026. */
function pricesAfter(look: number): number[] {
  const draws = lookStream('after', look);
  const rule = burnRule(360);
  return registrationRates(subnets, draws)
    .map((rate) => Number(continuousPrice(rule, rate, settledAfter.continuous, draws)) / tao)
    .sort((one, other) => one - other);
}

/** [subnet] rising: prices under the rule before, from those of September 2025. */
function pricesBefore(look: number): number[] {
  const draws = lookStream('before', look);
  const { adjustmentInterval, targetRegistrationsPerInterval, minBurn, maxBurn, adjustmentAlpha } = resolve(
    'yuma3-2025',
    {},
  );
  const rule = {
    interval: adjustmentInterval,
    target: targetRegistrationsPerInterval,
    minBurn: BigInt(minBurn),
    maxBurn: BigInt(maxBurn),
    adjustmentAlpha: exactInteger('adjustmentAlpha', adjustmentAlpha),
  };
  const rates = registrationRates(data.costs.length, draws);
  return data.costs
    .map(([, from], k) => intervalPrice(rule, BigInt(from), rates[k], settledAfter.interval, draws))
    .map((price) => Number(price) / tao)
    .sort((one, other) => one - other);
}

function burnRule(halfLife: number): BurnPriceRule {
  const { minBurn, maxBurn, burnIncreaseMult } = resolve('burn-2026', {});
  return {
    decayFactor: decayFactor(halfLife),
    increase: BigInt(burnIncreaseMult * 2 ** 64),
    minBurn: BigInt(minBurn),
    maxBurn: BigInt(maxBurn),
  };
}

const days = 30;

/** Registrations a day over 30 days at which a price of 1 TAO ends where it began; ends: at an eighth and at eight times. */
function balanceOf(halfLife: number) {
  const rule = { ...burnRule(halfLife), minBurn: 1n };
  const perDay = (to: number) =>
    registrationsBetween(rule, BigInt(tao), BigInt(Math.round(to * tao)), days) / days;
  return { value: perDay(1), low: perDay(1 / 8), high: perDay(8) };
}

const costOf = new Map(data.costs.map(([netuid, before, after]) => [netuid, { before, after }]));

/** Owners' clean changes of immunity between two looks at all prices: no rule of the price knows that setting. */
function immunityFigures() {
  const moved = data.immunity.map(({ netuid, from, to }) => {
    const { before, after } = costOf.get(netuid)!;
    return { rises: after > before, agrees: after > before === to > from };
  });
  const others = data.costs.filter(([netuid]) => !data.immunity.some((change) => change.netuid === netuid));
  const share = others.filter(([, before, after]) => after > before).length / others.length;
  return {
    changes: moved.length,
    rises: {
      ...binomialSpread(moved.length, share, level),
      found: moved.filter(({ rises }) => rises).length,
    },
    agrees: {
      ...binomialSpread(moved.length, 0.5, level),
      found: moved.filter(({ agrees }) => agrees).length,
    },
  };
}

/** Subnets whose target registrations rose after the rule of April 2026, which does not read them. */
function targetFigures() {
  const prices = data.costs.map(([, , after]) => after).sort((one, other) => one - other);
  const middle = quantile(prices, 0.5);
  const share = prices.filter((price) => price > middle).length / prices.length;
  const changes = data.targetRegistrations.length;
  return { changes, dearer: binomialSpread(changes, share, level) };
}
