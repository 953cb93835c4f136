import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { ChainView, MarketRole } from '../../sim/roles.ts';
import type { Sale } from '../../sim/sale.ts';
import { stakeAt } from '../../sim/stake.ts';
import { type Block, type Blocks, blocksPerDay, type Serial, type Uid, type Usd } from '../../sim/units.ts';
import type { Miner } from '../miner.ts';
import { type Answers, enter } from '../minerBook.ts';
import type { Candidate } from '../registrant.ts';
import { type Account, Accounts, newAccount } from './accounts.ts';
import { cpu } from './hardware.ts';
import { givesUp } from './losing.ts';
import type { MarketPlace } from './marketPlace.ts';
import { marketState } from './marketState.ts';
import { Outlooks } from './outlooks.ts';
import { PayRate } from './payRate.ts';
import { type Person, personOf } from './person.ts';
import { PriceLoop } from './priceLoop.ts';
import { getsBetter, Progress } from './progress.ts';
import {
  bestChange,
  bestDevice,
  type Change,
  type Expectation,
  largestFor,
  minerOn,
  type Outlook,
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
 * pays back within its horizon, and switches off when it has been losing for longer than it bears or cannot pay.
 * Its uid stays on the chain until somebody replaces it.
 */
export class Market implements MarketRole {
  nextBlock: Block;
  private readonly place: MarketPlace;
  private readonly accounts = new Accounts();
  private readonly price: PriceLoop;
  private readonly outlooks: Outlooks;
  private last: Block;
  private settlements = 0;
  private readonly rate: PayRate;
  /** How miners get better; null where nobody does. */
  private readonly progress: Progress | null;

  constructor(place: MarketPlace) {
    this.place = place;
    const { hyperparameters, seed, start } = place;
    this.price = new PriceLoop(hyperparameters, seed, start);
    this.outlooks = new Outlooks(place);
    this.progress = getsBetter(place) ? new Progress(place) : null;
    this.last = start;
    this.nextBlock = start + settleBlocks;
    this.rate = new PayRate(place.network, place.book, place.emissionPerBlock);
  }

  /** The price of a TAO over that of the start, to which the price of hashes is calibrated. */
  priceRatio(block: Block): number {
    return this.price.over(block);
  }

  /** TAO that a candidate's device would cost it in so many days. */
  runningCost(candidate: Candidate, days: number, block: Block): number {
    const { person, device } = candidate.means!;
    return (days * this.rentOf(person, device)) / this.terms(block).netPrice;
  }

  /**
   * A candidate with the device that suits its model best at present: its model shrinks to what that can answer with.
   * Who comes without a model rents nothing.
   */
  outfit(candidate: Candidate, block: Block): Candidate {
    if (candidate.miner.responds === 0) return candidate;
    const { seed, hyperparameters, assayer } = this.place;
    const person = this.equipped(
      personOf(seed, candidate.serial, candidate.miner, hyperparameters),
      candidate.serial,
    );
    const change = this.changeFrom(cpu, { ...person, misconfigured: false }, block);
    const device = change?.device ?? cpu;
    const miner = minerOn(person, device, this.outlook);
    const sound = (one: Miner) => assayer.qualityOf({ ...one, misconfigured: false });
    return {
      ...candidate,
      miner,
      quality: assayer.qualityOf(miner),
      belief: (candidate.belief * sound(miner)) / sound(candidate.miner),
      means: { person, device, change },
    };
  }

  /** Opens the books of a founder, on the device that suits it best; one that was `seen` to answer has what it takes. */
  found(uid: Uid, miner: Miner, seen: boolean): void {
    const { seed, network, hyperparameters, start } = this.place;
    const serial = network.hotkey[uid];
    const drawn = this.equipped(personOf(seed, serial, miner, hyperparameters), serial);
    const needsGpu = seen && miner.size > largestFor(drawn, cpu, this.outlook);
    const person = { ...drawn, hasGpus: drawn.hasGpus || needsGpu };
    const device = bestDevice(person, this.outlooks.expected(start), this.terms(start));
    this.openAccount(uid, serial, person, device, start);
    this.run(uid, person, device);
  }

  /** Someone has just taken a slot: the books of whoever held it are closed. */
  seated(uid: Uid, candidate: Candidate, block: Block): void {
    const former = this.accounts.close(uid);
    if (former !== undefined) this.place.tally.abandon(former, block, 'lost');
    if (candidate.means === undefined) return;
    const { person, device, change } = candidate.means;
    const account = this.openAccount(uid, candidate.serial, person, device, block);
    if (change !== null) this.invest(account, change, block);
  }

  private equipped(person: Person, serial: Serial): Person {
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
      const wanted = this.reserveOf(account) - account.cash;
      const sale = saleFor(uid, account, wanted, netPrice, view, this.delay);
      if (sale !== null) sales.push(sale);
    }
    this.last = view.block;
    return sales;
  }

  adapt(view: ChainView): readonly Sale[] {
    const sales: Sale[] = [];
    const expectations = this.outlooks.expected(view.block);
    const terms = this.terms(view.block);
    this.settlements += 1;
    this.improve(view);
    for (const [uid, account] of this.accounts.all()) {
      if (account.device === null) continue;
      if (givesUp(account, view.block, this.place.hyperparameters['market.exitDays']))
        this.switchOff(uid, account, view.block);
      else if (this.looks(account)) {
        const sale = this.reconsider(uid, account, expectations, terms, view);
        if (sale !== null) sales.push(sale);
      }
    }
    this.look(view);
    this.nextBlock = view.block + settleBlocks;
    return sales;
  }

  /** Whose day's settlement it is to look around. */
  private looks({ serial }: Account): boolean {
    return (this.settlements + serial) % looksApart === 0;
  }

  /** Those who run get better at it. */
  private improve({ block, network }: ChainView): void {
    if (this.progress === null) return;
    const looks = (account: Account) => this.looks(account);
    const lapse = { block, blocks: settleBlocks, looks, outlook: this.outlook };
    for (const [uid, { person, device }] of this.progress.advance(this.accounts.all(), network, lapse))
      this.run(uid, person, device!);
  }

  /** The rules have changed: everybody runs what its device now can. */
  heed(hyperparameters: Hyperparameters): void {
    this.outlooks.revise(hyperparameters);
    for (const [uid, { person, device }] of this.accounts.all())
      if (device !== null) this.run(uid, person, device);
  }

  /** The miner of a uid becomes misconfigured without its owner's doing; what it answers then, or null if it pays no rent. */
  fail(uid: Uid): Answers | null {
    const account = this.accounts.of(uid);
    if (account === undefined || account.device === null) return null;
    account.person = { ...account.person, failed: true };
    return this.answersOf(account.person, account.device);
  }

  private get outlook(): Outlook {
    return this.outlooks.present;
  }

  private terms(block: Block): Terms {
    const slippage = this.place.hyperparameters['market.slippage'];
    return {
      taoPerQuality: this.rate.taoPerQuality,
      netPrice: this.price.at(block) * (1 - slippage),
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
    tally.leave(block, account.cash < 0);
    tally.abandon(account, block, 'given up');
    account.device = null;
    account.investment = null;
    const guise = book.guises[uid];
    enter(book, uid, {
      loss: book.loss[uid],
      quality: 0,
      level: book.level[uid],
      fraction: book.fraction[uid],
      responds: 0,
      ...(guise !== null && { guise }),
    });
  }

  /** Moves to a better device if it can pay for it. */
  private reconsider(
    uid: Uid,
    account: Account,
    expectations: readonly Expectation[],
    terms: Terms,
    view: ChainView,
  ): Sale | null {
    const { tally } = this.place;
    const change = bestChange(account.person, account.device!, expectations, terms, this.plans);
    if (change === null) return null;
    const sale = saleFor(uid, account, change.cost - account.cash, terms.netPrice, view, this.delay);
    if (account.cash < change.cost) return sale;
    account.cash -= change.cost;
    tally.abandon(account, view.block, 'given up');
    tally.change(view.block);
    this.invest(account, change, view.block);
    account.device = change.device;
    account.losingSince = null;
    this.run(uid, account.person, change.device);
    return sale;
  }

  private get plans() {
    const { hyperparameters } = this.place;
    return {
      paybackDays: hyperparameters['market.paybackDays'],
      switchDays: hyperparameters['market.switchDays'],
    };
  }

  /** What someone with this device would change to now. */
  private changeFrom(device: number, person: Person, block: Block): Change | null {
    return bestChange(person, device, this.outlooks.expected(block), this.terms(block), this.plans);
  }

  private invest(account: Account, { cost, gainPerDay }: Change, block: Block): void {
    this.place.tally.invest(block, cost);
    const paidBackAt = block + (cost / gainPerDay) * blocksPerDay;
    account.investment = { cost, since: block, paidBackAt };
  }

  private openAccount(uid: Uid, serial: Serial, person: Person, device: number, block: Block): Account {
    const seen = stakeAt(this.place.network.stakes, uid);
    const cash = this.place.hyperparameters['market.reserveDays'] * this.rentOf(person, device);
    const account = newAccount({ serial, person, opened: block, device, cash, seen });
    this.accounts.open(uid, account);
    return account;
  }

  private run(uid: Uid, person: Person, device: number): void {
    enter(this.place.book, uid, this.answersOf(person, device));
  }

  private answersOf(person: Person, device: number): Answers {
    return this.outlook.assayer.answersOf(minerOn(person, device, this.outlook));
  }

  private look({ block, gate }: ChainView): void {
    const { tally, book } = this.place;
    const all = this.accounts.all();
    const state = marketState(all, book, this.outlook, block, this.price.at(block), Number(gate.difficulty));
    tally.look(state);
    this.progress?.look(all, this.outlook, block);
    this.price.follow(state.compute);
  }
}
