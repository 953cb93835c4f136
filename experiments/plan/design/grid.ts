import { type Listed, listedBy } from '../../base/listed.ts';
import type { Value } from './domain.ts';

interface Levels {
  readonly name: string;
  readonly values: readonly Value[];
}

/** Every combination of the factors' levels; the last factor varies fastest. */
export const grid = (factors: readonly Levels[]): Record<string, Value>[] => [...listedGrid(factors)];

/** The same, each made when it is asked for. */
export const listedGrid = (factors: readonly Levels[]): Listed<Record<string, Value>> =>
  listedBy(
    factors.reduce((product, { values }) => product * values.length, 1),
    (place) => cellAt(factors, place),
  );

function cellAt(factors: readonly Levels[], place: number): Record<string, Value> {
  const picked: Value[] = [];
  let rest = place;
  for (const { values } of [...factors].reverse()) {
    picked.push(values[rest % values.length]);
    rest = Math.floor(rest / values.length);
  }
  return Object.fromEntries(factors.map(({ name }, k) => [name, picked[factors.length - 1 - k]]));
}
