import { faultOf, HyperparameterError, isWord } from '../../sim/hyperparameters/fault.ts';
import type { Hyperparameter } from '../../sim/hyperparameters/hyperparameter.ts';
import { isOneOf } from '../base/oneOf.ts';
import { UserError } from '../base/userError.ts';
import { checkDomain, type Dimension, type Domain, endsOf, type Value } from '../plan/design/domain.ts';
import { parseValues } from './assignment.ts';
import { distributions, domainOf, topLevelParts } from './distributionText.ts';
import { quantity } from './quantity.ts';

/** A setting of a study file in its row's unit: a bare value, or a text with a unit. Throws for what the row does not allow. */
export async function readSetting(row: Hyperparameter, written: Value): Promise<Value> {
  const isText = typeof written === 'string' && !isWord(row);
  const value = isText ? await quantity(written, row) : written;
  const fault = faultOf(row, value);
  if (fault !== null) throw new HyperparameterError([fault]);
  return value;
}

/**
 * A factor of a study file. A list `[512, 1024]`; a text as on the command line, `uniform(512, 14400)` or `1024, range(2048, 8192,
 * 1024)`; or a record with one key, `{ uniform: [512, 14400] }`. Throws `UserError` or `HyperparameterError`.
 */
export async function readFactor(row: Hyperparameter, written: unknown): Promise<Dimension> {
  const domain = await domainWritten(row, written);
  checkDomain(row.name, domain);
  const faults = endsOf(domain)
    .map((end) => faultOf(row, end))
    .filter((fault) => fault !== null);
  if (faults.length > 0) throw new HyperparameterError(faults);
  return { name: row.name, domain };
}

async function domainWritten(row: Hyperparameter, written: unknown): Promise<Domain> {
  if (Array.isArray(written)) {
    const values = await Promise.all(written.map((value: Value) => readSetting(row, value)));
    return { kind: 'choice', values };
  }
  if (typeof written === 'string') return domainInText(row, written);
  const entries = typeof written === 'object' && written !== null ? Object.entries(written) : [];
  if (entries.length !== 1)
    throw new UserError(`${row.name}: ${formOf(row)}; received ${JSON.stringify(written)}`);
  const [[kind, inner]] = entries;
  const parts = Array.isArray(inner) ? inner.map(String) : [];
  if (series.includes(kind))
    return { kind: 'choice', values: await parseValues([`${kind}(${parts.join(',')})`], row) };
  return domainOf(row, kind, parts);
}

const series = ['range', 'linspace', 'logspace'];

async function domainInText(row: Hyperparameter, written: string): Promise<Domain> {
  const [, kind, inner] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/s.exec(written) ?? [];
  if (isOneOf(distributions, kind))
    return domainOf(row, kind, inner === undefined ? [] : topLevelParts(inner));
  return { kind: 'choice', values: await parseValues(topLevelParts(written), row) };
}

function formOf(row: Hyperparameter): string {
  return row.type === 'boolean' || isWord(row)
    ? 'write a list of values, such as [a, b]'
    : 'write a list [a, b], or uniform(low, high), loguniform(low, high), range(from, to, step), linspace(from, to, count)';
}
