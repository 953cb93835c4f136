import {
  creditAllDecimal,
  creditOneDecimal,
  type DecimalSharePool,
  debitOneDecimal,
  decimalShareOf,
  decimalShareValue,
  emptyDecimalPool,
} from '../../../sim/delegation/decimalSharePool.ts';
import {
  creditAll,
  creditOne,
  debitOne,
  emptySharePool,
  type SharePool,
  type SharesMoved,
  shareValue,
} from '../../../sim/delegation/sharePool.ts';
import type { DecimalFloat } from '../../../sim/math/decimalFloat.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** Movements of stake on a hotkey in a row: in shares of fixed point (v2.0.11) and of decimal floats (v3.4.9). */

const rulesetOf = (version: string) => builtVersion(version)?.ruleset ?? version;
const fixedRuleset = rulesetOf('v2.0.11');
const decimalRuleset = rulesetOf('v3.4.9-424');

/** What each row records: kind, coldkey, amount, … */
const fixedColumns = 8;
const decimalColumns = 7;

const hasColumns = (top: Place, columns: number): boolean => {
  const first = firstCase(top);
  const [op] = first?.has('ops') ? first.at('ops').list() : [];
  return op !== undefined && op.list().length === columns;
};

export const isSharePoolFile = (top: Place): boolean => hasColumns(top, fixedColumns);
export const isDecimalPoolFile = (top: Place): boolean => hasColumns(top, decimalColumns);

/** Replays every movement. Throws a VectorError at a wrong shape or value. */
export function conformSharePools(top: Place, tally: FileTally): void {
  const comparison = tally.of(fixedRuleset);
  eachCase(top, (place) => {
    let pool = emptySharePool;
    for (const op of place.only(['name', 'ops']).at('ops').list()) {
      const [kind, coldkey, amount, ...recorded] = op.list(fixedColumns);
      const serial = coldkey.count();
      const { pool: after, moved } = moveShares(kind, pool, serial, amount.u64());
      pool = after;
      const own = pool.shares.get(serial) ?? 0n;
      const values = recorded.map(({ value }) => value);
      comparison.row(values, [moved, pool.value, pool.denominator, own, shareValue(pool, serial)], op.path);
    }
  });
}

function moveShares(kind: Place, pool: SharePool, coldkey: number, rao: bigint): SharesMoved {
  switch (kind.value) {
    case 'add':
      return creditOne(pool, coldkey, rao);
    case 'remove':
      return debitOne(pool, coldkey, rao);
    case 'all':
      return { pool: creditAll(pool, rao), moved: rao };
    default:
      return kind.fail('"add", "remove" or "all"');
  }
}

/** Replays every movement. Throws a VectorError at a wrong shape or value. */
export function conformDecimalPools(top: Place, tally: FileTally): void {
  const comparison = tally.of(decimalRuleset);
  eachCase(top, (place) => {
    let pool = emptyDecimalPool;
    for (const op of place.only(['name', 'ops']).at('ops').list()) {
      const [kind, coldkey, amount, value, denominator, share, worth] = op.list(decimalColumns);
      const serial = coldkey.count();
      pool = moveDecimalShares(kind, pool, serial, amount.u64());
      comparison.row([value.value, worth.value], [pool.value, decimalShareValue(pool, serial)], op.path);
      comparison.row(denominator.value, columnsOf(pool.denominator), denominator.path);
      comparison.row(share.value, columnsOf(decimalShareOf(pool, serial)), share.path);
    }
  });
}

function moveDecimalShares(
  kind: Place,
  pool: DecimalSharePool,
  coldkey: number,
  rao: bigint,
): DecimalSharePool {
  switch (kind.value) {
    case 'add':
      return creditOneDecimal(pool, coldkey, rao);
    case 'remove':
      return debitOneDecimal(pool, coldkey, rao);
    case 'all':
      return creditAllDecimal(pool, rao);
    default:
      return kind.fail('"add", "remove" or "all"');
  }
}

const columnsOf = ({ mantissa, exponent }: DecimalFloat) => [mantissa, exponent];
