import { type Controller, checkSetting } from './controller.ts';
import { doNothing } from './doNothing.ts';
import { require } from './refuse.ts';

/** A setting, and what it costs in a world that is known to its end. */
export interface Hindsight {
  readonly setting: number;
  /** In the unit of the loss. */
  readonly loss: number;
}

/**
 * The best constant of those tried, known with hindsight; of equal ones the first. A controller may beat it, because it may change the
 * setting while the world runs. Throws a `RangeError` where none was tried, or one has no finite loss.
 */
export function bestConstant(tried: readonly Hindsight[]): Hindsight {
  require(tried.length > 0, 'tried', tried.length, 'at least 1 constant', 'give the settings to choose from');
  for (const { setting, loss } of tried)
    require(Number.isFinite(loss), `loss at ${setting}`, loss, 'a finite number', 'run the world to its end');
  return tried.reduce((best, one) => (one.loss < best.loss ? one : best));
}

/** Wants the best constant from the first decision on, whatever it measures. */
export function oracle(setting: number): Controller<number> {
  checkSetting(setting);
  return {
    name: 'oracle',
    begin: doNothing.begin,
    step: (_, measurement) => doNothing.step(setting, measurement),
    granted: () => setting,
    middle: () => setting,
  };
}
