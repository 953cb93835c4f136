import type { StoredRow } from '../run/journal.ts';
import type { Source } from './source.ts';
import type { Cell } from './table.ts';

/** A record of a stored row; nothing where there is none. */
export const recordIn = (row: StoredRow, name: string): Readonly<Record<string, unknown>> => {
  const value = row[name];
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};
};

/** A value as a cell: text, finite number or truth value as it is, everything else null. */
export const cellOf = (value: unknown): Cell =>
  typeof value === 'string' ||
  typeof value === 'boolean' ||
  (typeof value === 'number' && Number.isFinite(value))
    ? value
    : null;

/**
 * The settings that tell the trials of a study apart, by their names: the levels of a sweep or a search, and the dimensions of a sensitivity
 * study, whose rows have them in their plan.
 */
export function settingsReader({ plan }: Source): (row: StoredRow) => Readonly<Record<string, Cell>> {
  const dimensions = namesOf(plan.dimensions);
  return (row) => {
    const levels = Object.entries(recordIn(row, 'levels')).map(([name, value]) => [name, cellOf(value)]);
    if (levels.length > 0 || dimensions.length === 0) return Object.fromEntries(levels);
    const trial = recordIn(row, 'plan');
    const set: Readonly<Record<string, unknown>> = Object(trial.set);
    return Object.fromEntries(
      dimensions.map((name) => [name, cellOf(name === 'scenario' ? trial.scenario : set[name])]),
    );
  };
}

const namesOf = (dimensions: unknown): string[] =>
  Array.isArray(dimensions) ? dimensions.map((one) => String(Object(one).name)) : [];

/** `immunityPeriod=1024, validator.alpha=0.1`; empty where nothing varies. */
export const settingText = (settings: Readonly<Record<string, Cell>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(', ');
