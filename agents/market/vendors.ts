import type { Share, Uid, Usd } from '../../sim/units.ts';

/** The most that someone would pay for a unit: what it gains by it until it must have paid back, as far as its money goes. */
export interface Bid {
  readonly uid: Uid;
  readonly most: Usd;
}

/** What became of a unit: sold at a price, or put to mine by its maker. */
export type Deal =
  | { readonly maker: number; readonly kind: 'sold'; readonly uid: Uid; readonly price: Usd }
  | { readonly maker: number; readonly kind: 'mined' };

/** What can be made at present, at which cost, and how a gain is shared. */
export interface Making {
  readonly units: number;
  /** Maker whose turn it is. */
  readonly first: number;
  readonly unitCost: Usd;
  readonly margin: Share;
}

/**
 * What makers do with the units that they can make (assumption A40). In turns, each compares what mining with a unit is
 * worth to it ([maker] `mining`, after what entry costs) with the best bid that is left: it sells if the bidder would
 * pay more than that and than the unit costs, at a price that gives it `margin` of the difference; else it mines if that
 * is worth more than the unit costs, one unit a maker at a time; else it makes none.
 */
export function dealsOf(bids: readonly Bid[], mining: readonly Usd[], making: Making): Deal[] {
  const { units, first, unitCost, margin } = making;
  const left = [...bids].sort((one, other) => other.most - one.most || one.uid - other.uid);
  const mined = new Set<number>();
  const deals: Deal[] = [];
  let declined = 0;
  for (let turn = first; deals.length < units && declined < mining.length; turn++) {
    const maker = turn % mining.length;
    const own = mined.has(maker) ? 0 : mining[maker];
    const least = Math.max(own, unitCost);
    if (left.length > 0 && left[0].most > least) {
      const { uid, most } = left.shift()!;
      deals.push({ maker, kind: 'sold', uid, price: least + margin * (most - least) });
    } else if (own > unitCost) {
      mined.add(maker);
      deals.push({ maker, kind: 'mined' });
    } else {
      declined += 1;
      continue;
    }
    declined = 0;
  }
  return deals;
}
