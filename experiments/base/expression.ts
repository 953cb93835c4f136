import type { EvalFunction, MathJsInstance, MathNode } from 'mathjs';
import { isCall, isConstant, isOperation, isSymbol } from './mathNode.ts';
import { messageOf } from './thrown.ts';
import { UserError, unknownName } from './userError.ts';

/** An expression over named numbers, checked once and evaluated often. */
export interface Expression {
  readonly text: string;
  /** The known names it uses. */
  readonly names: readonly string[];
  /** Its value, a number or a truth value; null where a name it uses has none, or the result is not finite. */
  value(values: Readonly<Record<string, unknown>>): number | boolean | null;
}

const longest = 500;
const operators = new Set(
  'add subtract multiply divide pow unaryMinus unaryPlus smaller larger smallerEq largerEq equal unequal and or not'.split(
    ' ',
  ),
);
const functions = new Set(['abs', 'min', 'max', 'sqrt', 'log', 'exp']);
const plain = new Set(['ParenthesisNode', 'ConditionalNode', 'RelationalNode']);

let engine: Promise<MathJsInstance> | undefined;

/** Loading mathjs takes about 0.2 s: only the first expression pays for it. */
async function loadEngine(): Promise<MathJsInstance> {
  const { all, create } = await import('mathjs');
  return create(all, { number: 'number', predictable: true });
}

/**
 * Reads arithmetic over `known` names: numbers, + − * / ^, comparisons, `a ? b : c`, and abs, min, max, sqrt, log, exp. Everything else
 * is refused, by a white list over the syntax tree: one call such as `zeros(100000, 100000)` would take all memory.
 * Throws `UserError` with the fault, and the nearest known names for an unknown one.
 */
export async function readExpression(text: string, known: readonly string[]): Promise<Expression> {
  if (text.trim() === '' || text.length > longest)
    throw new UserError(`an expression has 1 … ${longest} characters; received ${text.length}`);
  engine ??= loadEngine();
  const math = await engine;
  const symbols = new Map(known.map((name) => [symbolOf(name), name]));
  const tree = parsed(math, withSymbols(text, known), text);
  const used = new Set<string>();
  admit(tree, symbols, used, text);
  const compiled = tree.compile();
  tryOut(compiled, used, text);
  return {
    text,
    names: [...used],
    value(values) {
      const scope: Record<string, unknown> = {};
      for (const name of used) {
        const value = values[name];
        if (value === null || value === undefined) return null;
        scope[symbolOf(name)] = value;
      }
      const result = resultOf(compiled, scope);
      if (typeof result === 'boolean') return result;
      return typeof result === 'number' && Number.isFinite(result) ? result : null;
    },
  };
}

/** Evaluates once with every name at 1: a call with too few arguments, or a sum of truth values, is found before the first trial. */
function tryOut(compiled: EvalFunction, used: ReadonlySet<string>, text: string): void {
  try {
    compiled.evaluate(Object.fromEntries([...used].map((name) => [symbolOf(name), 1])));
  } catch (error) {
    throw refusal(text, messageOf(error));
  }
}

/** What it comes to; null where the branch that other values take cannot be evaluated. */
function resultOf(compiled: EvalFunction, scope: Record<string, unknown>): unknown {
  try {
    return compiled.evaluate(scope);
  } catch {
    return null;
  }
}

/** A dot would read as the part of an object. */
const symbolOf = (name: string): string => name.replaceAll('.', '__');

function withSymbols(text: string, known: readonly string[]): string {
  const names = new Set(known);
  return text.replaceAll(/[A-Za-z_][\w.]*/g, (word) => (names.has(word) ? symbolOf(word) : word));
}

function parsed(math: MathJsInstance, text: string, written: string): MathNode {
  try {
    return math.parse(text);
  } catch (error) {
    throw refusal(written, messageOf(error));
  }
}

function admit(
  node: MathNode,
  symbols: ReadonlyMap<string, string>,
  used: Set<string>,
  written: string,
): void {
  if (isSymbol(node)) {
    const name = symbols.get(node.name);
    if (name === undefined) throw unknownName('variable', node.name, [...symbols.values()]);
    used.add(name);
    return;
  }
  if (isCall(node)) {
    const { fn, args } = node;
    const name = fn.type === 'SymbolNode' ? fn.name : '';
    if (!functions.has(name)) throw refusal(written, `known functions: ${[...functions].join(', ')}`);
    for (const part of args) admit(part, symbols, used, written);
    return;
  }
  if (!isAllowed(node))
    throw refusal(written, 'write numbers, names, brackets, + - * / ^, comparisons and a ? b : c only');
  node.forEach((part) => {
    admit(part, symbols, used, written);
  });
}

function isAllowed(node: MathNode): boolean {
  if (isConstant(node)) return typeof node.value === 'number';
  if (isOperation(node)) return operators.has(node.fn);
  return plain.has(node.type);
}

function refusal(written: string, reason: string): UserError {
  const shown = written.length > 60 ? `${written.slice(0, 60)}…` : written;
  return new UserError(`cannot read the expression ${JSON.stringify(shown)}: ${reason}`);
}
