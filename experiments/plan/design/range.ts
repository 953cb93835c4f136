import { exp, ln } from '../../../sim/math/elementary.ts';

/** A number as it would be written: without the last bits that 0.1 + 0.2 leaves behind. */
const exact = (value: number): number => (Number.isInteger(value) ? value : Number(value.toPrecision(15)));

/** From `from` to at most `to` in steps, both ends included. Throws a `RangeError` for a step that never gets there. */
export function range(from: number, to: number, step: number): number[] {
  const steps = stepsOf(from, to, step);
  if (!Number.isFinite(steps) || steps < 0) {
    throw new RangeError(`the step of a range must lead from ${from} to ${to}; received ${step}`);
  }
  return Array.from({ length: steps + 1 }, (_, index) => exact(from + index * step));
}

/** Whole steps between two numbers; half a millionth of a step forgives that 0.1 + 0.2 is not 0.3. */
export function stepsOf(from: number, to: number, step: number): number {
  return Math.floor((to - from) / step + 5e-7);
}

/** `count` numbers evenly spaced from `from` to `to`, both included. Throws a `RangeError` for fewer than 2. */
export function linspace(from: number, to: number, count: number): number[] {
  checkCount('linspace', count);
  const values = Array.from({ length: count }, (_, k) => exact(from + (k / (count - 1)) * (to - from)));
  values[count - 1] = to;
  return values;
}

/**
 * `count` numbers from `from` to `to`, both included, each the same multiple of the one before. (numpy's `logspace` wants
 * exponents; this takes the ends themselves, numpy's `geomspace`.) Throws a `RangeError` for ends not above 0.
 */
export function logspace(from: number, to: number, count: number): number[] {
  checkCount('logspace', count);
  if (!(from > 0 && to > 0))
    throw new RangeError(`logspace needs ends above 0; received ${from} and ${to} (take linspace)`);
  const [low, high] = [ln(from), ln(to)];
  const values = Array.from({ length: count }, (_, k) =>
    Number(exp(low + (k / (count - 1)) * (high - low)).toPrecision(12)),
  );
  values[0] = from;
  values[count - 1] = to;
  return values;
}

function checkCount(name: string, count: number): void {
  if (Number.isInteger(count) && count >= 2) return;
  throw new RangeError(`${name} needs a whole number of at least 2 values; received ${count}`);
}
