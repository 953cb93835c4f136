import { checkRao } from '../math/checkRao.ts';
import { clampedI64F64, clampU64, U64F64 } from '../math/saturating.ts';
import type { Serial } from '../units.ts';

/** All stake on one hotkey in one network, held in shares. Amounts in RAO: of TAO on root, of the subnet's alpha elsewhere. */
export interface SharePool {
  /** What all shares are worth, RAO. */
  readonly value: bigint;
  /** The sum of all shares, U64F64. */
  readonly denominator: bigint;
  /** Shares by coldkey, U64F64, none of 0. */
  readonly shares: ReadonlyMap<Serial, bigint>;
}

/** A pool after a movement, and the RAO that were moved: the last dust of a coldkey leaves with the rest. */
export interface SharesMoved {
  readonly pool: SharePool;
  readonly moved: bigint;
}

export const emptySharePool: SharePool = { value: 0n, denominator: 0n, shares: new Map() };

const { add, div, fromInt, mul, quotient, sub, whole } = U64F64;
/** A removal that leaves a smaller part of a coldkey's shares than 0.00001 removes them all, U64F64. */
const dust = 184_467_440_737_096n;
/** RAO that a network can issue in a year: shares must stay precise for so long. */
const yearOfEmission = 2_628_000_000_000_000n;

/** Throws a RangeError at a pool that no movements lead to: a value that is no u64, a share of 0, shares that do not sum. */
export function checkSharePool({ value, denominator, shares }: SharePool): void {
  checkRao('value', value);
  for (const [coldkey, share] of shares)
    if (share <= 0n)
      throw new RangeError(
        `the share of coldkey ${coldkey} must be above 0 bits of U64F64; received ${share}: leave it out`,
      );
  const sum = [...shares.values()].reduce((total, share) => total + share, 0n);
  if (sum !== denominator)
    throw new RangeError(
      `the shares of ${shares.size} coldkeys come to ${sum} bits, the denominator is ${denominator}: they must be equal, so give their sum`,
    );
}

/** RAO that a coldkey's shares are worth, floored (subtensor v2.0.0 to v3.3.13, primitives/share-pool, get_value()). */
export function shareValue({ value, denominator, shares }: SharePool, coldkey: Serial): bigint {
  const own = shares.get(coldkey) ?? 0n;
  const worth = quotient(fromInt(value), denominator);
  return whole(worth === null ? div(mul(fromInt(value), own), denominator) : mul(worth, own));
}

/** The pool with `rao` more (or less) for all in proportion: shares stay, their worth moves (update_value_for_all()). */
export const creditAll = (pool: SharePool, rao: bigint): SharePool => ({
  ...pool,
  value: clampU64(pool.value + rao),
});

/**
 * Adds `rao` for one coldkey, as shares at their present worth. The first coldkey of a pool without shares also gets what was in it
 * (update_value_for_one()).
 */
export function creditOne(pool: SharePool, coldkey: Serial, rao: bigint): SharesMoved {
  const { denominator } = pool;
  const own = pool.shares.get(coldkey) ?? 0n;
  const more = denominator === 0n ? fromInt(rao) : sharesFor(pool, rao);
  const after = { denominator: add(denominator, more), shares: withShare(pool, coldkey, add(own, more)) };
  return { pool: creditAll({ ...pool, ...after }, rao), moved: rao };
}

/**
 * Removes `rao` of one coldkey; more than it has removes nothing. All of it goes where less than 0.00001 of its shares would stay, or where the
 * shares left could not be told apart in a year (update_value_for_one() with a negative amount).
 */
export function debitOne(pool: SharePool, coldkey: Serial, rao: bigint): SharesMoved {
  const { denominator, value } = pool;
  const own = pool.shares.get(coldkey) ?? 0n;
  const held = shareValue(pool, coldkey);
  if (rao > held) return { pool, moved: 0n };
  const less = -sharesFor(pool, -rao);
  const left = sub(own, less);
  const leftOver = sub(denominator, less);
  const isImprecise = quotient(add(fromInt(value), fromInt(yearOfEmission)), leftOver) === null;
  const isLast = div(left, own) < dust || isImprecise;
  const moved = isLast ? held : rao;
  const after = {
    denominator: isLast ? sub(denominator, own) : leftOver,
    shares: withShare(pool, coldkey, isLast ? 0n : left),
  };
  return { pool: creditAll({ ...pool, ...after }, -moved), moved };
}

/** Shares that `rao` are at their present worth, with its sign, clamped to I64F64 (get_shares_per_update()). */
function sharesFor({ value, denominator }: SharePool, rao: bigint): bigint {
  const signed = clampedI64F64;
  const amount = signed.fromInt(rao);
  const worth = quotient(fromInt(value), denominator);
  if (worth !== null) return signed.div(amount, U64F64.convert(worth, signed));
  return signed.mul(signed.div(amount, signed.fromInt(value)), U64F64.convert(denominator, signed));
}

function withShare({ shares }: SharePool, coldkey: Serial, share: bigint): ReadonlyMap<Serial, bigint> {
  const after = new Map(shares);
  if (share === 0n) after.delete(coldkey);
  else after.set(coldkey, share);
  return after;
}
