import { shown } from '../hyperparameters/fault.ts';

/** The error of a setting that no controller can work with: key, value, rule and remedy. */
export const refusal = (key: string, value: unknown, rule: string, remedy: string): RangeError =>
  new RangeError(`${key} must be ${rule}; received ${shown(value)} (${remedy})`);

/** Throws a `RangeError` unless `holds`. */
export function require(
  holds: boolean,
  key: string,
  value: unknown,
  rule: string,
  remedy: string,
): asserts holds {
  if (!holds) throw refusal(key, value, rule, remedy);
}
