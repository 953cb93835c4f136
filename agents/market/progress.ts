import type { Network } from '../../sim/network.ts';
import { stream } from '../../sim/random.ts';
import type { Sale } from '../../sim/sale.ts';
import {
  type Block,
  type Blocks,
  blocksPerDay,
  type Serial,
  secondsPerBlock,
  type Uid,
} from '../../sim/units.ts';
import type { Account } from './accounts.ts';
import { taught, waysToFind } from './cheaperWays.ts';
import { gradientStepsPerDay, usesGradients } from './gradients.ts';
import { cpu } from './hardware.ts';
import { Hearsay } from './hearsay.ts';
import { Ideas } from './ideas.ts';
import { imitates, modelFor, nearer, type Seen } from './imitation.ts';
import { adopts, imitatesSome, learns, waysAreOwned } from './improving.ts';
import { type Dealing, Licences } from './licences.ts';
import type { MarketPlace } from './marketPlace.ts';
import type { Person } from './person.ts';
import { minerOn, type Outlook } from './prospects.ts';
import { stepsBehind, stepsFor } from './training.ts';

type Accounts = readonly (readonly [Uid, Account])[];

/** A settlement's time, and the rules of the day. */
export interface Lapse {
  readonly block: Block;
  readonly blocks: Blocks;
  /** Whose day it is to look around. */
  readonly looks: (account: Account) => boolean;
  readonly outlook: Outlook;
  readonly dealing: Dealing;
}

/**
 * How miners get better while they run: they train, learn from gradients, have ideas, hear of those of others, imitate.
 * Nothing of it comes to a miner that has switched off.
 */
export class Progress {
  private readonly place: MarketPlace;
  private ways: number;
  private readonly ideas: Ideas;
  private hearsay: Hearsay;
  /** First miner that found a cheaper way; null before. */
  finder: Serial | null = null;
  /** The owners of cheaper ways; null where they are free. */
  private licences: Licences | null;
  private readonly traits = new Map<Serial, { readonly learns: boolean; readonly imitates: boolean }>();

  constructor(place: MarketPlace) {
    const { seed, hyperparameters } = place;
    this.place = place;
    this.ways = waysToFind(hyperparameters);
    this.ideas = new Ideas(seed, hyperparameters['market.inventionsPerDay']);
    this.hearsay = new Hearsay(seed, hyperparameters['market.diffusionDays']);
    this.licences = waysAreOwned(hyperparameters) ? new Licences(place) : null;
  }

  /** The settings have changed: others may learn now, and there may be something to find. */
  heed(): void {
    const { seed, hyperparameters } = this.place;
    if (this.ways === 0) {
      this.hearsay = new Hearsay(seed, hyperparameters['market.diffusionDays']);
      this.licences = waysAreOwned(hyperparameters) ? new Licences(this.place) : null;
    }
    this.ways = waysToFind(hyperparameters);
    this.traits.clear();
  }

  /** What a newcomer brings: a model as far trained as any at first, and the ways that are known by then. */
  equip(person: Person, serial: Serial, accounts: Accounts): Person {
    const { hyperparameters } = this.place;
    const begun = learns(hyperparameters)
      ? { ...person, steps: stepsBehind(hyperparameters['market.trainingGap']) }
      : person;
    const way =
      this.ways > 0 && this.licences === null ? this.hearsay.knownTo(serial, this.sharesOf(accounts)) : 0;
    return way > 0 ? taught(begun, way, hyperparameters) : begun;
  }

  /** A settlement's worth of all that: those whose answers or needs are others now, and what is sold for licences. */
  advance(
    accounts: Accounts,
    network: Readonly<Network>,
    lapse: Lapse,
  ): { readonly changed: Accounts; readonly sales: readonly Sale[] } {
    const { hyperparameters } = this.place;
    const [learning, imitating] = [learns(hyperparameters), imitatesSome(hyperparameters)];
    const running = accounts.filter(([, { device }]) => device !== null);
    const shares = this.ways > 0 ? this.sharesOf(accounts) : [];
    const seen = imitating ? running.map((one) => this.seenAs(one, network, lapse.outlook)) : [];
    const sales: Sale[] = [];
    const before = running.map(([, { person }]) => person);
    if (hyperparameters['market.invented'] && this.finder === null) this.plant(running, lapse);
    const gradients = adopts(hyperparameters) ? this.gradientSteps(lapse) : 0;
    for (const [uid, account] of running) {
      if (learning) this.train(account, lapse, gradients);
      const sale = this.ways > 0 ? this.invent([uid, account], running, lapse, shares) : null;
      if (sale !== null) sales.push(sale);
      if (imitating && lapse.looks(account)) this.imitate(uid, account, seen, network, lapse);
    }
    return { changed: running.filter(([, { person }], k) => person !== before[k]), sales };
  }

  /** Whether a miner uses the gradients that validators send. */
  usesGradients(serial: Serial): boolean {
    return this.traitsOf(serial).learns;
  }

  /** Steps that the validators' gradients of a settlement are worth to a miner that takes them. */
  private gradientSteps({ blocks, outlook: { query } }: Lapse): number {
    const { hyperparameters, book } = this.place;
    const asking = {
      validators: book.validator.reduce((sum, is) => sum + is, 0),
      sweepBlocks: hyperparameters['validator.sweepBlocks'],
      tokens: query.batch * query.sequenceLength,
    };
    return (blocks / blocksPerDay) * gradientStepsPerDay(asking, hyperparameters['market.gradientGain']);
  }

  /** Steps that a device's idle operations are worth, and what gradients bring to miners that take them. */
  private train(account: Account, { blocks, block, outlook }: Lapse, gradients: number): void {
    const { person, device, serial } = account;
    const { size } = minerOn(person, device!, outlook);
    const flop =
      this.place.hyperparameters['market.trainingShare'] *
      outlook.devices[device!].flopPerSecond *
      blocks *
      secondsPerBlock;
    this.place.tally.tell({ kind: 'training', block, flop });
    const steps = stepsFor(flop, size) + (this.traitsOf(serial).learns ? gradients : 0);
    if (steps > 0) account.person = { ...person, steps: person.steps! + steps };
  }

  /** One idea at a time, or one that is heard of and may be used; what is sold to pay for it. */
  private invent(
    [uid, account]: readonly [Uid, Account],
    running: Accounts,
    { block, blocks, dealing }: Lapse,
    shares: readonly number[],
  ): Sale | null {
    const { hyperparameters } = this.place;
    const { serial, device, opened, person } = account;
    const way = (person.way ?? 0) + 1;
    const ideas = this.ideas.until(block, serial, opened);
    if (way > this.ways) return null;
    const mayInvent = hyperparameters['market.inventors'] === 'anyone' || device === cpu;
    const invents = ideas > 0 && mayInvent;
    const days = blocks / blocksPerDay;
    if (!invents && !this.hearsay.hears(serial, way, shares[way], days)) return null;
    const pupil = taught(person, way, hyperparameters);
    if (invents) this.find(way, serial);
    const free = invents || this.licences === null;
    const { may, sale } = free
      ? { may: true, sale: null }
      : this.licences!.ask([uid, account], pupil, running, dealing);
    if (!may) return null;
    account.person = pupil;
    this.place.tally.tell({ kind: 'lesson', block, invented: invents });
    return sale;
  }

  /** The one invention of a world: to whom of those without access to a GPU it comes is one draw of each. */
  private plant(running: Accounts, { block }: Lapse): void {
    const { seed, hyperparameters, tally } = this.place;
    const able = running.filter(([, { person }]) => !person.hasGpus).map(([, account]) => account);
    if (able.length === 0) return;
    const luck = ({ serial }: Account) => stream(seed, 'invention', serial).next();
    const one = able.reduce((least, other) => (luck(other) < luck(least) ? other : least));
    one.person = taught(one.person, 1, hyperparameters);
    this.find(1, one.serial);
    tally.tell({ kind: 'lesson', block, invented: true });
  }

  private find(way: number, serial: Serial): void {
    this.finder ??= serial;
    this.licences?.found(way, serial);
  }

  private imitate(
    uid: Uid,
    account: Account,
    seen: readonly Seen[],
    { incentive }: Readonly<Network>,
    { block }: Lapse,
  ): void {
    const { hyperparameters, seed } = this.place;
    const { serial, person } = account;
    if (!this.traitsOf(serial).imitates) return;
    const sees = hyperparameters['market.imitatorSees'];
    const model = modelFor(seen, incentive[uid], sees, { seed, serial, look: block });
    if (model === null || model.size === person.size) return;
    const size = nearer(person.size, model.size, hyperparameters['market.imitatorStep']);
    if (size === person.size) return;
    account.person = { ...person, size };
    this.place.tally.tell({ kind: 'imitation', block });
  }

  private seenAs(
    [uid, { person, device }]: readonly [Uid, Account],
    network: Readonly<Network>,
    outlook: Outlook,
  ): Seen {
    return { pay: network.incentive[uid], size: minerOn(person, device!, outlook).size };
  }

  private traitsOf(serial: Serial) {
    const { seed, hyperparameters } = this.place;
    let own = this.traits.get(serial);
    if (own === undefined) {
      own = {
        learns: usesGradients(seed, serial, hyperparameters['market.gradientShare']),
        imitates: imitates(seed, serial, hyperparameters['market.imitatorShare']),
      };
      this.traits.set(serial, own);
    }
    return own;
  }

  /** [way] share of running miners that answer by it or by a cheaper one. */
  private sharesOf(accounts: Accounts): number[] {
    const shares = new Array<number>(this.ways + 1).fill(0);
    let running = 0;
    for (const [, { person, device }] of accounts) {
      if (device === null) continue;
      running += 1;
      for (let way = 0; way <= (person.way ?? 0); way++) shares[way] += 1;
    }
    return running > 0 ? shares.map((count) => count / running) : shares;
  }
}
