import type { Hyperparameter } from '../sim/hyperparameters/hyperparameter.ts';
import { UserError } from './cli/failure.ts';
import { type QuantityValue, quantity } from './quantity.ts';

/** A setting and the values a sweep gives it, in the order they were written. */
export interface Assignment {
  readonly name: string;
  readonly values: readonly QuantityValue[];
}

const most = 10_000;

/**
 * Reads `name=v1,v2,…` and `name=range(from,to,step)`, with both ends of a range included; values and ranges
 * may be mixed, and each may be an expression with a unit. `rowOf` gives the row of a name, or throws.
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
  const values: QuantityValue[] = [];
  for (const part of topLevelParts(list)) {
    const range = /^\s*range\s*\((.*)\)\s*$/s.exec(part);
    if (range === null) values.push(await quantity(part, row));
    else values.push(...(await rangeOf(range[1], row)));
  }
  const twice = values.find((value, index) => values.indexOf(value) !== index);
  if (twice !== undefined)
    throw new UserError(`${name} is given the value ${twice} twice; write each value once`);
  if (values.length > most) throw tooMany(name);
  return { name, values };
}

function formOf(text: string): string {
  const name = /^[\w.]+/.exec(text.trim())?.[0] ?? 'immunityPeriod';
  return `write name=value,value,… or name=range(from,to,step), such as ${name}=1024,2048`;
}

/** Splits at the commas that stand outside brackets. */
function topLevelParts(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const letter of list) {
    if (letter === '(') depth++;
    if (letter === ')') depth--;
    if (letter === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += letter;
  }
  return parts;
}

async function rangeOf(inner: string, row: Hyperparameter): Promise<number[]> {
  const parts = topLevelParts(inner);
  const written = `range(${inner})`;
  if (parts.length !== 3) throw new UserError(`${row.name}: write range(from,to,step); received ${written}`);
  const [from, to, step] = (await Promise.all(parts.map((part) => quantity(part, row)))) as number[];
  if (row.type !== 'integer' && row.type !== 'number')
    throw new UserError(`${row.name} has no range: list its values`);
  // Half a millionth of a step forgives that .1 + .2 is not .3.
  const steps = Math.floor((to - from) / step + 5e-7);
  if (!Number.isFinite(steps) || steps < 0) {
    throw new UserError(
      `${row.name}: the step of ${written} must lead from ${from} to ${to}; received ${step}`,
    );
  }
  if (steps >= most) throw tooMany(row.name);
  const exact = (value: number) => (row.type === 'integer' ? value : Number(value.toPrecision(15)));
  return Array.from({ length: steps + 1 }, (_, index) => exact(from + index * step));
}

function tooMany(name: string): UserError {
  return new UserError(`${name} has more than ${most} values; take larger steps`);
}
