import { chainRules, type GateRules, shareOf, sharesByRules } from '../../../../agents/gate/gateRules.ts';
import { type DayName, dayNames, payable, recordedDays } from '../../../../agents/gate/recordedDays.ts';
import { type Concentration, concentrationOf } from '../../../../agents/networks/concentration.ts';
import april from '../../../../agents/networks/subnetPools.data.json' with { type: 'json' };
import type { RatedSubnet } from '../../../../sim/coinbase/ratedSubnet.ts';
import { exp, ln } from '../../../../sim/math/elementary.ts';
import { stream } from '../../../../sim/random.ts';
import { spreadOf } from '../pricePaths.ts';

/** The rule of the release page of spec 440: the bar at 61 % of the sum, before burns and with every switch on. */
const promisedRules: GateRules = {
  ...chainRules,
  rank: 0,
  quantile: BigInt(Math.round(0.61 * 2 ** 64)),
  burns: false,
  switches: false,
};

/** Subnets whose switch was off on 8 October 2026, the last day on which it was read. */
export const offInOctober: ReadonlySet<number> = new Set([29, 35, 36, 82, 108, 116]);

/** Netuids of a day as they are switched in October. */
const switchedAsInOctober = (day: DayName): RatedSubnet[] =>
  payable(day).map((one) => ({ ...one, emissionEnabled: !offInOctober.has(one.netuid) }));

export const concentrationUnder = (subnets: readonly RatedSubnet[], rules: GateRules): Concentration =>
  concentrationOf(sharesByRules(subnets, rules).map(shareOf));

/** How a block's TAO is spread on each recorded day: as paid, and by the lab's rules from the recorded prices. */
export function dayFigures() {
  return Object.fromEntries(dayNames.map((day) => [day, figuresOf(day)]));
}

function figuresOf(day: DayName) {
  const { paidRao } = recordedDays[day];
  const at = (rules: GateRules) => concentrationUnder(payable(day), rules);
  return {
    paid: paidRao === null ? null : concentrationOf(paidRao),
    prices: at({ ...promisedRules, rank: null }),
    promised: at(promisedRules),
    rank16: at({ ...chainRules, rank: 16 }),
    rank32: at(chainRules),
    rank64: at({ ...chainRules, rank: 64 }),
    rank32InOctober: concentrationUnder(switchedAsInOctober(day), chainRules),
    rank64InOctober: concentrationUnder(switchedAsInOctober(day), { ...chainRules, rank: 64 }),
    withheld: withheldOf(payable(day)),
  };
}

/** Mean and median of what owners withheld of miners' pay, and how many withheld all. */
function withheldOf(subnets: readonly RatedSubnet[]) {
  const shares = subnets
    .map(({ minerBurned }) => Math.min(1, Number(minerBurned) / 2 ** 32))
    .sort((one, other) => one - other);
  const middle = shares.length / 2;
  return {
    mean: shares.reduce((sum, share) => sum + share, 0) / shares.length,
    median: (shares[Math.ceil(middle) - 1] + shares[Math.floor(middle)]) / 2,
    all: shares.filter((share) => share === 1).length / shares.length,
  };
}

const looks = 200;
const daysBetween = { aprilToJuly: 111, julyToAugust: 7 } as const;

/**
 * What the lab's rule says on 31 July of 7 August: that day's prices, each times a lognormal draw, burns and switches as they are, the bar
 * at rank 32. A week's spread of prices is that of 11 April to 31 July, as a random walk has it.
 */
export function weekAhead(level: number) {
  const spread = weeklySpread();
  const found = Array.from({ length: looks }, (_, look) => {
    const draws = stream('ledger', 'week ahead', look);
    const moved = payable('2026-07-31').map((one) => ({
      ...one,
      movingPrice: BigInt(Math.round(Number(one.movingPrice) * exp(spread * draws.normal()))),
    }));
    return concentrationUnder(moved, chainRules);
  });
  return {
    weeklySpread: spread,
    effective: spreadOf(
      found.map(({ effective }) => effective),
      level,
    ),
    top8: spreadOf(
      found.map(({ top8 }) => top8),
      level,
    ),
  };
}

/** Standard deviation of a week's change of log moving price around the mean change of all subnets. */
function weeklySpread(): number {
  const july = new Map(
    payable('2026-07-31').map(({ netuid, movingPrice }) => [netuid, Number(movingPrice) / 2 ** 32]),
  );
  const changes = april.netuid.flatMap((netuid, k) => {
    const [before, after] = [april.movingPrice[k] ?? 0, july.get(netuid) ?? 0];
    return before > 0 && after > 0 ? [ln(after / before)] : [];
  });
  const mean = changes.reduce((sum, one) => sum + one, 0) / changes.length;
  const variance = changes.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (changes.length - 1);
  return Math.sqrt((variance * daysBetween.julyToAugust) / daysBetween.aprilToJuly);
}
