import type { MarketSettings, RegistrationMarket, Shock } from '../../../sim/games/registrationMarket.ts';

/** What each world lacks: its seed and its shock. */
export type Ground = Omit<RegistrationMarket, 'seed' | 'shock'>;

/** 64 slots, two miners a day that stop, and twenty candidates a day: at the default half-life of 360 blocks all of them get in at the floor. */
export const ground: Ground = {
  slots: 64,
  arrivals: 20,
  qualitySpread: 0.6,
  valuationSpread: 0.6,
  valuation: 1,
  lifeDays: 30,
  rampDays: 1,
  drift: 0,
  lookNoise: 0.01,
  minBurn: 0.0005,
  maxBurn: 100,
};

/** The constants that serve clients best in the ground without shock, of the grids of `knobs.ts`; where every world starts. */
export const tuned: MarketSettings = { burnHalfLife: 2600, burnIncreaseMult: 1.26, immunityPeriod: 7200 };

/** Days in which the founders’ network settles and no controller acts. */
export const warmUp = 40;
/** Day of every shock; what is compared begins with it. */
export const shockDay = 100;
export const days = 280;

const calm: Shock = { day: shockDay, valuations: 1, frontier: 1, spam: 0, spamDays: 0 };

/** A way in which a world differs from the calm one. */
export interface Weather {
  readonly name: string;
  readonly what: string;
  readonly shock: Shock;
  readonly ground?: Partial<Ground>;
  /** Factor of the knob at the start; absent: 1. */
  readonly start?: number;
}

/** The calm one first. */
export const weathers: readonly Weather[] = [
  { name: 'none', what: 'neither shock nor drift', shock: calm },
  { name: 'drift', what: 'the frontier grows by 1 % a day', shock: calm, ground: { drift: 0.01 } },
  { name: 'price crash', what: 'valuations fall to a quarter', shock: { ...calm, valuations: 0.25 } },
  {
    name: 'spam',
    what: '100 worthless candidates a day for 20 days',
    shock: { ...calm, spam: 100, spamDays: 20 },
  },
  { name: 'frontier jump', what: 'candidates become twice as good', shock: { ...calm, frontier: 2 } },
  { name: 'untuned', what: 'the setting starts at a quarter of its best value', shock: calm, start: 0.25 },
];
