import type { Hyperparameter } from './hyperparameter.ts';
import { isSplit } from './split.ts';

/** What is wrong with one setting, ready to be shown: key, value, rule and remedy are in `message`. */
export interface Fault {
  readonly name: string;
  readonly value: unknown;
  readonly message: string;
}

/** Settings that no network can run with. `faults` has them all, `message` one a line. */
export class HyperparameterError extends Error {
  override readonly name = 'HyperparameterError';
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    super(faults.map((fault) => fault.message).join('\n'));
    this.faults = faults;
  }
}

/** What is wrong with a value of this row, or null. */
export function faultOf(row: Hyperparameter, value: unknown): Fault | null {
  if (isAllowed(row, value)) return null;
  const remedy = `leave it out for the default, ${inWords(row.default)}`;
  const message = `${row.name} must be ${ruleOf(row)}; received ${shown(value)} (${hintOf(row, value) ?? remedy})`;
  return { name: row.name, value, message };
}

function isAllowed(row: Hyperparameter, value: unknown): boolean {
  switch (row.type) {
    case 'boolean':
      return typeof value === 'boolean';
    case 'choice':
      return typeof value === 'string' && row.choices.includes(value);
    case 'split':
      return typeof value === 'string' && isSplit(value);
    default: {
      const isKind = row.type === 'integer' ? Number.isInteger(value) : Number.isFinite(value);
      return isKind && row.range[0] <= (value as number) && (value as number) <= row.range[1];
    }
  }
}

/** Whether the value of a row is a word, and no number or switch. */
export const isWord = ({ type }: Hyperparameter): boolean => type === 'choice' || type === 'split';

/** A number in quotes is the likeliest slip of a settings file. */
function hintOf(row: Hyperparameter, value: unknown): string | null {
  if (typeof value !== 'string' || isWord(row)) return null;
  const isMeant = row.type === 'boolean' ? /^(true|false)$/.test(value) : isDecimal(value.trim());
  return isMeant ? `write ${value.trim()} without quotes` : null;
}

/** Whether a text is a number as this project writes them: decimal, never `0x142`. */
export const isDecimal = (text: string): boolean => /^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(text);

/** The rule a value must keep, in words: `an integer of 0 … 65,535 blocks`. */
export function ruleOf(row: Hyperparameter): string {
  switch (row.type) {
    case 'boolean':
      return 'true or false';
    case 'choice':
      return row.choices.length === 1 ? `"${row.choices[0]}"` : `one of ${row.choices.join(', ')}`;
    case 'split':
      return 'even, or u16 shares of 65,535 joined by colons, such as 45000:20535';
    default: {
      const kind = row.type === 'integer' ? 'an integer' : 'a number';
      return `${kind} of ${inWords(row.range[0])} … ${inWords(row.range[1])}${unitInWords(row.unit)}`;
    }
  }
}

/** A unit behind a range; a denominator is in brackets, so that it is not read as a division. */
function unitInWords(unit: string): string {
  if (unit === '') return '';
  return /^\w/.test(unit) && unit !== '1/x' ? ` ${unit}` : ` (${unit})`;
}

/** A value for people: thousands are separated in a number of five digits and more, or of a whole four. */
export function inWords(value: number | bigint | boolean | string): string {
  if (typeof value === 'boolean' || typeof value === 'string') return String(value);
  const plain = typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value;
  return typeof plain === 'bigint' ? String(plain).replace(/\B(?=(\d{3})+$)/g, ',') : String(plain);
}

/** A received value of any kind, short and on one line. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  if (typeof value === 'bigint') return `the bigint ${value}`;
  if (value === undefined || typeof value === 'function' || typeof value === 'symbol') return typeof value;
  const text = JSON.stringify(value, (_, part) => (typeof part === 'bigint' ? String(part) : part));
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
