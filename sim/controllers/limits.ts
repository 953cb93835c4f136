import type { Block, Blocks } from '../units.ts';
import {
  type Controller,
  checkMeasurement,
  checkSetting,
  type Decision,
  type Measurement,
} from './controller.ts';
import { require } from './refuse.ts';

/** What a controller may do to its setting. */
export interface Limits {
  /** The setting, as the chain spells it. */
  readonly key: string;
  /** Bounds, in the unit of the setting. */
  readonly low: number;
  readonly high: number;
  /** Largest factor of one change, above 1. */
  readonly stepRatio: number;
  /** Blocks between the decision and the block from which it acts. */
  readonly notice: Blocks;
}

/** A change that has been announced. */
interface Announced {
  readonly due: Block;
  readonly setting: number;
}

/** A controller within its limits: what it remembers, what acts, and what is announced. */
export interface LimitedState<State> {
  readonly inner: State;
  readonly inForce: number;
  readonly ahead: readonly Announced[];
}

/** A controller that keeps its limits; its decisions are the setting that acts now. */
export interface LimitedController<State> {
  readonly name: string;
  readonly limits: Limits;
  begin(setting: number): LimitedState<State>;
  step(state: LimitedState<State>, measurement: Measurement): Decision<LimitedState<State>>;
  /** The setting it would keep if it stopped now. */
  middle(state: LimitedState<State>): number;
}

/** Throws a `RangeError` for limits that limit nothing, or leave no room. */
export function checkLimits(limits: Limits | undefined): asserts limits is Limits {
  const remedy = 'a controller without limits is refused: give bounds, the largest step and the notice';
  require(limits !== undefined, 'limits', limits, 'given', remedy);
  const { key, low, high, stepRatio, notice } = limits;
  require(low > 0 && Number.isFinite(low), `${key}: low`, low, 'a positive finite number', remedy);
  require(high >= low && Number.isFinite(high), `${key}: high`, high, `finite and at least ${low}`, remedy);
  const isStep = stepRatio > 1 && Number.isFinite(stepRatio);
  require(isStep, `${key}: stepRatio`, stepRatio, 'a finite factor above 1', 'say the largest change, such as 1.1');
  const isNotice = Number.isInteger(notice) && notice >= 0;
  require(isNotice, `${key}: notice`, notice, 'a whole number of blocks from 0 on', 'say 0 for changes that act at once');
}

/** The controller within `limits`. Throws a `RangeError` for limits that limit nothing, or a start beyond them. */
export function limited<State>(
  controller: Controller<State>,
  limits: Limits | undefined,
): LimitedController<State> {
  checkLimits(limits);
  return {
    name: controller.name,
    limits,
    begin(setting) {
      checkSetting(setting);
      const { key, low, high } = limits;
      const isWithin = low <= setting && setting <= high;
      require(isWithin, key, setting, `within ${low} … ${high}`, 'start within the bounds, or widen them');
      return { inner: controller.begin(setting), inForce: setting, ahead: [] };
    },
    step: (state, measurement) => stepWithin(controller, limits, state, measurement),
    middle: ({ inner }) => controller.middle(inner),
  };
}

function stepWithin<State>(
  controller: Controller<State>,
  limits: Limits,
  { inner, inForce, ahead }: LimitedState<State>,
  measurement: Measurement,
): Decision<LimitedState<State>> {
  checkMeasurement(measurement);
  const { state, setting: wish } = controller.step(inner, measurement);
  const last = ahead.length > 0 ? ahead[ahead.length - 1].setting : inForce;
  const setting = within(limits, wish, last);
  const due = measurement.block + limits.notice;
  const announced = setting === last ? ahead : [...ahead, { due, setting }];
  const acting = announced.filter((change) => change.due <= measurement.block);
  const now = acting.length > 0 ? acting[acting.length - 1].setting : inForce;
  return {
    setting: now,
    state: {
      inner: controller.granted(state, setting),
      inForce: now,
      ahead: announced.filter((change) => change.due > measurement.block),
    },
  };
}

/** What limits leave of a wish after the setting that was announced last. */
export function within({ low, high, stepRatio }: Limits, wish: number, last: number): number {
  const near = Math.min(last * stepRatio, Math.max(last / stepRatio, wish));
  return Math.min(high, Math.max(low, near));
}
