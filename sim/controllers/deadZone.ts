import { type Controller, checkMeasurement, type Decision } from './controller.ts';
import { require } from './refuse.ts';

/** Errors that a loop leaves alone. */
export interface DeadZone {
  /** Weight of the last error in the mean of errors, above 0 and at most 1. */
  readonly weight: number;
  /** |mean error| up to which nothing is done, unit 1. */
  readonly width: number;
}

/** What it remembers: the mean error, the setting as it was granted, and what the loop remembers. */
export interface DeadZoneState<State> {
  readonly inner: State;
  readonly mean: number;
  readonly setting: number;
}

/**
 * A loop that is told what of the mean of its errors (exponential weights, from 0 on) lies beyond what noise explains, and keeps its setting to the bit while nothing
 * does: where a setting hardly moves what it steers, an integral of noise wanders. The mean lags by some 1 / weight decisions, and an
 * error that lasts is steered to the edge of the zone. Throws a `RangeError` for a weight or a width that is none.
 */
export function withDeadZone<State>(
  controller: Controller<State>,
  { weight, width }: DeadZone,
): Controller<DeadZoneState<State>> {
  require(weight > 0 &&
    weight <= 1, 'weight', weight, 'above 0 and at most 1', 'take 0.1 for a mean over some ten decisions');
  require(width >= 0 &&
    Number.isFinite(
      width,
    ), 'width', width, 'finite and from 0 on', 'take two standard deviations of the mean');
  return {
    name: `${controller.name} with a dead zone`,
    begin: (setting) => ({ inner: controller.begin(setting), mean: 0, setting }),
    step(state, measurement): Decision<DeadZoneState<State>> {
      checkMeasurement(measurement);
      const mean = state.mean + weight * (measurement.error - state.mean);
      const beyond = Math.max(0, Math.abs(mean) - width);
      if (beyond === 0) return { state: { ...state, mean }, setting: state.setting };
      const error = Math.sign(mean) * beyond;
      const { state: inner, setting } = controller.step(state.inner, { ...measurement, error });
      return { state: { inner, mean, setting }, setting };
    },
    granted: ({ inner, mean }, setting) => ({ inner: controller.granted(inner, setting), mean, setting }),
    middle: ({ inner }) => controller.middle(inner),
  };
}
