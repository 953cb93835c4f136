import type { MathJsInstance, MathNode, Unit } from 'mathjs';
import { inWords, isDecimal, isWord, ruleOf } from '../../sim/hyperparameters/fault.ts';
import type { Hyperparameter } from '../../sim/hyperparameters/hyperparameter.ts';
import { raoPerTao, secondsPerBlock } from '../../sim/units.ts';
import { isBracket, isConstant, isOperation, isSymbol } from '../base/mathNode.ts';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { shareOf } from './shareText.ts';

export type QuantityValue = number | boolean | string;

const longest = 200;
/** `0x142`, `0b101`, `0o17`: mathjs would read them, in a base that nobody sees in a row. */
const otherBase = /(?<![\w.])0[xbo]/i;

/**
 * The value of a setting written by a person: a numeral, an expression with a unit (`10.24 hours`, `2^12 blocks`,
 * `1000 TAO`), a share (`50 %`, and `0.5` of 65,535), `true`, or the name of a choice; in the unit of the setting's row. A bare number counts in that
 * unit. Durations become blocks of 12 s, amounts RAO. Range and kind are checked by `resolve`, not here.
 * Throws `UserError` that names the key, the rule and what was received.
 */
export async function quantity(text: string, row: Hyperparameter): Promise<QuantityValue> {
  const written = text.trim();
  if (written === '' || written.length > longest)
    throw refusal(row, written, `write 1 … ${longest} characters`);
  if (row.type === 'boolean') return truth(written, row);
  if (isWord(row)) return written;
  if (otherBase.test(written)) throw refusal(row, written, 'numbers are decimal');
  const share = shareOf(written, row);
  if (share !== null) return share;
  return isDecimal(written) ? number(written, row) : evaluated(written, row);
}

function truth(written: string, row: Hyperparameter): boolean {
  const word = written.toLowerCase();
  if (word === 'true' || word === 'false') return word === 'true';
  throw refusal(
    row,
    written,
    isDecimal(written) ? 'a switch has no numbers: write true or false' : undefined,
  );
}

function number(written: string, row: Hyperparameter): number {
  const value = Number(written);
  if (!Number.isFinite(value)) throw refusal(row, written, 'it is too large for a float64');
  if (/^[-+]?\d+$/.test(written) && BigInt(value) !== BigInt(written)) {
    throw refusal(row, written, `float64 holds only its neighbour ${inWords(value)}; write that`);
  }
  return value;
}

interface Engine {
  readonly math: MathJsInstance;
  /** The only symbols an expression may hold. */
  readonly units: Readonly<Record<string, Unit>>;
}

let engine: Promise<Engine> | undefined;

/** Loading mathjs takes about 0.2 s: only the first expression pays for it. */
async function loadEngine(): Promise<Engine> {
  const { all, create } = await import('mathjs');
  const math = create(all, { number: 'number', predictable: true });
  return { math, units: unitsOf(math) };
}

async function evaluated(written: string, row: Hyperparameter): Promise<number> {
  engine ??= loadEngine();
  const { math, units } = await engine;
  const tree = parsed(math, written, row);
  admit(tree, units, written, row);
  const result = computed(tree, units, written, row);
  const value = typeof result === 'number' ? result : converted(math, result, written, row);
  if (!Number.isFinite(value)) throw refusal(row, written, 'it is not a finite number');
  return row.type === 'integer' ? whole(value, written, row) : value;
}

/** Words for units of time and of money. */
function unitsOf(math: MathJsInstance): Record<string, Unit> {
  math.createUnit('RAO');
  const words: Record<string, Unit> = {};
  const name = (names: string, unit: Unit) => {
    for (const word of names.split(' ')) words[word] = unit;
  };
  name('s sec second seconds', math.unit(1, 's'));
  name('min minute minutes', math.unit(60, 's'));
  name('h hr hour hours', math.unit(3600, 's'));
  name('d day days', math.unit(86_400, 's'));
  name('week weeks', math.unit(604_800, 's'));
  name('block blocks', math.unit(secondsPerBlock, 's'));
  name('rao RAO', math.unit(1, 'RAO'));
  name('tao TAO', math.unit(raoPerTao, 'RAO'));
  return words;
}

function parsed(math: MathJsInstance, written: string, row: Hyperparameter): MathNode {
  try {
    return math.parse(written);
  } catch (error) {
    throw refusal(row, written, messageOf(error));
  }
}

const operators = new Set(['add', 'subtract', 'multiply', 'divide', 'pow', 'unaryMinus', 'unaryPlus']);

/**
 * Refuses every part of an expression that is not arithmetic on numbers and units. A white list: a single
 * call such as `zeros(100000, 100000)` would take all memory.
 */
function admit(node: MathNode, units: Engine['units'], written: string, row: Hyperparameter): void {
  if (isSymbol(node)) {
    const { name } = node;
    if (Object.hasOwn(units, name)) return;
    throw refusal(row, written, `unknown unit ${JSON.stringify(name)}; ${remedyOf(row, units)}`);
  }
  const parts = isArithmetic(node) ? partsOf(node) : null;
  // A share is read before: mathjs would make 0.05 of `5 %` whatever the row counts.
  if (parts === null || written.includes('%')) {
    throw refusal(row, written, 'write numbers, units, brackets and + - * / ^ only');
  }
  for (const part of parts) admit(part, units, written, row);
}

/** Units that a row may be written in. */
function remedyOf({ unit }: Hyperparameter, units: Engine['units']): string {
  if (!(unit in convertible)) return 'write a number without one';
  const { base } = convertible[unit];
  return `known: ${Object.keys(units)
    .filter((word) => units[word].equalBase(units[base]))
    .join(', ')}`;
}

function isArithmetic(node: MathNode): boolean {
  if (isOperation(node)) return operators.has(node.fn);
  if (isConstant(node)) return typeof node.value === 'number';
  return isBracket(node);
}

function partsOf(node: MathNode): readonly MathNode[] {
  if (isOperation(node)) return node.args;
  return isBracket(node) ? [node.content] : [];
}

function computed(
  tree: MathNode,
  units: Engine['units'],
  written: string,
  row: Hyperparameter,
): number | Unit {
  try {
    return tree.evaluate({ ...units });
  } catch {
    throw refusal(row, written, 'its units do not go together');
  }
}

/** Units of rows that an expression may convert to: their dimension, and their size in its base unit. */
const convertible: Readonly<
  Record<string, { readonly kind: string; readonly base: 's' | 'RAO'; readonly size: number }>
> = {
  blocks: { kind: 'a duration', base: 's', size: secondsPerBlock },
  days: { kind: 'a duration', base: 's', size: 86_400 },
  RAO: { kind: 'an amount', base: 'RAO', size: 1 },
  TAO: { kind: 'an amount', base: 'RAO', size: raoPerTao },
};

/** A result with a unit, in the unit of the row. */
function converted(math: MathJsInstance, result: Unit, written: string, row: Hyperparameter): number {
  const target = convertible[row.unit];
  if (target === undefined || !math.isUnit(result) || !result.equalBase(math.unit(target.base))) {
    throw refusal(row, written);
  }
  return result.toNumber(target.base) / target.size;
}

/** A duration or amount in a whole number of the row's unit; 1e-9 forgives the rounding of a conversion. */
function whole(value: number, written: string, row: Hyperparameter): number {
  const nearest = Math.round(value);
  if (Math.abs(value - nearest) <= 1e-9 * Math.max(1, Math.abs(nearest))) return nearest;
  throw refusal(row, written, `that is ${Number(value.toPrecision(6))} ${row.unit}, not a whole number`);
}

/** `immunityPeriod is a duration in blocks; received 5 TAO`, with the reason if there is one to add. */
function refusal(row: Hyperparameter, written: string, reason?: string): UserError {
  const shown = written.length > 60 ? `${written.slice(0, 60)}…` : written;
  return new UserError(
    `${row.name} is ${kindOf(row)}; received ${shown || 'nothing'}${reason ? ` (${reason})` : ''}`,
  );
}

function kindOf(row: Hyperparameter): string {
  if (row.type === 'boolean' || isWord(row)) return ruleOf(row);
  if (row.unit in convertible) return `${convertible[row.unit].kind} in ${row.unit}`;
  return row.unit === '' ? 'a bare number' : `a number in ${row.unit}, written without a unit`;
}
