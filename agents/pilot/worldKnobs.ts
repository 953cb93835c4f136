import type { Limits } from '../../sim/controllers/limits.ts';
import { exp, ln } from '../../sim/math/elementary.ts';
import { blocksPerDay } from '../../sim/units.ts';
import type { Amendment } from '../governance.ts';
import type { WorldDay } from './liveWorld.ts';

export const knobNames = ['immunityPeriod', 'burnHalfLife', 'burnIncreaseMult'] as const;
export type KnobName = (typeof knobNames)[number];

/** A setting of a full world that a controller may move by factors. */
export interface WorldKnob {
  readonly name: KnobName;
  readonly unit: string;
  /** Where every world settles. */
  readonly start: number;
  readonly limits: Limits;
  /** The setting of the chain at a value, as the chain takes it. */
  set(value: number): Amendment['set'];
  /** What the loop holds at its aim, as the chain sees it. */
  measured(day: WorldDay): number;
  readonly holds: string;
}

/** A change acts a day after it was decided, and is a half at most. */
const usual = { stepRatio: 1.5, notice: blocksPerDay } as const;

/**
 * The price of entry at the start: the multiplier is the chain's default, and the half-life the one whose hidden target is 15 registrations a
 * day, as many as come to a busy subnet. At the default of 360 blocks, 60 a day, the price lies on its floor and steers nothing.
 */
const multiplier = 1.26;
const startHalfLife = 1440;

/** Bounds are those of the chain (`sim/hyperparameters`), where it has them. A target of registrations is hidden in half-life and multiplier. */
export const worldKnobs: Readonly<Record<KnobName, WorldKnob>> = {
  immunityPeriod: {
    name: 'immunityPeriod',
    unit: 'blocks',
    start: 5000,
    limits: { key: 'immunityPeriod', low: 100, high: 65_535, ...usual },
    set: (value) => ({ immunityPeriod: Math.round(value) }),
    measured: ({ immune }) => immune,
    holds: 'share of slots that are immune',
  },
  burnHalfLife: {
    name: 'burnHalfLife',
    unit: 'blocks',
    start: startHalfLife,
    limits: { key: 'burnHalfLife', low: 1, high: 36_100, ...usual },
    set: (value) => ({ burnHalfLife: Math.round(value) }),
    measured: ({ registrations }) => registrations,
    holds: 'registrations of a day',
  },
  burnIncreaseMult: {
    name: 'burnIncreaseMult',
    unit: 'ln',
    start: ln(multiplier),
    limits: { key: 'burnIncreaseMult', low: 0.01, high: ln(3), ...usual },
    set: (value) => ({ burnIncreaseMult: exp(value) }),
    measured: ({ registrations }) => registrations,
    holds: 'registrations of a day',
  },
};

/** Settings that every world of this study settles under. */
export const settledSet = { immunityPeriod: 5000, burnHalfLife: startHalfLife } as const;

/** Factors of the start that the oracle tries, in the order in which the best of equals is chosen. */
export const oracleFactors = [1, 0.25, 4] as const;

/** A value within the bounds of a knob. */
export const bounded = ({ limits: { low, high } }: WorldKnob, value: number): number =>
  Math.min(high, Math.max(low, value));
