import { exp } from '../math/elementary.ts';
import { type Name, type Stream, stream } from '../random.ts';
import { type Block, type Blocks, blocksPerDay, type Share, type Tao } from '../units.ts';

/** A network of one price, cheap enough for thousands of worlds: who wants in, who stays, and what it is worth to a client. */
export interface RegistrationMarket {
  readonly seed: Name;
  /** Slots of miners; all are taken from the start. */
  readonly slots: number;
  /** Candidates a day, before anyone looks at the price. */
  readonly arrivals: number;
  /** Spread of ln(quality) of candidates, and of ln(valuation) beside it. */
  readonly qualitySpread: number;
  readonly valuationSpread: number;
  /** Median valuation of a slot by a candidate of median quality, TAO. */
  readonly valuation: Tao;
  /** Mean days until a miner stops for good; it keeps its slot until it is replaced. */
  readonly lifeDays: number;
  /** Days in which a moving average of scores shows 1 − 1/e of a newcomer's quality. */
  readonly rampDays: number;
  /** Growth of the frontier a day, ln: newcomers gain it, those who are in do not. */
  readonly drift: number;
  /** Spread of ln of what the chain sees of the mean score. */
  readonly lookNoise: number;
  readonly minBurn: Tao;
  readonly maxBurn: Tao;
  readonly shock: Shock;
}

/** What happens once, from a day on. */
export interface Shock {
  readonly day: number;
  /** Factor of all valuations from then on: the token has lost value. */
  readonly valuations: number;
  /** Factor of the quality of candidates from then on: a jump of the frontier. */
  readonly frontier: number;
  /** Candidates a day for `spamDays` days that are worth nothing and value a slot as others do. */
  readonly spam: number;
  readonly spamDays: number;
}

/** What controllers move. */
export interface MarketSettings {
  readonly burnHalfLife: Blocks;
  readonly burnIncreaseMult: number;
  readonly immunityPeriod: Blocks;
}

/** A day, as the chain sees it, and the one thing it does not see. */
export interface MarketDay {
  /** Last block of the day. */
  readonly block: Block;
  readonly registrations: number;
  /** At the end of the day. */
  readonly price: Tao;
  readonly immune: Share;
  /** Mean shown score of all slots, with the noise of looking; the quality of a median candidate at the start is 1. */
  readonly score: number;
  /** Mean true quality over that of a median candidate of the day: what a client gets. The chain cannot see it. */
  readonly served: number;
}

/** A candidate, drawn whole, so that all settings meet the same ones. */
export interface Candidate {
  /** Days since the start. */
  readonly time: number;
  readonly quality: number;
  readonly valuation: Tao;
  readonly life: number;
}

/** A world on its way: data, changed in place. Times in days since the start. */
export interface MarketState {
  day: number;
  price: Tao;
  pricedAt: number;
  readonly quality: Float64Array;
  readonly since: Float64Array;
  readonly until: Float64Array;
}

/** A full network whose miners came over the last days, at the price of `settings`. */
export function openMarket(market: RegistrationMarket): MarketState {
  const { seed, slots, lifeDays, valuation } = market;
  const draws = stream(seed, 'market', 'founders');
  const quality = new Float64Array(slots);
  const since = new Float64Array(slots);
  const until = new Float64Array(slots);
  for (let slot = 0; slot < slots; slot++) {
    quality[slot] = draws.lognormal(1, market.qualitySpread);
    since[slot] = -1 - lifeDays * draws.next();
    until[slot] = draws.exponential(1 / lifeDays);
  }
  return { day: 0, price: valuation, pricedAt: 0, quality, since, until };
}

/** What a day brings under all settings alike. */
export interface DrawnDay {
  /** In the order of their coming, honest and spam. */
  readonly candidates: readonly Candidate[];
  /** Standard normal: the noise of looking at the scores. */
  readonly look: number;
}

/** Draws a day of the market. */
export const drawDay = (market: RegistrationMarket, day: number): DrawnDay => ({
  candidates: candidatesOf(market, day),
  look: stream(market.seed, 'look', day).normal(),
});

/** Runs one day under `settings`; the day is `drawDay(market, state.day)`. */
export function marketDay(
  market: RegistrationMarket,
  state: MarketState,
  settings: MarketSettings,
  { candidates, look }: DrawnDay,
): MarketDay {
  const { day } = state;
  const immunity = settings.immunityPeriod / blocksPerDay;
  let registrations = 0;
  for (const candidate of candidates) {
    decay(market, state, settings, candidate.time);
    if (candidate.valuation < state.price) continue;
    take(market, state, candidate, immunity);
    state.price = Math.min(market.maxBurn, state.price * settings.burnIncreaseMult);
    registrations += 1;
  }
  state.day = day + 1;
  decay(market, state, settings, state.day);
  return {
    block: state.day * blocksPerDay,
    registrations,
    price: state.price,
    ...seen(market, state, immunity, look),
  };
}

function decay(
  { minBurn }: RegistrationMarket,
  state: MarketState,
  { burnHalfLife }: MarketSettings,
  time: number,
): void {
  const blocks = (time - state.pricedAt) * blocksPerDay;
  state.price = Math.max(minBurn, state.price * exp((-Math.LN2 * blocks) / burnHalfLife));
  state.pricedAt = time;
}

function candidatesOf(market: RegistrationMarket, day: number): Candidate[] {
  const { seed, arrivals, shock } = market;
  const isAfter = day >= shock.day;
  const isSpammed = isAfter && day < shock.day + shock.spamDays;
  const frontier = exp(market.drift * day) * (isAfter ? shock.frontier : 1);
  const honest = drawn(market, stream(seed, 'candidates', day), day, arrivals, isAfter, frontier);
  if (!isSpammed) return honest;
  const spam = drawn(market, stream(seed, 'spam', day), day, shock.spam, isAfter, frontier);
  return [...honest, ...spam.map((candidate) => ({ ...candidate, quality: 0 }))].sort(
    (one, other) => one.time - other.time,
  );
}

function drawn(
  market: RegistrationMarket,
  draws: Stream,
  day: number,
  rate: number,
  isAfter: boolean,
  frontier: number,
): Candidate[] {
  const { qualitySpread, valuationSpread, valuation, lifeDays, shock } = market;
  const candidates: Candidate[] = [];
  if (rate <= 0) return candidates;
  for (let time = day + draws.exponential(rate); time < day + 1; time += draws.exponential(rate)) {
    const relative = draws.lognormal(1, qualitySpread);
    const worth =
      valuation * relative * draws.lognormal(1, valuationSpread) * (isAfter ? shock.valuations : 1);
    const life = draws.exponential(1 / lifeDays);
    candidates.push({ time, quality: frontier * relative, valuation: worth, life });
  }
  return candidates;
}

/** Replaces the lowest shown score of those past immunity; where all are immune, of all. */
function take(market: RegistrationMarket, state: MarketState, candidate: Candidate, immunity: number): void {
  const { time } = candidate;
  let worst = -1;
  let [least, worstIsImmune] = [Number.POSITIVE_INFINITY, true];
  for (let slot = 0; slot < market.slots; slot++) {
    const isImmune = time - state.since[slot] < immunity;
    if (isImmune && !worstIsImmune) continue;
    const score = shown(market, state, slot, time);
    if (score >= least && isImmune === worstIsImmune) continue;
    [worst, least, worstIsImmune] = [slot, score, isImmune];
  }
  state.quality[worst] = candidate.quality;
  state.since[worst] = time;
  state.until[worst] = time + candidate.life;
}

/** Ramps after which the rest of a score, 5e-5, is not told apart. */
const wholeAfter = 10;
/** Steps of a ramp in the table below. */
const rampSteps = 64;
/** [step] 1 − e^(−step / rampSteps). */
const ramp = Float64Array.from(
  { length: wholeAfter * rampSteps + 1 },
  (_, step) => 1 - exp(-step / rampSteps),
);

/** What the scores show of a slot: its quality by the moving average, 0 once its miner has stopped. */
function shown(
  { rampDays }: RegistrationMarket,
  { quality, since, until }: MarketState,
  slot: number,
  time: number,
): number {
  if (time >= until[slot]) return 0;
  const ramps = (time - since[slot]) / rampDays;
  return ramps >= wholeAfter ? quality[slot] : quality[slot] * ramp[Math.floor(ramps * rampSteps)];
}

function seen(market: RegistrationMarket, state: MarketState, immunity: number, look: number) {
  const { slots, drift, shock, lookNoise } = market;
  const { day, since, until, quality } = state;
  let [immune, score, served] = [0, 0, 0];
  for (let slot = 0; slot < slots; slot++) {
    const age = day - since[slot];
    if (age < immunity) immune += 1;
    score += shown(market, state, slot, day);
    if (day < until[slot]) served += quality[slot];
  }
  const frontier = exp(drift * day) * (day > shock.day ? shock.frontier : 1);
  return {
    immune: immune / slots,
    score: (score / slots) * exp(lookNoise * look),
    served: served / slots / frontier,
  };
}
