import type { Share } from '../../sim/units.ts';

/** A holder that can be paid to vote: how many votes it has, and what of the alpha outside is its own, both as parts of that alpha. */
export interface Payable {
  readonly votes: Share;
  readonly own: Share;
}

/** What holders have to be paid for: how many of them, and what they own together, a part of the alpha outside. */
export interface Paid {
  readonly holders: number;
  readonly own: Share;
}

/** What has to be had for an outcome, by each way; null: the way does not lead there. */
export interface Needs {
  /** Part of the alpha outside that must be bought or rented. */
  readonly alpha: Share | null;
  /** Accounts with the least stake, where each has a vote; null: alpha counts. */
  readonly accounts: number | null;
  readonly bribed: Paid | null;
}

/** Units of votes in which coalitions are looked through. */
const units = 400;
/** What a quotient may miss a whole number by. */
const rounding = 1e-9;

/**
 * Those who own the least among all who have `votes` together: they cost the least, as each asks for what it loses itself. Exact in units of
 * 1/400 of the votes, each holder's rounded down; null: all together have fewer.
 */
export function cheapestCoalition(payable: readonly Payable[], votes: Share): Paid | null {
  if (votes <= 0) return { holders: 0, own: 0 };
  const whole = payable.map((one) => Math.floor((one.votes / votes) * units + rounding));
  // [units held] least that is owned, and by how many.
  const least: (Paid | null)[] = [{ holders: 0, own: 0 }, ...new Array<null>(units).fill(null)];
  for (const [place, { own }] of payable.entries())
    for (let held = units - 1; held >= 0; held--) {
      const before = least[held];
      if (before === null || whole[place] === 0) continue;
      const at = Math.min(units, held + whole[place]);
      const joined = { holders: before.holders + 1, own: before.own + own };
      const known = least[at];
      if (known === null || joined.own < known.own) least[at] = joined;
    }
  return least[units];
}

/** The `seats` of those with a seat that own the least; null: fewer can be paid. */
export function cheapestSeats(own: readonly Share[], seats: number): Paid | null {
  if (seats > own.length) return null;
  const ascending = own.toSorted((one, other) => one - other).slice(0, Math.max(0, seats));
  return { holders: ascending.length, own: ascending.reduce((sum, part) => sum + part, 0) };
}
