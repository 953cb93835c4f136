import type { ChainView } from '../../sim/roles.ts';
import type { Sale } from '../../sim/sale.ts';
import { type Block, raoPerTao, type Serial, type Uid, type Usd } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';
import { costOf, type Money, registrantSettingsOf, rentPart } from '../registrant.ts';
import type { Account } from './accounts.ts';
import { asic } from './asic.ts';
import type { Change } from './change.ts';
import { Makers } from './makers.ts';
import type { MarketPlace } from './marketPlace.ts';
import type { Person } from './person.ts';
import { type Expectation, minerOn, profitPerDay, rentPerDay, type Terms } from './prospects.ts';
import { fundsOf, saleFor } from './selling.ts';

/** What the trade needs of the market it is held in. */
export interface Fairground extends Money {
  readonly price: { at(block: Block): Usd };
  equip(person: Person, serial: Serial): Person;
  /** Pays for a device and runs on it from now on. */
  move(uid: Uid, account: Account, change: Change, block: Block): void;
}

/** The market of a day as makers and buyers see it. */
export interface Fair {
  readonly view: ChainView;
  readonly accounts: readonly (readonly [Uid, Account])[];
  readonly expectations: readonly Expectation[];
  readonly terms: Terms;
  readonly delay: number;
}

/** Once a day units change hands: which miners buy, and which hotkeys mine for a maker. */
export class AsicTrade {
  readonly makers: Makers;
  private readonly place: MarketPlace;
  private readonly market: Fairground;

  constructor(place: MarketPlace, market: Fairground, since: Block) {
    this.place = place;
    this.market = market;
    this.makers = new Makers(place, since);
  }

  /** A day's units find their holders; what is sold to pay for them. */
  hold(fair: Fair): Sale[] {
    const { view, expectations, terms } = fair;
    const { market, makers } = this;
    const { block } = view;
    const wishes = new Map(this.wishesOf(fair).map((wish) => [wish.uid, wish]));
    const people = makers.people.map((person) => market.equip(person, makers.nextSerial));
    const entry = this.entryCost(view) * market.price.at(block);
    const days = rentPart * this.place.hyperparameters['scenario.horizonDays'];
    const worth = people.map((person) => days * profitPerDay(person, asic, expectations, terms) - entry);
    const sales: Sale[] = [];
    for (const deal of makers.trade(block, [...wishes.values()], worth, entry)) {
      if (deal.kind === 'mined') {
        this.place.waiting.push(block + 1, this.newcomer(deal.maker, people[deal.maker], fair));
        continue;
      }
      const { uid, account, gainPerDay } = wishes.get(deal.uid)!;
      // A RAO more than it takes: a sale is rounded down.
      const wanted = deal.price - account.cash + terms.netPrice / raoPerTao;
      const sale = saleFor(uid, account, wanted, terms.netPrice, view, fair.delay);
      if (sale !== null) sales.push(sale);
      market.move(uid, account, { device: asic, cost: deal.price, gainPerDay }, block);
    }
    return sales;
  }

  /** The gain of a unit for miners on other devices, and the most that they would pay for it. */
  private wishesOf({ view, accounts, expectations, terms, delay }: Fair) {
    const { outlook } = expectations[0];
    const { 'market.reserveDays': reserveDays, 'market.paybackDays': horizon } = this.place.hyperparameters;
    return accounts.flatMap(([uid, account]) => {
      const { person, device } = account;
      if (device === null || device === asic) return [];
      const gainPerDay =
        profitPerDay(person, asic, expectations, terms) - profitPerDay(person, device, expectations, terms);
      const reserve = reserveDays * rentPerDay(person, outlook.devices[asic]);
      const funds = fundsOf(uid, account, terms.netPrice, view, delay) - reserve;
      const most = Math.min(horizon * gainPerDay, funds);
      return most > 0 ? [{ uid, account, gainPerDay, most }] : [];
    });
  }

  /** TAO that a slot costs at present. */
  private entryCost(view: ChainView): number {
    const settings = { ...registrantSettingsOf(this.place.hyperparameters, 0), money: this.market };
    return costOf({ costFactor: 1 }, view, settings).tao;
  }

  private newcomer(maker: number, person: Person, { view, expectations }: Fair): Candidate {
    const miner = minerOn(person, asic, expectations[0].outlook);
    const quality = this.place.qualityModel.qualityOf(miner);
    return this.makers.candidateOf(maker, person, { miner, quality, arrived: view.block as Block });
  }
}
