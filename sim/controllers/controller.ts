import type { Block } from '../units.ts';
import { require } from './refuse.ts';

/** What a controller is told after each period. */
export interface Measurement {
  /** Block at which it was taken. */
  readonly block: Block;
  /** (measured − aim) / aim, unit 1; read by controllers that steer to an aim. */
  readonly error: number;
  /** What is to be small, in a unit that the controller need not know; read by controllers that search. */
  readonly loss: number;
}

/** What a controller wants from now on, and what it remembers. */
export interface Decision<State> {
  readonly state: State;
  /** In the unit of the setting. */
  readonly setting: number;
}

/**
 * A rule that moves one positive setting of the chain by what the chain itself can see. State is data, and a step is pure: equal states and
 * measurements give equal decisions.
 */
export interface Controller<State> {
  readonly name: string;
  /** Its state where a setting has held so far. */
  begin(setting: number): State;
  /** Throws a `RangeError` for a measurement that is not finite. */
  step(state: State, measurement: Measurement): Decision<State>;
  /** Its state after it has been told what limits left of its wish: what it cannot have it must not add up. */
  granted(state: State, setting: number): State;
  /** The setting it would keep if it stopped now: without the trial it is in. */
  middle(state: State): number;
}

/** Throws a `RangeError` for a measurement that is not finite: a NaN would hold for ever in what is added up. */
export function checkMeasurement({ block, error, loss }: Measurement): void {
  const remedy = 'leave the period out when nothing was measured';
  require(Number.isFinite(block), 'measurement.block', block, 'a finite number of blocks', remedy);
  require(Number.isFinite(error), 'measurement.error', error, 'a finite number', remedy);
  require(Number.isFinite(loss), 'measurement.loss', loss, 'a finite number', remedy);
}

/** Throws a `RangeError` for a setting that has no logarithm. */
export function checkSetting(setting: number): void {
  const isPositive = setting > 0 && Number.isFinite(setting);
  require(isPositive, 'setting', setting, 'a positive finite number', 'controllers move settings by factors');
}
