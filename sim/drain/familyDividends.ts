import { U96F32, u64Max } from '../math/saturating.ts';
import { type Serial, u16Max } from '../units.ts';
import { hotkeyOf, type SubnetStakes } from './subnetStakes.ts';

const { add, fromInt, mul, div, ratio, sub, whole } = U96F32;

/** What stands behind the hotkeys of a subnet, and what a child's dividends lose on their way to its parents. */
export type FamilyStakes = Pick<SubnetStakes, 'hotkeys' | 'children' | 'taoWeight' | 'childkeyBurn'>;

/** What the dividends of one hotkey come to among its parents and itself. */
export interface FamilyDividends {
  /** Hotkey and RAO: parents in the order in which they are stored, the child itself last. */
  readonly shares: readonly (readonly [Serial, bigint])[];
  /** RAO that leave the issuance, in the order of the parents. */
  readonly recycled: readonly bigint[];
}

/**
 * Shares `dividend` RAO of a child among the stakes that stand behind it: its own, less what it lends to children of its
 * own, and what each parent lends. A child of another owner takes its share, and `childkeyBurn` is recycled, both of
 * the parent's whole part (subtensor v3.4.9 run_coinbase.rs, get_parent_child_dividends_distribution()).
 */
export function familyDividends(subnet: FamilyStakes, child: Serial, dividend: bigint): FamilyDividends {
  const taker = hotkeyOf(subnet, child);
  // Without parents all of it stays with the child, whatever its stake is.
  if (subnet.children.length === 0) return { shares: [[child, dividend]], recycled: [] };
  const lent = subnet.children.filter((edge) => edge.child === child);
  const contributions = lent.map(({ parent, proportion }) =>
    lentStake(subnet, parent, ratio(proportion, u64Max)),
  );
  const total = contributions.reduce(add, keptStake(subnet, child));
  const takeShare = ratio(taker.childkeyTake, u16Max);
  const burnShare = ratio(subnet.childkeyBurn, u64Max);
  const shares: [Serial, bigint][] = [];
  const recycled: bigint[] = [];
  let left = fromInt(dividend);
  let taken = 0n;
  for (const [index, { parent }] of lent.entries()) {
    const part = mul(fromInt(dividend), div(contributions[index], total));
    left = sub(left, part);
    const isForeign = hotkeyOf(subnet, parent).coldkey !== taker.coldkey;
    const burn = isForeign ? mul(burnShare, part) : 0n;
    const take = isForeign ? mul(takeShare, part) : 0n;
    recycled.push(whole(burn));
    taken = add(taken, take);
    shares.push([parent, whole(sub(sub(part, burn), take))]);
  }
  shares.push([child, whole(add(left, taken))]);
  return { shares, recycled };
}

/** The stake of a parent that a share of it brings to a child, U96F32 RAO. */
function lentStake(subnet: FamilyStakes, parent: Serial, share: bigint): bigint {
  const { alphaStake, rootStake } = hotkeyOf(subnet, parent);
  const root = mul(mul(fromInt(rootStake), share), ratio(subnet.taoWeight, u64Max));
  return add(mul(fromInt(alphaStake), share), root);
}

/** The stake of a hotkey that it does not lend to children, U96F32 of whole RAO. */
function keptStake(subnet: FamilyStakes, hotkey: Serial): bigint {
  const lent = subnet.children
    .filter(({ parent }) => parent === hotkey)
    .map(({ proportion }) => ratio(proportion, u64Max));
  const kept = sub(U96F32.one, lent.reduce(add, 0n));
  return fromInt(whole(lentStake(subnet, hotkey, kept)));
}
