/**
 * How far a number of a network file is the chain’s own. `exact`: as the chain stores it. `recovered`: the file has it as a fraction,
 * and the chain’s integer follows without doubt. `rounded`: the nearest integer to a number with too few digits. `scaled`: known up to a
 * factor. `inferred`: it follows from other numbers. `missing`: the file does not have it.
 */
export { type Mark, markNames } from '../input/networkSchema.ts';

import type { Mark } from '../input/networkSchema.ts';

/** From the best to the worst. */
const order: readonly Mark[] = ['exact', 'recovered', 'rounded', 'scaled', 'inferred', 'missing'];

/** The worse of several marks: what is said of all of them together. */
export const worst = (marks: readonly Mark[]): Mark =>
  marks.reduce<Mark>((worse, mark) => (order.indexOf(mark) > order.indexOf(worse) ? mark : worse), 'exact');

/** An integer with what it is. */
export interface Marked<Value> {
  readonly value: Value;
  readonly mark: Mark;
}

/** How far a product may lie from an integer and still be that integer. */
export const nearInteger = 1e-6;

/** The integer of a fraction of `whole`: recovered where the product lies within 1e-6 of it, else rounded. */
export function ofFraction(fraction: number, whole: number): Marked<number> {
  const product = fraction * whole;
  const value = Math.round(product);
  return { value, mark: Math.abs(product - value) <= nearInteger ? 'recovered' : 'rounded' };
}

const raoPerUnit = 1e9;

/** RAO of an amount of TAO or alpha: recovered where the integer gives the file’s number again, else rounded. */
export function ofAmount(amount: number): Marked<bigint> {
  const value = BigInt(Math.round(amount * raoPerUnit));
  return { value, mark: Number(value) / raoPerUnit === amount ? 'recovered' : 'rounded' };
}
