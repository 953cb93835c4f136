import { addTo, meanOf, newMean } from '../../sim/metrics/mean.ts';
import { stream } from '../../sim/random.ts';
import { type Block, blocksPerDay, type Serial, type Usd } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';
import type { Account } from './accounts.ts';
import { asic, asicsBy } from './asic.ts';
import type { MarketPlace } from './marketPlace.ts';
import type { Person } from './person.ts';
import type { Measuring } from './tally.ts';
import { type Bid, type Deal, dealsOf } from './vendors.ts';

/** Serials of makers' own hotkeys and of the makers: above every arrival's, below sybils' owners. */
const firstSerial = 2 ** 29;
const firstMaker = firstSerial + 2 ** 28;

/** Those who make ASICs: each sells its units or mines with them, whatever is worth more. */
export class Makers implements Measuring {
  /** [maker] the person behind it: a model like anybody's, well set up. */
  readonly people: readonly Person[];
  private readonly place: MarketPlace;
  private made = 0;
  private slots = 0;
  private last: Block;
  private readonly counts = { sold: 0, mined: 0 };
  private readonly money = { sales: 0, making: 0, entry: 0, mining: 0 };
  private readonly prices = newMean();
  private readonly share = newMean();
  private readonly running = newMean();

  constructor(place: MarketPlace) {
    const { seed, hyperparameters, tally } = place;
    this.place = place;
    this.last = tally.from;
    this.people = Array.from({ length: hyperparameters['market.makers'] }, (_, maker) => ({
      size: stream(seed, 'maker', maker).lognormal(
        hyperparameters['scenario.sizeMedian'],
        hyperparameters['scenario.sizeSigma'],
      ),
      misconfigured: false,
      hasGpus: true,
      rentFactor: 1,
    }));
    tally.add(this);
  }

  /** Serial of the next hotkey that a maker puts a unit to mine under. */
  get nextSerial(): Serial {
    return firstSerial + this.slots;
  }

  /** A day's units: [maker] `mining` is what one is worth to its maker if it mines, `entry` what a slot costs. */
  trade(block: Block, bids: readonly Bid[], mining: readonly Usd[], entry: Usd): Deal[] {
    const { hyperparameters, start, tally } = this.place;
    const unitCost = hyperparameters['market.asicUnitCost'];
    const deals = dealsOf(bids, mining, {
      units: asicsBy(block, start, hyperparameters) - this.made,
      first: this.made % this.people.length,
      unitCost,
      margin: hyperparameters['market.vendorMargin'],
    });
    this.made += deals.length;
    if (block < tally.from) return deals;
    for (const deal of deals) {
      this.counts[deal.kind] += 1;
      this.money.making += unitCost;
      if (deal.kind === 'mined') this.money.entry += entry;
      else {
        this.money.sales += deal.price;
        addTo(this.prices, deal.price);
      }
    }
    return deals;
  }

  /** Who registers to mine with a unit of a maker, at any price. */
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
    if (block >= this.place.tally.from) this.money.mining += usd;
  }

  look(block: Block, accounts: readonly Account[]): void {
    const on = accounts.filter(({ device }) => device === asic).length;
    if (on > this.made) throw new RangeError(`${on} ASICs run of ${this.made} that were made`);
    if (block < this.place.tally.from) return;
    this.last = block;
    addTo(this.running, on);
    const running = accounts.filter(({ device }) => device !== null).length;
    if (running > 0) addTo(this.share, on / running);
  }

  get measures(): Record<string, number | null> {
    const { sales, making, entry, mining } = this.money;
    const { sold, mined } = this.counts;
    const days = (this.last - this.place.tally.from) / blocksPerDay;
    return {
      asicsSold: sold,
      asicsMined: mined,
      soldShare: sold + mined > 0 ? sold / (sold + mined) : null,
      asicPrice: meanOf(this.prices),
      asicShare: meanOf(this.share),
      asicsRunning: meanOf(this.running),
      makerSales: sales,
      makerProfit: days > 0 ? (sales - making - entry + mining) / days / this.people.length : null,
    };
  }
}
