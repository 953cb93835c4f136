import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { ChainView, MarketRole } from '../../sim/roles.ts';
import type { Sale } from '../../sim/sale.ts';
import { stakeAt } from '../../sim/stake.ts';
import { type Block, type Blocks, blocksPerDay, type Serial, type Uid, type Usd } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';
import { type Condition, failed, type Turn } from '../condition.ts';
import type { Miner } from '../miner.ts';
import { type Answers, enter, silence } from '../minerBook.ts';
import { type Account, Accounts, newAccount } from './accounts.ts';
import { hasAsic } from './asic.ts';
import { AsicTrade } from './asicTrade.ts';
import type { Change } from './change.ts';
import { Entrants } from './entrants.ts';
import { getsBetter } from './improving.ts';
import type { Dealing } from './licences.ts';
import { givesUp } from './losing.ts';
import type { MarketPlace } from './marketPlace.ts';
import { marketState } from './marketState.ts';
import { Outlooks } from './outlooks.ts';
import { PayRate } from './payRate.ts';
import type { Person } from './person.ts';
import { PriceLoop } from './priceLoop.ts';
import { Progress } from './progress.ts';
import {
  bestChange,
  type Expectation,
  minerOn,
  type Outlook,
  type Plans,
  rentPerDay,
  type Terms,
} from './prospects.ts';
import { saleFor } from './selling.ts';

/** Blocks between two settlements: four hours. */
export const settleBlocks: Blocks = 1200;
/** Everyone looks at its device once a day, each at a settlement of its own. */
const looksApart = blocksPerDay / settleBlocks;

/**
 * Everyone's money. A miner rents a device, sells what it needs of what it earns, moves to another device if that
 * pays back within its horizon, and switches off when it has been losing for longer than its limit or cannot pay.
 * Its uid stays on the chain until a newcomer replaces it.
 */
export class Market implements MarketRole {
  nextBlock: Block;
  private readonly place: MarketPlace;
  private readonly accounts = new Accounts();
  readonly price: PriceLoop;
  readonly outlooks: Outlooks;
  readonly entrants: Entrants;
  private last: Block;
  private settlements = 0;
  private readonly rate: PayRate;
  readonly plans: Plans;
  /** How miners improve; null where none does. */
  private progress: Progress | null;
  /** The makers of ASICs; null without any. */
  private asics: AsicTrade | null;

  constructor(place: MarketPlace) {
    this.place = place;
    const { hyperparameters, seed, start } = place;
    this.price = new PriceLoop(hyperparameters, seed, start);
    this.outlooks = new Outlooks(place);
    this.entrants = new Entrants(place, this);
    this.progress = getsBetter(hyperparameters) ? new Progress(place) : null;
    this.asics = hasAsic(hyperparameters) ? new AsicTrade(place, this, start) : null;
    this.plans = {
      paybackDays: hyperparameters['market.paybackDays'],
      switchDays: hyperparameters['market.switchDays'],
    };
    this.last = start;
    this.nextBlock = start + settleBlocks;
    this.rate = new PayRate(place.network, place.book, place.minersPart);
  }

  /** The price of a TAO over that of the start, to which the price of hashes is calibrated. */
  priceRatio(block: Block): number {
    return this.price.over(block);
  }

  runningCost(candidate: Candidate, days: number, block: Block): number {
    return this.entrants.runningCost(candidate, days, block);
  }

  /** Opens the books of a founder, on the device that suits it best; one that was `seen` to answer has what it takes. */
  found(uid: Uid, miner: Miner, seen: boolean): void {
    const { network, start } = this.place;
    const { person, device } = this.entrants.founder(uid, miner, seen);
    this.openAccount(uid, network.hotkey[uid], person, device, start);
    this.run(uid, person, device);
  }

  /** A newcomer has just taken a slot: the books of its predecessor are closed. */
  seated(uid: Uid, candidate: Candidate, block: Block): void {
    const former = this.accounts.close(uid);
    if (former !== undefined) this.writeOff(former, block, 'lost');
    if (candidate.means === undefined) return;
    const { person, device, change, maker } = candidate.means;
    const account = this.openAccount(uid, candidate.serial, person, device, block, maker);
    if (change !== null) this.invest(account, change, block);
  }

  equip(person: Person, serial: Serial): Person {
    return this.progress?.equip(person, serial, this.accounts.all()) ?? person;
  }

  settle(view: ChainView): readonly Sale[] {
    const sales: Sale[] = [];
    const days = (view.block - this.last) / blocksPerDay;
    const { netPrice } = this.terms(view.block);
    const earned = this.rate.collect(this.accounts.all(), view, this.last, this.delay);
    for (const [uid, account] of this.accounts.all()) {
      if (account.device === null) continue;
      const held = Math.min(1, (view.block - account.opened) / (view.block - this.last));
      const rent = this.rentOf(account.person, account.device) * days * held;
      const income = (earned.get(uid) ?? 0) * netPrice;
      const share = Math.min(1, days);
      if (held === 1) account.profit += share * ((income - rent) / days - account.profit);
      account.cash -= rent;
      if (account.maker !== undefined) this.asics!.makers.earn(view.block, income - rent);
      const wanted = this.reserveOf(account) - account.cash;
      const sale = saleFor(uid, account, wanted, netPrice, view, this.delay);
      if (sale !== null) sales.push(sale);
    }
    this.last = view.block;
    return sales;
  }

  adapt(view: ChainView): readonly Sale[] {
    const expectations = this.outlooks.expected(view.block);
    const terms = this.terms(view.block);
    const dealing = { view, expectations, terms, delay: this.delay };
    this.settlements += 1;
    const sales = [...this.improve(dealing)];
    for (const [uid, account] of this.accounts.all()) {
      if (account.device === null) continue;
      if (givesUp(account, view.block, this.place.hyperparameters['market.exitDays']))
        this.switchOff(uid, account, view.block);
      else if (this.looks(account)) {
        const sale = this.reconsider(uid, account, expectations, terms, view);
        if (sale !== null) sales.push(sale);
      }
    }
    if (this.settlements % looksApart === 0)
      sales.push(...(this.asics?.hold({ ...dealing, accounts: this.accounts.all() }) ?? []));
    this.look(view);
    this.nextBlock = view.block + settleBlocks;
    return sales;
  }

  /** Whose day's settlement it is to look around. */
  private looks({ serial }: Account): boolean {
    return (this.settlements + serial) % looksApart === 0;
  }

  /** Running miners improve; what they sell to pay for that. */
  private improve(dealing: Dealing): readonly Sale[] {
    if (this.progress === null) return [];
    const { block, network } = dealing.view;
    const looks = (account: Account) => this.looks(account);
    const lapse = { block, blocks: settleBlocks, looks, outlook: this.outlook, dealing };
    const { changed, sales } = this.progress.advance(this.accounts.all(), network, lapse);
    for (const [uid, { person, device }] of changed) this.run(uid, person, device!);
    return sales;
  }

  /** The rules have changed: every miner runs what its device now can. */
  heed(hyperparameters: Hyperparameters, block: Block): void {
    const { place } = this;
    place.hyperparameters = hyperparameters;
    this.price.revise(hyperparameters, block);
    this.outlooks.revise(hyperparameters);
    this.progress?.heed();
    if (getsBetter(hyperparameters)) this.progress ??= new Progress(place);
    if (hasAsic(hyperparameters)) this.asics ??= new AsicTrade(place, this, block);
    place.tally.heed(hyperparameters);
    for (const [uid, { person, device }] of this.accounts.all())
      if (device !== null) this.run(uid, person, device);
  }

  /** The miner of a uid becomes misconfigured without its owner's doing; what it answers then, or null if it pays no rent. */
  fail(uid: Uid): Answers | null {
    return this.accounts.of(uid)?.device === null ? null : this.befall(uid, failed);
  }

  conditionOf(uid: Uid): Condition | null {
    return this.accounts.of(uid)?.person ?? null;
  }

  /** Puts a person's model in another condition; what it answers then, or null if it pays no rent or has switched off. */
  befall(uid: Uid, turn: Turn): Answers | null {
    const account = this.accounts.of(uid);
    if (account === undefined) return null;
    account.person = turn(account.person);
    return account.device === null ? null : this.answersOf(account.person, account.device);
  }

  private get outlook(): Outlook {
    return this.outlooks.present;
  }

  terms(block: Block): Terms {
    const { hyperparameters, taoPerUnit } = this.place;
    return {
      earnedPerQuality: this.rate.earnedPerQuality,
      netPrice: this.price.at(block) * taoPerUnit * (1 - hyperparameters['market.slippage']),
    };
  }

  /** Settlements for which what was earned cannot be sold. */
  private get delay(): number {
    return Math.ceil(this.place.hyperparameters['market.saleDelay'] / settleBlocks);
  }

  private reserveOf({ person, device }: Account): Usd {
    return this.place.hyperparameters['market.reserveDays'] * this.rentOf(person, device!);
  }

  private rentOf(person: Person, device: number): Usd {
    return rentPerDay(person, this.outlook.devices[device]);
  }

  private switchOff(uid: Uid, account: Account, block: Block): void {
    const { tally, book } = this.place;
    tally.tell({ kind: 'exit', block, insolvent: account.cash < 0 });
    this.writeOff(account, block, 'given up');
    account.device = null;
    account.investment = null;
    silence(book, uid);
  }

  /** Moves to a better device if it can pay for it. */
  private reconsider(
    uid: Uid,
    account: Account,
    expectations: readonly Expectation[],
    terms: Terms,
    view: ChainView,
  ): Sale | null {
    const change = bestChange(account.person, account.device!, expectations, terms, this.plans);
    if (change === null) return null;
    const sale = saleFor(uid, account, change.cost - account.cash, terms.netPrice, view, this.delay);
    if (account.cash >= change.cost) this.move(uid, account, change, view.block);
    return sale;
  }

  /** Pays for another device and runs on it from now on. */
  move(uid: Uid, account: Account, change: Change, block: Block): void {
    const { tally } = this.place;
    account.cash -= change.cost;
    this.writeOff(account, block, 'given up');
    tally.tell({ kind: 'change', block });
    this.invest(account, change, block);
    account.device = change.device;
    account.losingSince = null;
    this.run(uid, account.person, change.device);
  }

  /** What a device that is gone had not paid back is told. */
  private writeOff({ investment }: Account, block: Block, how: 'given up' | 'lost'): void {
    if (investment === null || investment.paidBackAt <= block) return;
    this.place.tally.tell({ kind: 'loss', block, investment, how });
  }

  private invest(account: Account, { cost, gainPerDay }: Change, block: Block): void {
    this.place.tally.tell({ kind: 'investment', block, cost });
    const paidBackAt = block + (cost / gainPerDay) * blocksPerDay;
    account.investment = { cost, since: block, paidBackAt };
  }

  private openAccount(
    uid: Uid,
    serial: Serial,
    person: Person,
    device: number,
    block: Block,
    maker?: number,
  ): Account {
    const seen = stakeAt(this.place.network.stakes, uid);
    const cash = this.place.hyperparameters['market.reserveDays'] * this.rentOf(person, device);
    const own = maker === undefined ? {} : { maker };
    const account = newAccount({ serial, person, opened: block, device, cash, seen, ...own });
    this.accounts.open(uid, account);
    return account;
  }

  private run(uid: Uid, person: Person, device: number): void {
    enter(this.place.book, uid, this.answersOf(person, device));
  }

  private answersOf(person: Person, device: number): Answers {
    return this.outlook.qualityModel.answersOf(minerOn(person, device, this.outlook));
  }

  private look({ block, gate, network }: ChainView): void {
    const { tally, book } = this.place;
    const all = this.accounts.all();
    const state = marketState(all, book, this.outlook, {
      price: this.price.at(block),
      difficulty: Number(gate.difficulty),
      incentiveOf: (uid) => network.incentive[uid],
      usesGradients: ({ serial }) => this.progress?.usesGradients(serial) ?? false,
      finder: this.progress?.finder ?? null,
    });
    this.asics?.makers.check(state.running);
    tally.tell({ kind: 'look', block, state });
    this.price.follow(state.compute);
  }
}
