import { stream } from '../../sim/random.ts';
import type { Block, Serial, Usd } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';
import type { Account } from './accounts.ts';
import { asic, asicsBy } from './asic.ts';
import type { MarketPlace } from './marketPlace.ts';
import type { Person } from './person.ts';
import { type Bid, type Deal, dealsOf } from './vendors.ts';

/** Serials of makers' own hotkeys and of the makers: above every arrival's, below sybils' owners. */
const firstSerial = 2 ** 29;
const firstMaker = firstSerial + 2 ** 28;

/** The makers of ASICs: each sells its units or mines with them, whichever is worth more. */
export class Makers {
  /** [maker] the person behind it: a model like that of any miner, well set up. */
  readonly people: readonly Person[];
  private readonly place: MarketPlace;
  /** Block from which on their days count. */
  private readonly since: Block;
  private made = 0;
  private slots = 0;

  constructor(place: MarketPlace, since: Block) {
    const { seed, hyperparameters } = place;
    this.place = place;
    this.since = since;
    this.people = Array.from({ length: hyperparameters['market.makers'] }, (_, maker) => ({
      size: stream(seed, 'maker', maker).lognormal(
        hyperparameters['scenario.sizeMedian'],
        hyperparameters['scenario.sizeSigma'],
      ),
      misconfigured: false,
      hasGpus: true,
      rentFactor: 1,
    }));
  }

  /** Serial of the next hotkey that a maker puts a unit to mine under. */
  get nextSerial(): Serial {
    return firstSerial + this.slots;
  }

  /** A day's units: [maker] `mining` is what one is worth to its maker if it mines, `entry` what a slot costs. */
  trade(block: Block, bids: readonly Bid[], mining: readonly Usd[], entry: Usd): Deal[] {
    const { hyperparameters, tally } = this.place;
    const unitCost = hyperparameters['market.asicUnitCost'];
    const deals = dealsOf(bids, mining, {
      units: asicsBy(block, this.since, hyperparameters) - this.made,
      first: this.made % this.people.length,
      unitCost,
      margin: hyperparameters['market.vendorMargin'],
    });
    this.made += deals.length;
    for (const deal of deals) tally.tell({ kind: 'asic', block, deal, unitCost, entry });
    return deals;
  }

  /** The candidate that registers to mine with a unit of a maker, at any price. */
  candidateOf(
    maker: number,
    person: Person,
    candidate: Pick<Candidate, 'miner' | 'quality' | 'arrived'>,
  ): Candidate {
    const serial = this.nextSerial;
    this.slots += 1;
    return {
      ...candidate,
      serial,
      belief: candidate.quality,
      costFactor: 1,
      insistent: true,
      owner: firstMaker + maker,
      means: { person, device: asic, change: null, maker },
    };
  }

  /** What a unit of its own brought a maker, less what it cost to run. */
  earn(block: Block, usd: Usd): void {
    this.place.tally.tell({ kind: 'mining', block, usd });
  }

  /** Throws a `RangeError` where more run than were made. */
  check(running: readonly Account[]): void {
    const on = running.filter(({ device }) => device === asic).length;
    if (on > this.made) throw new RangeError(`${on} ASICs run of ${this.made} that were made`);
  }
}
