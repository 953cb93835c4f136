import type { Hyperparameter } from '../../../sim/hyperparameters/registry.ts';
import { blocksPerDay } from '../../../sim/units.ts';
import { hasBetween } from '../../analysis/requirements/levelCode.ts';

/** One step of a change: the value from this block after the announcement on. */
export interface RampStep {
  readonly block: number;
  readonly value: number;
}

export interface Ramp {
  /** Blocks between the announcement and the first step. */
  readonly notice: number;
  /** Blocks a value stays before the next. */
  readonly hold: number;
  readonly steps: readonly RampStep[];
}

/** A week: long enough for agents that sell, rent or train by the week to respond. */
const noticeDays = 7;
/** No step moves a value by more than a quarter of itself, or of its way where it has no ratio. */
const largestRatio = 1.25;
const mostSteps = 8;

/**
 * The way from one value to another: announced, then in steps by equal ratios, each held as long as the study itself waited before it
 * read (its warm-up), and no shorter than the value counts blocks. From or to 0 the steps are equal differences.
 */
export function rampOf(from: number, to: number, row: Hyperparameter, warmUpDays: number): Ramp {
  const notice = noticeDays * blocksPerDay;
  const inBlocks = row.unit === 'blocks' ? Math.max(from, to) : 0;
  const hold = Math.ceil(Math.max(1, warmUpDays) * blocksPerDay);
  const held = Math.max(hold, inBlocks);
  const ratio = from > 0 && to > 0 ? Math.log(to / from) : null;
  const wanted = ratio === null ? 4 : Math.ceil(Math.abs(ratio) / Math.log(largestRatio) - 1e-9);
  const count = hasBetween(row) ? Math.min(mostSteps, Math.max(1, wanted)) : 1;
  const valueAt = (share: number) =>
    ratio === null ? from + share * (to - from) : from * Math.exp(share * ratio);
  const round = (value: number) =>
    row.type === 'integer' ? Math.round(value) : Number(value.toPrecision(3));
  const steps = Array.from({ length: count }, (_, k) => ({
    block: notice + k * held,
    value: k === count - 1 ? to : round(valueAt((k + 1) / count)),
  }));
  return { notice, hold: held, steps };
}
