import type { Hyperparameter } from '../../sim/hyperparameters/hyperparameter.ts';
import { UserError } from '../base/userError.ts';
import { linspace, logspace, range, stepsOf } from '../plan/design/range.ts';
import { topLevelParts } from './distributionText.ts';
import { type QuantityValue, quantity } from './quantity.ts';

/** A setting and the values a sweep gives it, in the order they were written. */
export interface Assignment {
  readonly name: string;
  readonly values: readonly QuantityValue[];
}

const most = 10_000;

/**
 * Reads `name=v1,v2,…`, `name=range(from,to,step)`, `name=linspace(from,to,count)` and `name=logspace(from,to,count)`, with both
 * ends included; values and series may be mixed, and each may be an expression with a unit. Counted values are rounded where the
 * row counts whole things. `rowOf` gives the row of a name, or throws.
 * Throws `UserError` for a text of another form, a value given twice, a range that never ends.
 */
export async function parseAssignment(
  text: string,
  rowOf: (name: string) => Hyperparameter,
): Promise<Assignment> {
  const [, name, list] = /^\s*([\w.]+)\s*=(.*)$/s.exec(text) ?? [];
  if (name === undefined || list.trim() === '')
    throw new UserError(`${formOf(text)}; received ${JSON.stringify(text)}`);
  const row = rowOf(name);
  return { name: row.name, values: await parseValues(topLevelParts(list), row) };
}

/** The values of a list whose parts are values or series. Throws `UserError`. */
export async function parseValues(parts: readonly string[], row: Hyperparameter): Promise<QuantityValue[]> {
  const values: QuantityValue[] = [];
  for (const part of parts) {
    const [, kind, inner] = /^\s*(range|linspace|logspace)\s*\((.*)\)\s*$/s.exec(part) ?? [];
    if (!isSeries(kind)) values.push(await quantity(part, row));
    else values.push(...(await seriesOf(kind, inner, row)));
  }
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined)
    throw new UserError(`${row.name} is given the value ${twice} twice; write each value once`);
  if (values.length > most) throw tooMany(row.name);
  return values;
}

function formOf(text: string): string {
  const name = /^[\w.]+/.exec(text.trim())?.[0] ?? 'immunityPeriod';
  return `write name=value,value,… or name=range(from,to,step), such as ${name}=1024,2048`;
}

const lastWord = { range: 'step', linspace: 'count', logspace: 'count' } as const;
type Series = keyof typeof lastWord;
const isSeries = (kind: string | undefined): kind is Series => kind !== undefined && kind in lastWord;

async function seriesOf(kind: Series, inner: string, row: Hyperparameter): Promise<number[]> {
  const parts = topLevelParts(inner);
  const written = `${kind}(${inner})`;
  if (parts.length !== 3)
    throw new UserError(`${row.name}: write ${kind}(from,to,${lastWord[kind]}); received ${written}`);
  if (row.type !== 'integer' && row.type !== 'number')
    throw new UserError(`${row.name} has no range: list its values`);
  const read = async (part: string) => Number(await quantity(part, row));
  const [from, to] = await Promise.all(parts.slice(0, 2).map(read));
  if (kind === 'range') return rangeOf(from, to, await read(parts[2]), written, row);
  return spaced(kind, from, to, parts[2], written, row);
}

function rangeOf(from: number, to: number, step: number, written: string, row: Hyperparameter): number[] {
  const steps = stepsOf(from, to, step);
  if (!Number.isFinite(steps) || steps < 0) {
    throw new UserError(
      `${row.name}: the step of ${written} must lead from ${from} to ${to}; received ${step}`,
    );
  }
  if (steps >= most) throw tooMany(row.name);
  return range(from, to, step);
}

function spaced(
  kind: 'linspace' | 'logspace',
  from: number,
  to: number,
  written: string,
  whole: string,
  row: Hyperparameter,
): number[] {
  const count = Number(written);
  if (!Number.isInteger(count) || count < 2 || from === to) {
    throw new UserError(
      `${row.name}: ${whole} needs two different ends and a whole number of at least 2 values`,
    );
  }
  if (count > most) throw tooMany(row.name);
  if (kind === 'logspace' && !(from > 0 && to > 0))
    throw new UserError(`${row.name}: ${whole} needs ends above 0 (take linspace)`);
  const values = (kind === 'linspace' ? linspace : logspace)(from, to, count);
  return row.type === 'integer' ? [...new Set(values.map(Math.round))] : values;
}

function tooMany(name: string): UserError {
  return new UserError(`${name} has more than ${most} values; take larger steps`);
}
