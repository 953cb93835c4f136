import type { Usd } from '../../sim/units.ts';

/** A device to change to, what changing costs and what it is to gain. */
export interface Change {
  readonly device: number;
  readonly cost: Usd;
  /** US dollars a day over what the present device brings. */
  readonly gainPerDay: Usd;
}
