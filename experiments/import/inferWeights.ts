import { u16Max } from '../../sim/units.ts';
import type { Columns, Rows } from './part.ts';

/** Weights that follow from results, or why they do not. */
export type Inferred =
  | { readonly weights: Rows; readonly because: string }
  | { readonly weights: null; readonly because: string };

/**
 * Weights from results: where one uid has all incentive, and every validator that counted was wholly inside the consensus, each of
 * their rows is that uid alone. Any other results have many sets of rows.
 */
export function inferWeights(columns: Columns, size: number): Inferred {
  const { incentive } = columns;
  if (incentive === undefined) return { weights: null, because: 'no incentive is recorded' };
  const paid = [...incentive.values.keys()].filter((uid) => Number(incentive.values[uid] ?? 0) > 0);
  if (paid.length !== 1)
    return {
      weights: null,
      because: `${paid.length} uids are paid: many sets of weights give these results`,
    };
  const [target] = paid;
  const voters = votersOf(columns, size);
  if (voters === null) return { weights: null, because: 'it is not recorded who sets weights' };
  const partly = voters.find((uid) => (columns.validatorTrust?.values[uid] ?? u16Max) < u16Max);
  if (partly !== undefined)
    return {
      weights: null,
      because: `uid ${partly} has weights outside the consensus, and they are not known`,
    };
  const rows = Array.from({ length: size }, (_, uid) =>
    voters.includes(uid) ? [[target, u16Max] as const] : null,
  );
  return {
    weights: { rows, mark: 'inferred' },
    because: `uid ${target} alone is paid, so the ${voters.length} validators that counted weigh it alone`,
  };
}

/** Uids whose weights counted; null where nothing tells. */
function votersOf(
  { validatorTrust, validatorPermit, active, dividends }: Columns,
  size: number,
): number[] | null {
  const uids = Array.from({ length: size }, (_, uid) => uid);
  if (validatorTrust !== undefined) return uids.filter((uid) => Number(validatorTrust.values[uid] ?? 0) > 0);
  if (dividends === undefined) return null;
  return uids.filter(
    (uid) =>
      Number(dividends.values[uid] ?? 0) > 0 &&
      Number(validatorPermit?.values[uid] ?? 1) > 0 &&
      Number(active?.values[uid] ?? 1) > 0,
  );
}
