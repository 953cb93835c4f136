import { exp, ln } from '../../../sim/math/elementary.ts';
import { UserError } from '../../base/userError.ts';
import { linspace, logspace } from './range.ts';

export type Value = number | string | boolean;

/** What a factor may be, and how a uniform number is spread over it. Ends of intervals are included. */
export type Domain =
  /** A real number, uniform in `low … high`. */
  | { readonly kind: 'uniform'; readonly low: number; readonly high: number }
  /** A positive number whose logarithm is uniform; `whole` rounds it to an integer. */
  | { readonly kind: 'loguniform'; readonly low: number; readonly high: number; readonly whole?: true }
  /** A whole number, each of `low … high` as likely as the others. */
  | { readonly kind: 'integer'; readonly low: number; readonly high: number }
  /** One of a list, each as likely as the others: a choice, a switch, a scenario, or levels of a number. */
  | { readonly kind: 'choice'; readonly values: readonly Value[] };

/** A factor of a design, by name. */
export interface Dimension {
  readonly name: string;
  readonly domain: Domain;
}

/** The values of a list, or the two ends of an interval: if these may be set, so may all between. */
export const endsOf = (domain: Domain): readonly Value[] =>
  domain.kind === 'choice' ? domain.values : [domain.low, domain.high];

/** The switch: false or true. */
export const boolean: Domain = { kind: 'choice', values: [false, true] };

/**
 * The value at `u` of the unit interval [0, 1]: the inverse of the distribution function. Real numbers are kept to 12
 * digits, so that they print as they are. Throws a `RangeError` for a u outside the interval.
 */
export function valueAt(domain: Domain, u: number): Value {
  if (!(u >= 0 && u <= 1)) throw new RangeError(`a unit coordinate lies in 0 … 1; received ${u}`);
  switch (domain.kind) {
    case 'choice':
      return domain.values[cell(u, domain.values.length)];
    case 'integer':
      return domain.low + cell(u, domain.high - domain.low + 1);
    case 'uniform':
      return within(domain, domain.low + u * (domain.high - domain.low));
    case 'loguniform': {
      const value = within(domain, exp(ln(domain.low) + u * (ln(domain.high) - ln(domain.low))));
      return domain.whole === true ? Math.round(value) : value;
    }
  }
}

/** The cell of u among `count` equal ones; u = 1 lies in the last. */
const cell = (u: number, count: number): number => Math.min(count - 1, Math.floor(u * count));

function within({ low, high }: { readonly low: number; readonly high: number }, value: number): number {
  return Math.min(high, Math.max(low, Number(value.toPrecision(12))));
}

/** The setting of a point of the unit cube: each factor's name with its value. */
export function settingAt(dimensions: readonly Dimension[], point: readonly number[]): Record<string, Value> {
  return Object.fromEntries(dimensions.map(({ name, domain }, k) => [name, valueAt(domain, point[k])]));
}

/** `count` evenly spaced levels with both ends for a grid; a list keeps all its values. */
export function levelsOf(domain: Domain, count: number): readonly Value[] {
  switch (domain.kind) {
    case 'choice':
      return domain.values;
    case 'uniform':
      return linspace(domain.low, domain.high, count);
    case 'loguniform':
      return distinct(rounded(logspace(domain.low, domain.high, count), domain.whole === true));
    case 'integer':
      return distinct(rounded(linspace(domain.low, domain.high, count), true));
  }
}

const rounded = (values: readonly number[], whole: boolean): number[] =>
  values.map((value) => (whole ? Math.round(value) : value));
const distinct = <T>(values: readonly T[]): T[] => [...new Set(values)];

/** Refuses a domain that holds nothing or a single value. Throws `UserError` that names the factor. */
export function checkDomain(name: string, domain: Domain): void {
  const fault = faultOfDomain(domain);
  if (fault !== null) throw new UserError(`${name}: ${fault}`);
}

/** What is wrong with a domain, in words, or null. */
export function faultOfDomain(domain: Domain): string | null {
  if (domain.kind === 'choice') return faultOfList(domain.values);
  const { kind, low, high } = domain;
  const shown = `${kind}(${low}, ${high})`;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return `${shown} needs two finite ends`;
  if (low >= high)
    return `${shown} is an empty space: its low end must lie below its high end (write the lower first)`;
  if (kind === 'loguniform' && low <= 0)
    return `${shown} needs ends above 0 (take uniform, or a positive end)`;
  const needsWhole = kind === 'integer' || (kind === 'loguniform' && domain.whole === true);
  return needsWhole && !(Number.isInteger(low) && Number.isInteger(high))
    ? `${shown} needs whole ends`
    : null;
}

function faultOfList(values: readonly Value[]): string | null {
  if (values.length === 0) return 'its list is empty: name at least one value';
  const twice = values.find((value, k) => values.indexOf(value) !== k);
  return twice === undefined ? null : `the value ${twice} is given twice; write each value once`;
}
