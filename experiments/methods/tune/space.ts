import { type Dimension, type Domain, settingAt, type Value } from '../../plan/design/domain.ts';

export type Setting = Readonly<Record<string, Value>>;

/**
 * Knobs laid out as a unit cube, so that a search needs to know nothing of them. A number takes one coordinate, spread as its domain
 * says; a choice among names takes one for each name, and the largest counts, so that no name lies between two others.
 */
export interface Space {
  readonly dimensions: readonly Dimension[];
  /** Coordinates of the cube. */
  readonly size: number;
  settingOf(point: readonly number[]): Setting;
  /** The middle of the points with the same setting: what a search should be told where values are whole or named. */
  snap(point: readonly number[]): number[];
  /** The middle of the points of a setting; a value outside the space is taken to its nearest end. */
  pointOf(setting: Setting): number[];
}

/** Lays out knobs. Throws a `RangeError` without one. */
export function spaceOf(dimensions: readonly Dimension[]): Space {
  if (dimensions.length === 0) throw new RangeError('a space needs at least one knob; received none');
  const widths = dimensions.map(({ domain }) => widthOf(domain));
  const starts = widths.map((_, k) => widths.slice(0, k).reduce((sum, width) => sum + width, 0));
  const part = (point: readonly number[], k: number) => point.slice(starts[k], starts[k] + widths[k]);
  const settingOf = (point: readonly number[]) =>
    settingAt(
      dimensions,
      dimensions.map(({ domain }, k) => unitOf(domain, part(point, k))),
    );
  const pointOf = (setting: Setting) =>
    dimensions.flatMap(({ name, domain }) => coordinatesOf(domain, setting[name]));
  return {
    dimensions,
    size: widths.reduce((sum, width) => sum + width, 0),
    settingOf,
    snap: (point) => {
      const setting = settingOf(point);
      return dimensions.flatMap(({ name, domain }, k) =>
        isContinuous(domain) ? part(point, k) : coordinatesOf(domain, setting[name]),
      );
    },
    pointOf,
  };
}

const isContinuous = (domain: Domain) =>
  domain.kind === 'uniform' || (domain.kind === 'loguniform' && domain.whole !== true);

/** Names without an order: more than two values of which not all are numbers. */
const isNamed = (domain: Domain): domain is Domain & { kind: 'choice' } =>
  domain.kind === 'choice' &&
  domain.values.length > 2 &&
  domain.values.some((value) => typeof value !== 'number');

const widthOf = (domain: Domain): number => (isNamed(domain) ? domain.values.length : 1);

/** The unit coordinate that `valueAt` reads. */
function unitOf(domain: Domain, part: readonly number[]): number {
  if (!isNamed(domain)) return part[0];
  return (part.indexOf(Math.max(...part)) + 0.5) / domain.values.length;
}

function coordinatesOf(domain: Domain, value: Value | undefined): number[] {
  if (isNamed(domain)) return domain.values.map((known) => (known === value ? 1 : 0));
  if (domain.kind === 'choice') return [(placeOf(domain.values, value) + 0.5) / domain.values.length];
  const { kind, low, high } = domain;
  const inside = Math.min(high, Math.max(low, Number(value)));
  if (kind === 'integer') return [(inside - low + 0.5) / (high - low + 1)];
  if (kind === 'uniform') return [(inside - low) / (high - low)];
  return [Math.log(inside / low) / Math.log(high / low)];
}

/** Place of a value in a list, or of the nearest number. */
function placeOf(values: readonly Value[], value: Value | undefined): number {
  const place = values.indexOf(value as Value);
  if (place >= 0) return place;
  const gaps = values.map((known) => Math.abs(Number(known) - Number(value)));
  return gaps.every(Number.isFinite) ? gaps.indexOf(Math.min(...gaps)) : 0;
}

/** How far apart two settings are: knobs that differ, then the distance in the cube. */
export function changeBetween(
  space: Space,
  one: Setting,
  other: Setting,
): { knobs: number; distance: number } {
  const [from, to] = [one, other].map((setting) => space.pointOf(setting));
  return {
    knobs: space.dimensions.filter(({ name }) => one[name] !== other[name]).length,
    distance: Math.hypot(...from.map((x, k) => x - to[k])),
  };
}
