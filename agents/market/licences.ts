import type { ChainView } from '../../sim/roles.ts';
import type { Sale } from '../../sim/sale.ts';
import { raoPerTao, type Serial, type Share, type Uid, type Usd } from '../../sim/units.ts';
import type { Account } from './accounts.ts';
import type { MarketPlace } from './marketPlace.ts';
import type { Person } from './person.ts';
import { type Expectation, minerOn, profitPerDay, rentPerDay, type Terms, within } from './prospects.ts';
import { fundsOf, saleFor } from './selling.ts';

/** The market of the day as buyer and seller of a licence see it. */
export interface Dealing {
  readonly view: ChainView;
  readonly expectations: readonly Expectation[];
  readonly terms: Terms;
  readonly delay: number;
}

/** What a cheaper way is worth to a buyer, and what it costs the finder that another miner answers by it, US dollars. */
export interface Licence {
  readonly most: Usd;
  readonly least: Usd;
}

/** The price of a licence, `margin` of the way from what it costs its seller to the most that is paid; null: it is not sold. */
export const licencePrice = ({ most, least }: Licence, margin: Share): Usd | null =>
  most > least ? least + margin * (most - least) : null;

/**
 * A buyer gains `gainPerDay` until it must have paid back, as far as its `funds` go. The finder loses of its income the part
 * by which the buyer's `gainedQuality` waters the pay of all: its share of all quality times what that quality earns
 * (assumption A42).
 */
export const licenceOf = (
  { gainPerDay, funds }: { readonly gainPerDay: Usd; readonly funds: Usd },
  { share, earned }: { readonly share: Share; readonly earned: Usd },
  horizon: number,
): Licence => ({ most: Math.min(funds, horizon * gainPerDay), least: horizon * share * Math.max(0, earned) });

/** A cheaper way belongs to its first finder, which decides whether to sell it or to keep it. */
export class Licences {
  private readonly place: MarketPlace;
  /** [way] serials of its independent finders, the first first. */
  private readonly finders = new Map<number, Serial[]>();

  constructor(place: MarketPlace) {
    this.place = place;
  }

  found(way: number, serial: Serial): void {
    this.finders.set(way, [...(this.finders.get(way) ?? []), serial]);
  }

  /**
   * Someone has heard of a way and asks the first of its finders that still runs. Whether it may answer by it from now on, and
   * what it sells for that; free where none of them runs any more.
   */
  ask(
    [uid, account]: readonly [Uid, Account],
    pupil: Person,
    running: readonly (readonly [Uid, Account])[],
    dealing: Dealing,
  ): { readonly may: boolean; readonly sale: Sale | null } {
    const finder = this.finderOf(pupil.way!, running);
    if (finder === undefined || finder[0] === uid) return { may: true, sale: null };
    const { hyperparameters, tally } = this.place;
    const { view, terms, delay } = dealing;
    const licence = this.licenceFor([uid, account], pupil, finder[0], running, dealing);
    const price = licencePrice(licence, hyperparameters['market.vendorMargin']);
    if (price !== null || licence.most > 0) tally.tell({ kind: 'licence', block: view.block, price });
    if (price === null) return { may: false, sale: null };
    // A RAO more than it takes: a sale is rounded down.
    const wanted = price - account.cash + terms.netPrice / raoPerTao;
    const sale = saleFor(uid, account, wanted, terms.netPrice, view, delay);
    this.pay(account, finder[1], price);
    return { may: true, sale };
  }

  /** Dollars go from one miner to another, and all of them arrive. */
  pay(buyer: Account, seller: Account, price: Usd): void {
    buyer.cash -= price;
    seller.cash += price;
  }

  private finderOf(way: number, running: readonly (readonly [Uid, Account])[]) {
    for (const finder of this.finders.get(way) ?? []) {
      const one = running.find(([, { serial }]) => serial === finder);
      if (one !== undefined) return one;
    }
    return undefined;
  }

  private licenceFor(
    [uid, account]: readonly [Uid, Account],
    pupil: Person,
    finder: Uid,
    running: readonly (readonly [Uid, Account])[],
    { view, expectations, terms, delay }: Dealing,
  ): Licence {
    const { book, hyperparameters, qualityModel } = this.place;
    const before = this.best(account, account.person, expectations, terms);
    const after = this.best(account, pupil, expectations, terms);
    const quality = (person: Person, device: number) =>
      qualityModel.qualityOf(minerOn(person, device, expectations[0].outlook));
    const gained = quality(pupil, after.device) - quality(account.person, before.device);
    const all = running.reduce((sum, [own]) => sum + book.quality[own], 0);
    const reserve =
      hyperparameters['market.reserveDays'] *
      rentPerDay(pupil, expectations[0].outlook.devices[after.device]);
    return licenceOf(
      {
        gainPerDay: after.profit - before.profit,
        funds: fundsOf(uid, account, terms.netPrice, view, delay) - reserve,
      },
      {
        share: all > 0 ? book.quality[finder] / all : 0,
        earned: gained * terms.earnedPerQuality * terms.netPrice,
      },
      hyperparameters['market.paybackDays'],
    );
  }

  /** The most that a person could keep of a day, on its own device or on any that it can rent. */
  private best(
    { device }: Account,
    person: Person,
    expectations: readonly Expectation[],
    terms: Terms,
  ): { readonly device: number; readonly profit: Usd } {
    return [...new Set([device!, ...within(person)])]
      .map((one) => ({ device: one, profit: profitPerDay(person, one, expectations, terms) }))
      .reduce((most, one) => (one.profit > most.profit ? one : most));
  }
}
