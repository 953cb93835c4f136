import { checkRao } from '../math/checkRao.ts';
import {
  type DecimalFloat,
  decimal,
  decimalDifference,
  decimalSum,
  decimalWhole,
  decimalZero,
  isDecimal,
  mulDiv,
} from '../math/decimalFloat.ts';
import { clampU64 } from '../math/saturating.ts';
import type { Serial } from '../units.ts';

/** All stake on one hotkey in one network as v3.3.14 and later hold it. Amounts in RAO: of TAO on root, of the subnet's alpha elsewhere. */
export interface DecimalSharePool {
  /** What all shares are worth, RAO. */
  readonly value: bigint;
  readonly denominator: DecimalFloat;
  /** Shares by coldkey, none of 0. */
  readonly shares: ReadonlyMap<Serial, DecimalFloat>;
}

export const emptyDecimalPool: DecimalSharePool = { value: 0n, denominator: decimalZero, shares: new Map() };

/**
 * Throws a RangeError at a pool that no movements lead to: a value that is no u64, shares that are 0 or not in the form of decimal
 * floats, or shares that do not come to the denominator. They are cut at 21 digits one by one, so they come to it only nearly: to a
 * thousandth, or to one share.
 */
export function checkDecimalPool({ value, denominator, shares }: DecimalSharePool): void {
  checkRao('value', value);
  if (!isDecimal(denominator)) throw notDecimal('the denominator', denominator);
  for (const [coldkey, share] of shares)
    if (!isDecimal(share) || share.mantissa === 0n)
      throw notDecimal(`the share of coldkey ${coldkey}`, share);
  const sum = [...shares.values()].reduce(decimalSum, decimalZero);
  const [given, needed] = [decimalWhole(sum), decimalWhole(denominator)];
  const apart = given > needed ? given - needed : needed - given;
  if (apart > 1n + needed / 1000n)
    throw new RangeError(
      `the shares of ${shares.size} coldkeys come to ${given}, the denominator is ${needed}: they must be equal to a thousandth, so give their sum`,
    );
}

const notDecimal = (name: string, { mantissa, exponent }: DecimalFloat) =>
  new RangeError(
    `${name} must be a decimal float of 10^20 < mantissa ≤ 10^21; received ${mantissa}·10^${exponent}: shift its digits, and leave a share of 0 out`,
  );

export const decimalShareOf = ({ shares }: DecimalSharePool, coldkey: Serial): DecimalFloat =>
  shares.get(coldkey) ?? decimalZero;

/** RAO that a coldkey's shares are worth, floored (subtensor v3.3.14 on, primitives/share-pool, get_value()). */
export const decimalShareValue = (pool: DecimalSharePool, coldkey: Serial): bigint =>
  decimalWhole(mulDiv(decimal(pool.value), decimalShareOf(pool, coldkey), pool.denominator));

/** The pool with `rao` more (or less) for all in proportion (update_value_for_all()). */
export const creditAllDecimal = (pool: DecimalSharePool, rao: bigint): DecimalSharePool => ({
  ...pool,
  value: clampU64(pool.value + rao),
});

/** Adds `rao` for one coldkey, as shares at their present worth; the first one also gets what was in a pool without shares. */
export function creditOneDecimal(pool: DecimalSharePool, coldkey: Serial, rao: bigint): DecimalSharePool {
  if (rao === 0n) return pool;
  const more = pool.denominator.mantissa === 0n ? decimal(rao) : sharesFor(pool, rao);
  const own = decimalShareOf(pool, coldkey);
  const denominator = decimalSum(pool.denominator, more);
  // A pool of one coldkey keeps one number for both.
  const share = own === pool.denominator ? denominator : decimalSum(own, more);
  return { value: clampU64(pool.value + rao), denominator, shares: withShare(pool, coldkey, share) };
}

/** Removes `rao` of one coldkey, as shares at their present worth; more than it has removes nothing. */
export function debitOneDecimal(pool: DecimalSharePool, coldkey: Serial, rao: bigint): DecimalSharePool {
  if (rao > decimalShareValue(pool, coldkey)) return pool;
  const less = sharesFor(pool, rao);
  const own = decimalShareOf(pool, coldkey);
  const after = {
    denominator: decimalDifference(pool.denominator, less) ?? pool.denominator,
    shares: withShare(pool, coldkey, decimalDifference(own, less) ?? own),
  };
  return creditAllDecimal({ ...pool, ...after }, -rao);
}

/** Shares that `rao` are at their present worth. */
const sharesFor = ({ value, denominator }: DecimalSharePool, rao: bigint): DecimalFloat =>
  mulDiv(decimal(rao), denominator, decimal(value));

function withShare(
  { shares }: DecimalSharePool,
  coldkey: Serial,
  share: DecimalFloat,
): DecimalSharePool['shares'] {
  const isOnly = shares.size === 0 || (shares.size === 1 && shares.has(coldkey));
  if (isOnly && share.mantissa !== 0n) return new Map([[coldkey, share]]);
  const after = new Map(shares);
  if (share.mantissa === 0n) after.delete(coldkey);
  else after.set(coldkey, share);
  return after;
}
