import { halfLifeFor, hiddenTarget } from '../../../sim/controllers/burnRule.ts';
import type { Limits } from '../../../sim/controllers/limits.ts';
import type { MarketDay, MarketSettings } from '../../../sim/games/registrationMarket.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { tuned } from './world.ts';

/** A setting that a controller may move, in a unit in which it moves by factors. */
export interface Knob {
  readonly name: string;
  readonly unit: string;
  /** Its best constant in the calm ground. */
  readonly start: number;
  readonly limits: Limits;
  /** The settings of the market with the knob at a value. */
  set(value: number): MarketSettings;
  /** What is held at its aim, as the chain sees it. */
  measured(day: MarketDay): number;
  /** What that is. */
  readonly holds: string;
}

/** Owners' calls take effect after a day here; a day's change is a half at most. */
const usual = { stepRatio: 1.5, notice: blocksPerDay } as const;

const flow = hiddenTarget({ halfLife: tuned.burnHalfLife, multiplier: tuned.burnIncreaseMult }, blocksPerDay);

/** Bounds are those of the chain (`sim/hyperparameters`), where it has them. */
export const knobs: readonly Knob[] = [
  {
    name: 'burnHalfLife',
    unit: 'blocks',
    start: tuned.burnHalfLife,
    limits: { key: 'burnHalfLife', low: 1, high: 36_100, ...usual },
    set: (burnHalfLife) => ({ ...tuned, burnHalfLife }),
    measured: ({ registrations }) => registrations,
    holds: 'registrations of a day',
  },
  {
    name: 'ln burnIncreaseMult',
    unit: '1',
    start: Math.log(tuned.burnIncreaseMult),
    limits: { key: 'burnIncreaseMult', low: 0.01, high: Math.log(3), ...usual },
    set: (value) => ({ ...tuned, burnIncreaseMult: Math.exp(value) }),
    measured: ({ registrations }) => registrations,
    holds: 'registrations of a day',
  },
  {
    name: 'target registrations',
    unit: 'a day',
    start: flow,
    limits: { key: 'targetRegistrations', low: 0.5, high: 100, ...usual },
    set: (target) => ({ ...tuned, burnHalfLife: halfLifeFor(target, blocksPerDay, tuned.burnIncreaseMult) }),
    measured: ({ price }) => price,
    holds: 'price of entry at the end of a day',
  },
  {
    name: 'immunityPeriod',
    unit: 'blocks',
    start: tuned.immunityPeriod,
    limits: { key: 'immunityPeriod', low: 100, high: 65_535, ...usual },
    set: (immunityPeriod) => ({ ...tuned, immunityPeriod }),
    measured: ({ immune }) => immune,
    holds: 'share of slots that are immune',
  },
];

/** Factors of the start that are tried as constants, in the order in which the best is chosen. */
export const constants = [1, 0.64, 1.5625, 0.4, 2.44, 0.25, 4] as const;

/** Constants of a knob within its limits. */
export const constantsOf = ({ start, limits: { low, high } }: Knob): number[] => [
  ...new Set(constants.map((factor) => Math.min(high, Math.max(low, factor * start)))),
];
