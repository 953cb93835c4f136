import { doNothing } from '../../sim/controllers/doNothing.ts';
import { limited } from '../../sim/controllers/limits.ts';
import { ln } from '../../sim/math/elementary.ts';
import type { Sight, WorldCalibration } from './calibration.ts';
import { fly, lossOf, settleFor } from './flight.ts';
import { foundWorld, type WorldDay } from './liveWorld.ts';
import { spell } from './worldContenders.ts';
import { settledSet, type WorldKnob } from './worldKnobs.ts';

const step = 1.25;

/** How long the worlds are that a knob is calibrated in. */
export interface CalibrationDays {
  readonly settle: number;
  /** Days after a change that are left out, and those that count. */
  readonly skip: number;
  readonly days: number;
}

/** Holds the knob at its start, a quarter above and a quarter below, in calm worlds of these seeds. */
export function calibrated(
  knob: WorldKnob,
  scenario: string,
  seeds: readonly string[],
  { settle, skip, days }: CalibrationDays,
): WorldCalibration {
  const held = (seed: string, start: number): readonly WorldDay[] => {
    const live = foundWorld({ seed, scenario, set: settledSet });
    settleFor(live, settle);
    const controller = limited<unknown>(doNothing, knob.limits);
    const calm = { knob, controller, aim: 1, sight: 'client', shock: 'none', calmDays: 0 } as const;
    return fly(live, { ...calm, start, days: skip + days }).days.slice(skip);
  };
  const base = seeds.map((seed) => held(seed, 1));
  const meanAt = (start: number) => average(seeds.flatMap((seed) => held(seed, start).map(knob.measured)));
  const measured = base.map((one) => one.map(knob.measured));
  const aim = average(measured.flat());
  return {
    aim,
    plantGain: (meanAt(step) - meanAt(1 / step)) / aim / (2 * ln(step)),
    errorSd: spreadOf(measured.flatMap(centred)) / aim,
    worldSd: spreadOf(measured.map(average)) / aim,
    spellSd: { client: spellSpread(base, 'client'), chain: spellSpread(base, 'chain') },
  };
}

function centred(values: readonly number[]): number[] {
  const mean = average(values);
  return values.map((value) => value - mean);
}

/** Spread of the differences of the mean losses of neighbouring spells. */
const spellSpread = (worlds: readonly (readonly WorldDay[])[], sight: Sight): number =>
  spreadOf(
    worlds.flatMap((days) => {
      const losses = days.map((day) => lossOf(day, sight));
      const spells = Array.from({ length: Math.floor(losses.length / spell) }, (_, k) =>
        average(losses.slice(k * spell, (k + 1) * spell)),
      );
      return spells.slice(1).map((loss, k) => loss - spells[k]);
    }),
  );

export const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

export function spreadOf(values: readonly number[]): number {
  const mean = average(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
