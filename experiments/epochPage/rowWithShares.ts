import { type Row, rowOf } from '../../sim/row.ts';
import { type Share, type Uid, u16Max } from '../../sim/units.ts';
import { UserError } from '../base/userError.ts';

/**
 * A stored row in which some targets have a share that is given, and the others, in their old proportions, the rest. It is written as a
 * client writes it: targets ascending, the largest weight at 65,535, rounded, and what rounds to zero left out. Where there are no others the
 * given shares are the row, in proportion. Throws `UserError` where they come to more than one.
 */
export function rowWithShares(validator: Uid, row: Row, shares: ReadonlyMap<Uid, Share>): Row {
  const given = [...shares.values()].reduce((total, share) => total + share, 0);
  if (given > 1 + rounding)
    throw new UserError(
      `the weights given for uid ${validator} come to ${Number(given.toPrecision(6))} of its row; a row is 1 (lower one of ${[...shares.keys()].join(', ')})`,
    );
  const others = [...row.targets].map((target, k) => [target, row.values[k]] as const);
  const kept = others.filter(([target]) => !shares.has(target));
  const sum = kept.reduce((total, [, value]) => total + value, 0);
  const rest = Math.max(0, 1 - given);
  const parts = [
    ...kept.map(([target, value]) => [target, sum === 0 ? 0 : (rest * value) / sum] as const),
    ...shares,
  ];
  const largest = Math.max(0, ...parts.map(([, part]) => part));
  return rowOf(
    parts
      .map(([target, part]) => [target, largest === 0 ? 0 : Math.round((part / largest) * u16Max)] as const)
      .filter(([, value]) => value > 0)
      .sort(([one], [other]) => one - other),
  );
}

/** What adding shares may add to one. */
const rounding = 1e-9;

/** The share of a row that it gives a target as it is set, before any mask. */
export function shareOf({ targets, values }: Row, target: Uid): Share {
  let sum = 0;
  let own = 0;
  for (let entry = 0; entry < targets.length; entry++) {
    sum += values[entry];
    if (targets[entry] === target) own = values[entry];
  }
  return sum === 0 ? 0 : own / sum;
}
