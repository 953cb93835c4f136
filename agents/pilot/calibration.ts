import type { KnobName } from './worldKnobs.ts';

/** What those that search may see as their loss: what a client of the network gets, or what the chain itself shows. */
export const sights = ['client', 'chain'] as const;
export type Sight = (typeof sights)[number];

/** What is known of a knob before a controller is let at it, from calm worlds of other seeds. */
export interface WorldCalibration {
  /** Mean of what is held, at the start. */
  readonly aim: number;
  /** d error / d ln(setting), from a quarter up and a quarter down. */
  readonly plantGain: number;
  /** Standard deviation of a day's error within a world, and of the mean errors of worlds: the aim is one for all of them. */
  readonly errorSd: number;
  readonly worldSd: number;
  /** Of the difference of the mean losses of two neighbouring spells, by what is seen. */
  readonly spellSd: Readonly<Record<Sight, number>>;
}

/** Noise of the losses of calm worlds, nats and ln: the same whatever is moved later. */
const spellSd = { client: 0.000629, chain: 0.087 } as const;
/**
 * Registrations of a day. The gain is that of the theory where the price binds: the hidden target goes with 1 / half-life and 1 / ln(multiplier).
 * At the start, where hardly more want in than the price lets, it was −0.13: a loop that was made for that would ring as soon as the price binds.
 */
const registrations = { aim: 13.2, plantGain: -1, errorSd: 0.316, worldSd: 0.0517, spellSd } as const;

/** As `calibrated` gives them of seeds `calibration 1` … `calibration 6` in a busy subnet, days 25 to 55, to three digits. */
export const calibrations: Readonly<Record<KnobName, WorldCalibration>> = {
  immunityPeriod: { aim: 0.0358, plantGain: 0.991, errorSd: 0.272, worldSd: 0.0501, spellSd },
  burnHalfLife: registrations,
  burnIncreaseMult: registrations,
};
