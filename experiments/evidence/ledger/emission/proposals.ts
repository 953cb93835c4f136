import { chainRules, shareOf, sharesByRules } from '../../../../agents/gate/gateRules.ts';
import { type DayName, dayNames, payable } from '../../../../agents/gate/recordedDays.ts';
import { concentrationOf } from '../../../../agents/networks/concentration.ts';
import { stream } from '../../../../sim/random.ts';
import { blocksPerDay } from '../../../../sim/units.ts';
import { quantile } from '../pricePaths.ts';
import { rateLevels, ratesForSurvival } from './ownersRates.ts';

/** TAO a day for all subnets. */
const dailyTao = 3600;
/** Part of the miners and of the stakers in the alpha that a subnet issues, one a block. */
const half = 0.41;
const draws = 20;

/** What a subnet has of a day, TAO: minted for it, and pay at its recorded moving price. */
interface DayPay {
  readonly taoIn: number;
  readonly miners: number;
  readonly stakers: number;
}

/** What owners choose. */
interface Choice {
  /** Rank of the bar. */
  readonly rank: number;
  /** [subnet] Part of its emission that a subnet takes. */
  readonly rates: readonly number[];
  /** [subnet] Part of the miners in what miners and stakers have together. */
  readonly minersPart: readonly number[];
}

/** Shares of a day at a bar: they read neither rates nor splits. */
const sharesAt = new Map<string, readonly number[]>();

function sharesOn(day: DayName, rank: number): readonly number[] {
  const key = `${day} ${rank}`;
  const known = sharesAt.get(key) ?? sharesByRules(payable(day), { ...chainRules, rank }).map(shareOf);
  sharesAt.set(key, known);
  return known;
}

function payUnder(day: DayName, { rank, rates, minersPart }: Choice): DayPay[] {
  const subnets = payable(day);
  return sharesOn(day, rank).map((share, k) => {
    const { movingPrice, minerBurned } = subnets[k];
    const worth = (2 * half * blocksPerDay * rates[k] * Number(movingPrice)) / 2 ** 32;
    const kept = 1 - Math.min(1, Number(minerBurned) / 2 ** 32);
    return {
      taoIn: dailyTao * rates[k] * share,
      miners: worth * minersPart[k] * kept,
      stakers: worth * (1 - minersPart[k]),
    };
  });
}

/** A day under a choice, against the day as it was; TAO a day. Changes by subnet: the lowest, the median, the highest. */
function effectOf(day: DayName, change: Partial<Choice>) {
  const size = payable(day).length;
  const asIs: Choice = { rank: 32, rates: Array(size).fill(1), minersPart: Array(size).fill(0.5) };
  const [before, after] = [payUnder(day, asIs), payUnder(day, { ...asIs, ...change })];
  const taoIn = after.map((pay) => pay.taoIn);
  const { effective, top8 } = concentrationOf(taoIn);
  const sum = (of: (pay: DayPay) => number) => after.reduce((total, pay) => total + of(pay), 0);
  const changes = (of: (pay: DayPay) => number) => {
    const sorted = after.map((pay, k) => of(pay) - of(before[k])).sort((one, other) => one - other);
    return { lowest: sorted[0], median: quantile(sorted, 0.5), highest: sorted[sorted.length - 1] };
  };
  return {
    effective,
    top8,
    taoIn: sum((pay) => pay.taoIn),
    miners: sum((pay) => pay.miners),
    stakers: sum((pay) => pay.stakers),
    changeOfTaoIn: changes((pay) => pay.taoIn),
    changeOfMiners: changes((pay) => pay.miners),
    changeOfStakers: changes((pay) => pay.stakers),
  };
}

type Effect = ReturnType<typeof effectOf>;

/** The range over draws of the totals. */
function rangeOf(effects: readonly Effect[]) {
  const range = (of: (effect: Effect) => number) => {
    const sorted = effects.map(of).sort((one, other) => one - other);
    return { low: sorted[0], median: quantile(sorted, 0.5), high: sorted[sorted.length - 1] };
  };
  return {
    effective: range(({ effective }) => effective),
    top8: range(({ top8 }) => top8),
    taoIn: range(({ taoIn }) => taoIn),
    miners: range(({ miners }) => miners),
    stakers: range(({ stakers }) => stakers),
  };
}

/** The three open proposals on each recorded day, owners choosing as by default, for their own income, or at random. */
export const proposalFigures = () => Object.fromEntries(dayNames.map((day) => [day, proposalsOn(day)]));

function proposalsOn(day: DayName) {
  const subnets = payable(day);
  const random = (of: (draw: number) => Partial<Choice>) =>
    rangeOf(Array.from({ length: draws }, (_, draw) => effectOf(day, of(draw))));
  const survival = ratesForSurvival(subnets.map(({ movingPrice }) => Number(movingPrice)));
  const below = survival
    .map((rates) => rates.filter((rate) => rate < 1).length)
    .sort((one, other) => one - other);
  const perSubnet = (draw: number, what: string, value: (u: number) => number) => {
    const uniform = stream('ledger', what, draw);
    return subnets.map(() => value(uniform.next()));
  };
  const every = (part: number) => effectOf(day, { minersPart: subnets.map(() => part) });
  return {
    default: effectOf(day, {}),
    rates: {
      ownIncome: rangeOf(survival.map((rates) => effectOf(day, { rates }))),
      below: { low: below[0], median: quantile(below, 0.5), high: below[below.length - 1] },
      random: random((draw) => ({
        rates: perSubnet(draw, 'rates', (u) => rateLevels[Math.floor(3 * u)]),
      })),
    },
    split: {
      ownIncome: every(0.5),
      /** An owner's income is a part of all alpha issued, whatever the split. */
      fifthForMiners: every(0.2),
      fifthForStakers: every(0.8),
      random: random((draw) => ({ minersPart: perSubnet(draw, 'split', (u) => 0.2 + 0.6 * u) })),
    },
    rank: { 16: effectOf(day, { rank: 16 }), 64: effectOf(day, { rank: 64 }) },
  };
}
