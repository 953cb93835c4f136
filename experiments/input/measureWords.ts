import { isDecimal } from '../../sim/hyperparameters/fault.ts';
import { UserError } from '../base/userError.ts';

/** What a text says of an objective: the command line, study files and every verb write it alike. */
export interface ObjectiveWords {
  readonly expression: string;
  /** Left out: the direction of the measure. */
  readonly better?: 'lower' | 'higher';
  /** The difference that does not matter; left out: the usual one. */
  readonly margin?: number;
}

/** What a text says of a guardrail: one of the three limits. */
export interface GuardrailWords {
  readonly expression: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** Towards the measure's bad side, against the value in force. */
  readonly worseBy?: number;
}

const objectiveForm =
  '[min|max] measure ± margin, such as "networkQuality ± 0.002"; +-, +/- and = are taken for ±';

/**
 * Reads `[min|max] expression [± margin]`; `+-`, `+/-` and `=` are taken for `±`, so that every shell and keyboard can write it. Throws
 * `UserError` for another form, and for a margin that is not above 0.
 */
export function objectiveWords(text: string): ObjectiveWords {
  const [, way, rest] = /^\s*(?:(min|max)\s+)?(.*?)\s*$/s.exec(text) ?? [];
  const [expression, margin, ...more] = rest.split(/\s*(?:±|\+\/?-|(?<![<>=!])=(?!=))\s*/);
  if (expression === '' || more.length > 0 || margin === '')
    throw new UserError(`write an objective as ${objectiveForm}; received ${JSON.stringify(text)}`);
  return {
    expression,
    ...(way !== undefined && { better: way === 'max' ? 'higher' : 'lower' }),
    ...(margin !== undefined && { margin: marginOf(expression, margin) }),
  };
}

function marginOf(expression: string, text: string): number {
  const value = isDecimal(text) ? Number(text) : Number.NaN;
  if (value > 0 && Number.isFinite(value)) return value;
  throw new UserError(
    `the margin of ${expression} is the difference that does not matter, a number above 0 in its unit; received ${text}`,
  );
}

/**
 * Reads `expression <= limit`, `expression >= limit` and `measure worse by limit`. Throws `UserError` for another form.
 */
export function guardrailWords(text: string): GuardrailWords {
  const [, expression, sign, limit] = /^\s*(.+?)\s*(<=|>=|≤|≥|\bworse by\b)\s*(\S+)\s*$/s.exec(text) ?? [];
  if (limit === undefined || !isDecimal(limit))
    throw new UserError(
      `write a guardrail as "expression <= limit", "expression >= limit" or "measure worse by limit"; received ${JSON.stringify(text)}`,
    );
  const value = Number(limit);
  if (sign === 'worse by') return { expression, worseBy: value };
  return sign === '<=' || sign === '≤' ? { expression, atMost: value } : { expression, atLeast: value };
}

/** A guardrail as it is written. */
export function guardrailText({ expression, atMost, atLeast, worseBy }: GuardrailWords): string {
  if (worseBy !== undefined) return `${expression} worse by ${worseBy}`;
  return atMost === undefined ? `${expression} >= ${atLeast}` : `${expression} <= ${atMost}`;
}
