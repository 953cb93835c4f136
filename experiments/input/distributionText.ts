import type { Hyperparameter } from '../../sim/hyperparameters/hyperparameter.ts';
import { isOneOf } from '../base/oneOf.ts';
import { UserError, unknownName } from '../base/userError.ts';
import { boolean, checkDomain, type Dimension, type Domain } from '../plan/design/domain.ts';
import { quantity } from './quantity.ts';

/** Distributions a factor may be given, as they are written. */
export const distributions = ['uniform', 'loguniform', 'integer', 'choice', 'boolean'] as const;
type Distribution = (typeof distributions)[number];

/**
 * Reads `name~uniform(low,high)`, `name~loguniform(low,high)`, `name~integer(low,high)`, `name~choice(v1,v2,…)` and
 * `name~boolean`; ends may carry units. A factor that counts whole things stays whole. `rowOf` gives the row of a name, or throws.
 * Throws `UserError` for another form, an unknown distribution, or an empty space.
 */
export async function parseDistribution(
  text: string,
  rowOf: (name: string) => Hyperparameter,
): Promise<Dimension> {
  const [, name, kind, inner] = /^\s*([\w.]+)\s*~\s*(\w+)\s*(?:\((.*)\))?\s*$/s.exec(text) ?? [];
  if (name === undefined) {
    throw new UserError(
      `write name~distribution(…), such as immunityPeriod~uniform(512,14400); received ${JSON.stringify(text)}`,
    );
  }
  const row = rowOf(name);
  return {
    name: row.name,
    domain: await domainOf(row, kind, inner === undefined ? [] : topLevelParts(inner)),
  };
}

/** The domain of a distribution by name over what was written between its brackets. Throws `UserError`. */
export async function domainOf(
  row: Hyperparameter,
  kind: string,
  written: readonly string[],
): Promise<Domain> {
  if (!isOneOf(distributions, kind)) throw unknownName('distribution', kind, distributions);
  checkShape(row, kind, written);
  const values = await Promise.all(written.map((part) => quantity(part, row)));
  const domain = madeOf(row, kind, values);
  checkDomain(row.name, domain);
  return domain;
}

function checkShape(row: Hyperparameter, kind: Distribution, written: readonly string[]): void {
  const isNumeric = row.type === 'integer' || row.type === 'number';
  const isInterval = kind !== 'choice' && kind !== 'boolean';
  if (isInterval && !isNumeric)
    throw new UserError(`${row.name} has no ${kind} range: write choice(…) with its values`);
  if (kind === 'boolean' && (row.type !== 'boolean' || written.length > 0))
    throw new UserError(`boolean is written without brackets, for a switch; ${row.name} is ${row.type}`);
  if (isInterval && written.length !== 2)
    throw new UserError(`${row.name}: write ${kind}(low,high); received ${kind}(${written.join(',')})`);
}

function madeOf(
  row: Hyperparameter,
  kind: Distribution,
  values: readonly (number | string | boolean)[],
): Domain {
  if (kind === 'boolean') return boolean;
  if (kind === 'choice') return { kind, values };
  const [low, high] = values.map(Number);
  const isWhole = row.type === 'integer';
  if (kind === 'loguniform') return { kind, low, high, ...(isWhole ? { whole: true } : {}) };
  return { kind: isWhole ? 'integer' : kind, low, high };
}

/** Splits at the commas outside brackets. */
export function topLevelParts(list: string): string[] {
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

/** A domain as it is written behind the name: `~uniform(512, 14400)`, `=512,1024`. */
export function domainText(domain: Domain): string {
  if (domain.kind === 'choice') return `=${domain.values.join(',')}`;
  return `~${domain.kind}(${domain.low},${domain.high})`;
}
