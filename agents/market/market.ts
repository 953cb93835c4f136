import { pow } from '../../sim/elementary.ts';
import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import type { Network } from '../../sim/network.ts';
import type { ChainView, MarketRole } from '../../sim/roles.ts';
import type { Sale } from '../../sim/sale.ts';
import { stakeAt } from '../../sim/stake.ts';
import {
  type Block,
  type Blocks,
  blocksPerDay,
  raoPerTao,
  type Serial,
  type Uid,
  type Usd,
} from '../../sim/units.ts';
import type { Miner } from '../miner.ts';
import { enter, type MinerBook } from '../minerBook.ts';
import type { Candidate } from '../registrant.ts';
import type { Assayer } from '../scenarios/assayer.ts';
import { type Account, Accounts } from './accounts.ts';
import { type Person, personOf } from './person.ts';
import { type PricePath, pricePath } from './pricePath.ts';
import {
  bestChange,
  bestDevice,
  type Expectation,
  minerOn,
  type Outlook,
  outlookOf,
  rentPerDay,
  type Terms,
} from './prospects.ts';
import { computeOf, type MarketTally } from './tally.ts';

/** Blocks between two settlements: four hours. */
export const settleBlocks: Blocks = 1200;
/** Everyone looks at its device once a day, each at a settlement of its own. */
const looksApart = blocksPerDay / settleBlocks;

/** What the market is told of its world. */
export interface MarketPlace {
  readonly seed: string;
  readonly start: Block;
  readonly network: Readonly<Network>;
  readonly book: MinerBook;
  readonly hyperparameters: Hyperparameters;
  readonly assayer: Assayer;
  /** RAO of a block that reach the neurons at the start. */
  readonly emissionPerBlock: number;
  readonly tally: MarketTally;
}

/**
 * Everyone's money. A miner rents a device, sells what it needs of what it earns, moves to another device if that
 * pays back within its horizon, and switches off when it has been losing for longer than it bears or cannot pay.
 * Its uid stays on the chain until somebody replaces it.
 */
export class Market implements MarketRole {
  nextBlock: Block;
  private readonly place: MarketPlace;
  private readonly accounts = new Accounts();
  private readonly path: PricePath;
  private outlook: Outlook;
  private last: Block;
  private settlements = 0;
  /** RAO a block for each unit of quality, a running mean over a day. */
  private rate: number;
  /** Compute at the start, for the loop that lets the price follow it. */
  private computeRatio = 1;

  constructor(place: MarketPlace) {
    this.place = place;
    const { hyperparameters, seed, start, assayer } = place;
    this.path = pricePath(hyperparameters, seed, start);
    this.outlook = outlookOf(hyperparameters, assayer);
    this.last = start;
    this.nextBlock = start + settleBlocks;
    this.rate = this.paidPerQuality();
  }

  /** US dollars that a TAO is worth at a block. */
  priceAt(block: Block): Usd {
    return this.path(block) * this.computeRatio;
  }

  /** The price over that of the start, to which the price of hashes is calibrated. */
  priceRatio(block: Block): number {
    return this.priceAt(block) / this.place.hyperparameters['market.startPrice'];
  }

  /** TAO that a candidate's device would cost it in so many days. */
  runningCost(candidate: Candidate, days: number, block: Block): number {
    const { person, device } = candidate.means!;
    return (days * rentPerDay(person, device)) / this.terms(block).netPrice;
  }

  /** A candidate with the device that suits its model best at present: its model shrinks to what that can answer with. */
  outfit(candidate: Candidate, block: Block): Candidate {
    const { seed, hyperparameters, assayer } = this.place;
    const person = personOf(seed, candidate.serial, candidate.miner, hyperparameters);
    const device = bestDevice({ ...person, misconfigured: false }, this.expectations(), this.terms(block));
    const miner = minerOn(person, device, this.outlook);
    const sound = (one: Miner) => assayer.qualityOf({ ...one, misconfigured: false });
    return {
      ...candidate,
      miner,
      quality: assayer.qualityOf(miner),
      belief: (candidate.belief * sound(miner)) / sound(candidate.miner),
      means: { person, device },
    };
  }

  /** Opens the books of a founder, on the device that suits it best. */
  found(uid: Uid, miner: Miner): void {
    const { seed, network, hyperparameters, start } = this.place;
    const serial = network.hotkey[uid];
    const person = personOf(seed, serial, miner, hyperparameters);
    const device = bestDevice(person, this.expectations(), this.terms(start));
    this.openAccount(uid, serial, person, device, start);
    this.run(uid, person, device);
  }

  /** Someone has just taken a slot: the books of whoever held it are closed. */
  seated(uid: Uid, candidate: Candidate, block: Block): void {
    const former = this.accounts.close(uid);
    if (former !== undefined) this.place.tally.abandon(former, block);
    if (candidate.means === undefined) return;
    this.openAccount(uid, candidate.serial, candidate.means.person, candidate.means.device, block);
  }

  settle(view: ChainView): readonly Sale[] {
    const sales: Sale[] = [];
    const days = (view.block - this.last) / blocksPerDay;
    const { netPrice } = this.terms(view.block);
    const earned = this.collect(view);
    for (const [uid, account] of this.accounts.all()) {
      if (account.device === null) continue;
      const held = Math.min(1, (view.block - account.opened) / (view.block - this.last));
      const rent = rentPerDay(account.person, account.device) * days * held;
      const income = (earned.get(uid) ?? 0) * netPrice;
      const share = Math.min(1, days);
      if (held === 1) account.profit += share * ((income - rent) / days - account.profit);
      account.cash -= rent;
      const wanted = this.reserveOf(account) - account.cash;
      const sale = this.saleFor(uid, account, wanted, netPrice, view);
      if (sale !== null) sales.push(sale);
    }
    this.last = view.block;
    return sales;
  }

  adapt(view: ChainView): readonly Sale[] {
    const sales: Sale[] = [];
    const expectations = this.expectations();
    const terms = this.terms(view.block);
    this.settlements += 1;
    for (const [uid, account] of this.accounts.all()) {
      if (account.device === null) continue;
      if (this.leaves(account, view.block)) this.switchOff(uid, account, view.block);
      else if ((this.settlements + account.serial) % looksApart === 0) {
        const sale = this.reconsider(uid, account, expectations, terms, view);
        if (sale !== null) sales.push(sale);
      }
    }
    this.look(view);
    this.nextBlock = view.block + settleBlocks;
    return sales;
  }

  private expectations(): readonly Expectation[] {
    return [{ outlook: this.outlook, weight: 1 }];
  }

  private terms(block: Block): Terms {
    const slippage = this.place.hyperparameters['market.slippage'];
    return {
      taoPerQuality: (this.rate * blocksPerDay) / raoPerTao,
      netPrice: this.priceAt(block) * (1 - slippage),
    };
  }

  /** What a unit of quality is paid by the last step: half of the emission goes by incentive. */
  private paidPerQuality(): number {
    const { network, book, emissionPerBlock } = this.place;
    let incentive = 0;
    let quality = 0;
    for (let uid = 0; uid < network.size; uid++) {
      if (book.quality[uid] === 0) continue;
      incentive += network.incentive[uid];
      quality += book.quality[uid];
    }
    return quality > 0 ? (0.5 * emissionPerBlock * incentive) / quality : 0;
  }

  /** TAO earned since the last settlement, by uid; what a unit of quality earned moves the running mean. */
  private collect({ block, network }: ChainView): Map<Uid, number> {
    const earned = new Map<Uid, number>();
    let income = 0;
    let quality = 0;
    for (const [uid, account] of this.accounts.all()) {
      const stake = stakeAt(network.stakes, uid);
      const gained = Math.max(0, stake - account.seen);
      account.seen = stake;
      account.pending.push(gained);
      if (account.pending.length > this.delay + 1) account.pending.shift();
      earned.set(uid, gained / raoPerTao);
      if (account.opened > this.last) continue;
      income += gained;
      quality += this.place.book.quality[uid];
    }
    if (quality > 0) {
      const seen = income / quality / (block - this.last);
      this.rate += Math.min(1, (block - this.last) / blocksPerDay) * (seen - this.rate);
    }
    return earned;
  }

  /** Settlements for which what was earned cannot be sold. */
  private get delay(): number {
    return Math.ceil(this.place.hyperparameters['market.saleDelay'] / settleBlocks);
  }

  private reserveOf({ person, device }: Account): Usd {
    return this.place.hyperparameters['market.reserveDays'] * rentPerDay(person, device!);
  }

  /** Sells what is needed for `wanted` dollars, as far as there is anything that may be sold. */
  private saleFor(
    uid: Uid,
    account: Account,
    wanted: Usd,
    netPrice: Usd,
    { network }: ChainView,
  ): Sale | null {
    if (wanted <= 0) return null;
    const waiting = account.pending.slice(-this.delay).reduce((sum, rao) => sum + rao, 0);
    const stake = Math.min(account.seen, stakeAt(network.stakes, uid));
    const free = Math.max(0, stake - (this.delay > 0 ? waiting : 0));
    const rao = Math.floor(Math.min(free, (wanted / netPrice) * raoPerTao));
    if (rao <= 0) return null;
    account.cash += (rao / raoPerTao) * netPrice;
    account.seen -= rao;
    return { uid, rao };
  }

  /** Out of money, or losing for longer than it bears; nobody judges itself in its first days. */
  private leaves(account: Account, block: Block): boolean {
    if (account.cash < 0) return true;
    const patience = this.place.hyperparameters['market.exitDays'] * blocksPerDay;
    const isNew = block - account.opened < patience;
    if (account.profit >= 0 || isNew) account.losingSince = null;
    else account.losingSince ??= block;
    return account.losingSince !== null && block - account.losingSince >= patience;
  }

  private switchOff(uid: Uid, account: Account, block: Block): void {
    const { tally, book } = this.place;
    tally.leave(block, account.cash < 0);
    tally.abandon(account, block);
    account.device = null;
    account.investment = null;
    const { loss } = book;
    enter(book, uid, {
      loss: loss[uid],
      quality: 0,
      level: book.level[uid],
      fraction: book.fraction[uid],
      responds: 0,
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
    const { hyperparameters, tally } = this.place;
    const change = bestChange(account.person, account.device!, expectations, terms, {
      paybackDays: hyperparameters['market.paybackDays'],
      switchDays: hyperparameters['market.switchDays'],
    });
    if (change === null) return null;
    const sale = this.saleFor(uid, account, change.cost - account.cash, terms.netPrice, view);
    if (account.cash < change.cost) return sale;
    account.cash -= change.cost;
    tally.abandon(account, view.block);
    tally.change(view.block, change.cost);
    const paidBackAt = view.block + (change.cost / change.gainPerDay) * blocksPerDay;
    account.investment = { cost: change.cost, since: view.block, paidBackAt };
    account.device = change.device;
    account.losingSince = null;
    this.run(uid, account.person, change.device);
    return sale;
  }

  private openAccount(uid: Uid, serial: Serial, person: Person, device: number, block: Block): void {
    const seen = stakeAt(this.place.network.stakes, uid);
    const cash = this.place.hyperparameters['market.reserveDays'] * rentPerDay(person, device);
    this.accounts.open(uid, {
      serial,
      person,
      opened: block,
      device,
      cash,
      seen,
      pending: [],
      profit: 0,
      losingSince: null,
      investment: null,
    });
  }

  private run(uid: Uid, person: Person, device: number): void {
    const { book } = this.place;
    enter(book, uid, this.outlook.assayer.answersOf(minerOn(person, device, this.outlook)));
  }

  private look({ block, gate, hyperparameters }: ChainView): void {
    const { tally, book } = this.place;
    const all = this.accounts.all();
    const running = all.filter(([, { device }]) => device !== null);
    let loss = 0;
    let quality = 0;
    let able = 0;
    for (const [uid, { person, device }] of running) {
      loss += book.loss[uid];
      quality += book.quality[uid];
      if (person.size <= this.outlook.largest[device!]) able += 1;
    }
    tally.look({
      block,
      price: this.priceAt(block),
      difficulty: Number(gate.difficulty),
      meanLoss: running.length > 0 ? loss / running.length : null,
      accounts: all.map(([, account]) => account),
      quality,
      ableShare: all.length > 0 ? able / all.length : 0,
    });
    this.followCompute(
      running.map(([, account]) => account),
      hyperparameters['market.computeElasticity'],
    );
  }

  private baseCompute: number | null = null;

  /** The optional loop: the price moves with the compute deployed, to the power `elasticity`. */
  private followCompute(running: readonly Account[], elasticity: number): void {
    if (elasticity === 0) return;
    const compute = computeOf(running);
    this.baseCompute ??= compute;
    this.computeRatio =
      this.baseCompute > 0
        ? pow(Math.max(compute, 1e-6 * this.baseCompute) / this.baseCompute, elasticity)
        : 1;
  }
}
