import { type BurnPriceRule, decayFactor, raisedBurn } from '../burnPrice.ts';
import { exp, pow } from '../math/elementary.ts';
import { type Name, stream } from '../random.ts';
import { type Blocks, blocksPerDay, raoPerTao, type Share, type Tao } from '../units.ts';

/** A subnet that sells entry at the chain's own price, and candidates that come at random times with valuations of a slot. */
export interface EntryQueue {
  readonly seed: Name;
  /** Blocks after which a price without registrations has halved. */
  readonly halfLife: Blocks;
  /** Factor of the price at a registration. */
  readonly multiplier: number;
  readonly minBurn: Tao;
  readonly maxBurn: Tao;
  /** Candidates a day with a valuation of at least `least`. */
  readonly perDay: number;
  readonly least: Tao;
  /** −d ln n / d ln price of demand: a valuation exceeds p with probability (p / least)^−elasticity. */
  readonly elasticity: number;
  /** Spread of ln(candidates a day) from day to day; the mean stays. */
  readonly swing: number;
  /** Blocks between the look at the price, by which a candidate decides, and its registration, which pays the price of that block. */
  readonly newsAge: Blocks;
  readonly days: number;
  /** Days before those that are counted. */
  readonly warmUpDays: number;
}

/** What the counted days brought, [day]. */
export interface EntryDays {
  readonly registrations: readonly number[];
  /** Mean price paid; null on a day without a registration. */
  readonly paid: readonly (Tao | null)[];
  /** Part of the registrations that paid the lowest price. */
  readonly atFloor: Share;
}

/** A registration on its way: it was decided on at one price and pays another. */
interface Coming {
  /** Days. */
  readonly time: number;
  readonly valuation: Tao;
}

/**
 * Runs the days of an entry queue under the price of entry since April 2026 in the chain's integers (subtensor v3.3.14-401, utils/misc.rs and
 * registration.rs; `sim/burnPrice.ts`). Throws a `RangeError` as `decayFactor` does, and for a
 * highest price of 137 TAO or more.
 */
export function entryDays(queue: EntryQueue): EntryDays {
  const { multiplier, minBurn, maxBurn, halfLife, newsAge, days, warmUpDays } = queue;
  const rule: BurnPriceRule = {
    decayFactor: decayFactor(halfLife),
    increase: BigInt(Math.round(multiplier * 2 ** 32)) << 32n,
    minBurn: rao(minBurn),
    maxBurn: rao(maxBurn),
  };
  const counted = Array.from({ length: days }, () => ({ registrations: 0, paid: 0 }));
  const price = new RunningPrice(rule, rao(queue.least));
  const decided: Coming[] = [];
  let [floors, all] = [0, 0];
  const enter = ({ time }: Coming) => {
    const paid = price.at(time * blocksPerDay);
    price.raise();
    const day = Math.floor(time) - warmUpDays;
    if (day < 0 || day >= days) return;
    counted[day].registrations += 1;
    counted[day].paid += paid / raoPerTao;
    all += 1;
    if (paid === Number(rule.minBurn)) floors += 1;
  };
  for (const { time, valuation } of candidates(queue)) {
    while (decided.length > 0 && decided[0].time <= time) enter(decided.shift()!);
    if (valuation * raoPerTao < price.at(time * blocksPerDay)) continue;
    const coming = { time: time + newsAge / blocksPerDay, valuation };
    if (newsAge === 0) enter(coming);
    else decided.push(coming);
  }
  return {
    registrations: counted.map(({ registrations }) => registrations),
    paid: counted.map(({ registrations, paid }) => (registrations > 0 ? paid / registrations : null)),
    atFloor: all > 0 ? floors / all : 0,
  };
}

const rao = (tao: Tao): bigint => BigInt(Math.round(tao * raoPerTao));

/** Highest price that doubles carry through a block without rounding, RAO. */
const mostRao = 2 ** 37;

/** A price that is asked at later and later blocks, RAO. */
class RunningPrice {
  private readonly rule: BurnPriceRule;
  private readonly floor: number;
  private price: number;
  private block = 0;

  constructor(rule: BurnPriceRule, start: bigint) {
    if (!(rule.maxBurn < mostRao))
      throw new RangeError(
        `maxBurn must be below ${mostRao / raoPerTao} TAO; received ${Number(rule.maxBurn) / raoPerTao} (the chain has 100)`,
      );
    this.rule = rule;
    this.floor = Number(rule.minBurn);
    this.price = Number(start);
  }

  at(block: number): number {
    const now = Math.floor(block);
    this.price = fallen(this.price, now - this.block, Number(this.rule.decayFactor), this.floor);
    this.block = now;
    return this.price;
  }

  raise(): void {
    this.price = Number(raisedBurn(BigInt(this.price), this.rule));
  }
}

/**
 * `decayedBurnAfter` in doubles, the same to the RAO and twenty times as fast: floor(b f / 2³²) is b − ceil(b d / 2³²) with d = 2³² − f, and b in
 * two parts of 21 and 16 bits keeps every product below 2⁵³. The ceiling never binds on the way down.
 */
export function fallen(price: number, blocks: number, factor: number, floor: number): number {
  const d = 2 ** 32 - factor;
  let b = price;
  for (let block = 0; block < blocks && b > floor; block++) {
    const high = Math.floor(b / 65_536);
    const product = high * d;
    const whole = Math.floor(product / 65_536);
    const rest = (product - whole * 65_536) * 65_536 + (b - high * 65_536) * d;
    b = Math.max(floor, b - whole - Math.ceil(rest / 2 ** 32));
  }
  return Math.max(floor, b);
}

/** Those who come, by time: a day's demand is drawn for the day, and its candidates do not depend on any price. */
function* candidates({
  seed,
  perDay,
  least,
  elasticity,
  swing,
  days,
  warmUpDays,
}: EntryQueue): Generator<Coming> {
  for (let day = 0; day < warmUpDays + days; day++) {
    // The mean of exp(σ z) is exp(σ² / 2): without it a swing would be more demand too.
    const rate = perDay * stream(seed, 'demand', day).lognormal(1, swing) * exp(-(swing * swing) / 2);
    const draws = stream(seed, 'candidates', day);
    for (let time = day + draws.exponential(rate); time < day + 1; time += draws.exponential(rate))
      yield { time, valuation: least * pow(1 - draws.next(), -1 / elasticity) };
  }
}
