import type { WaitingAlpha, WeightedSubnet } from '../coinbase/weightedSubnet.ts';
import type { DecimalSharePool } from '../delegation/decimalSharePool.ts';
import { type CreditArena, creditArena } from '../kernel/credit/creditArena.ts';
import type { Block, Netuid } from '../units.ts';
import { checkAlpha, checkBooks, UnbalancedBooks } from './books.ts';
import { fitsKernel, readBooks, readNetwork, readWaited, writeNetwork, writeWorld } from './creditLayout.ts';
import { creditRules } from './creditRules.ts';
import type { NetworksSetting } from './networksRules.ts';
import type { NetworkState, NetworksState } from './networksState.ts';
import { distribute, type NetworkEpoch, nextBlock } from './nextBlock.ts';

export type CreditNetworks = NetworksState<WeightedSubnet, DecimalSharePool>;
type CreditNetwork = NetworkState<WeightedSubnet, DecimalSharePool>;

/** How a world is run: `text` takes the readable text for every block, which gives the same bytes. */
export type Engine = 'kernel' | 'text';

/**
 * A world of networks under burn-2026 that goes on in place: the same states as `nextBlock`, but blocks without an epoch are made in the
 * kernel's memory, and a network becomes data again only where an epoch or a movement of stake asks for it. Several such worlds can share the
 * networks: those that a world does not own (`owns`) have their epochs elsewhere, and what these pay is outside of it. That leaves the
 * coinbase as it is only where an epoch neither withholds nor recycles, so where the owner holds no uid and none lends stake. Then an
 * epoch of its own networks can also wait until their stakes are asked for, or until there is time for it (`catchUp`).
 */
export class CreditWorld {
  private networks: CreditNetwork[];
  /** [network] whether it holds the numbers of the last block. */
  private isFresh: boolean[];
  private rest: Omit<CreditNetworks, 'networks'>;
  private readonly setting: NetworksSetting;
  private readonly arena: CreditArena | null;
  private isLoaded = false;
  /** Blocks that the readable text made. */
  textBlocks = 0;

  private readonly owns: (netuid: Netuid) => boolean;
  /** [network] */
  private readonly deferred = new Map<number, Deferred>();

  constructor(
    state: CreditNetworks,
    setting: NetworksSetting,
    engine: Engine = 'kernel',
    owns: (netuid: Netuid) => boolean = ownsAll,
  ) {
    if (state.claimTypes !== undefined && owns !== ownsAll)
      throw new RangeError(
        'claimTypes must be left out where several worlds share the networks; received some: the rates of networks elsewhere are not known here, so run them in one world',
      );
    this.owns = owns;
    const { networks, ...rest } = state;
    this.networks = [...networks];
    this.isFresh = networks.map(() => true);
    this.rest = rest;
    this.setting = setting;
    this.arena = engine === 'kernel' ? creditArena(networks.length) : null;
  }

  get block(): Block {
    return this.rest.block;
  }

  /** The whole world as data. */
  state(): CreditNetworks {
    return { ...this.rest, networks: this.networks.map((_, place) => this.network(place)) };
  }

  /** One network by its place, from 0. */
  network(place: number): CreditNetwork {
    const waits = this.deferred.get(place);
    if (waits !== undefined) this.distributeDeferred(place, waits);
    return this.present(place);
  }

  /** Makes an epoch that waits; false: none does. Where a world has nothing else to do it makes them early, to the same bytes. */
  catchUp(): boolean {
    for (const [place, waits] of this.deferred) {
      this.distributeDeferred(place, waits);
      return true;
    }
    return false;
  }

  /** A network without the stakes of an epoch that waits. */
  private present(place: number): CreditNetwork {
    if (this.isFresh[place] || this.arena === null) return this.networks[place];
    this.networks[place] = readNetwork(this.arena, place, this.networks[place]);
    this.isFresh[place] = true;
    return this.networks[place];
  }

  /** Makes blocks up to `until`; each due epoch asks `epochOf`. Throws as `nextBlock` does. */
  advance(until: Block, epochOf: NetworkEpoch): void {
    while (this.block < until) {
      const arena = this.loaded();
      if (arena === null) this.makeByText(epochOf);
      else this.makeByKernel(arena, until, epochOf);
    }
  }

  /**
   * Moves stake in one network, or on root at 0: `movement` is given a world of that network alone, in which the TAO of all others is
   * outside, and gives it back moved. Where claims are kept, a stake of root concerns them all, and so does a claim: at 0 it is the whole
   * world. Throws what it throws.
   */
  move(netuid: Netuid, movement: (part: CreditNetworks) => CreditNetworks): void {
    const own = this.placesAt(netuid).map((place) => this.network(place));
    const elsewhere = this.taoInPools() - own.reduce((sum, { subnet }) => sum + subnet.tao, 0n);
    const books = { ...this.rest.books, outside: this.rest.books.outside + elsewhere };
    const { networks, ...after } = movement({ ...this.rest, books, networks: own });
    this.rest = { ...after, books: { ...after.books, outside: after.books.outside - elsewhere } };
    for (const network of networks)
      if (!own.includes(network)) this.set(this.placeOf(network.subnet.netuid), network);
    if (this.isLoaded && this.arena !== null) this.writeRest(this.arena);
  }

  private placeOf(netuid: Netuid): number {
    return this.networks.findIndex(({ subnet }) => subnet.netuid === netuid);
  }

  /** Of the networks that a movement concerns. */
  private placesAt(netuid: Netuid): number[] {
    if (netuid === 0 && this.rest.claimTypes !== undefined) return [...this.networks.keys()];
    const place = this.placeOf(netuid);
    return place < 0 ? [] : [place];
  }

  private taoInPools(): bigint {
    let sum = 0n;
    for (const [place, { subnet }] of this.networks.entries())
      sum += this.isFresh[place] || this.arena === null ? subnet.tao : this.arena.words.tao[place];
    return sum;
  }

  private set(place: number, network: CreditNetwork): void {
    this.networks[place] = network;
    this.isFresh[place] = true;
    if (!this.isLoaded || this.arena === null) return;
    if (fitsKernel(network, this.setting)) writeNetwork(this.arena, place, network);
    else this.unload();
  }

  private unload(): void {
    const { networks } = this.state();
    this.networks = [...networks];
    this.isLoaded = false;
  }

  private writeRest(arena: CreditArena): void {
    let free = 0n;
    for (const rao of this.rest.balances.values()) free += rao;
    writeWorld(arena, this.rest, free, this.setting);
  }

  /** The arena with this world in it; null where the kernel cannot hold it. */
  private loaded(): CreditArena | null {
    const { arena } = this;
    if (arena === null || this.isLoaded) return arena;
    const fits = this.networks.every((network) => fitsKernel(network, this.setting));
    if (!fits || this.networks.some(({ subnet }) => subnet.netuid === 0)) return null;
    for (const [place, network] of this.networks.entries()) writeNetwork(arena, place, network);
    this.writeRest(arena);
    this.isLoaded = true;
    return arena;
  }

  private makeByText(epochOf: NetworkEpoch): void {
    const { networks, ...rest } = nextBlock(creditRules, this.state(), this.setting, epochOf);
    this.networks = [...networks];
    this.isFresh.fill(true);
    this.rest = rest;
    this.isLoaded = false;
    this.textBlocks += 1;
  }

  private makeByKernel(arena: CreditArena, until: Block, epochOf: NetworkEpoch): void {
    const { block, ending } = arena.run(this.block, until);
    if (block > this.block) this.isFresh.fill(false);
    this.rest = { ...this.rest, block, books: readBooks(arena, this.rest.books) };
    if (ending === 'unbalanced') {
      checkBooks(creditRules, this.state());
      throw new UnbalancedBooks(
        `block ${block}: RAO are in no place or in two: the kernel made or lost RAO; the run stops`,
      );
    }
    if (ending === 'epochs') this.distributeAll(arena, epochOf);
    if (ending === 'refused') this.makeByText(epochOf);
  }

  private distributeAll(arena: CreditArena, epochOf: NetworkEpoch): void {
    for (let place = 0; place < this.networks.length; place++)
      if (arena.counts.due[place] !== 0) this.distributeOne(place, readWaited(arena, place), epochOf);
  }

  private distributeOne(place: number, waiting: WaitingAlpha, epochOf: NetworkEpoch): void {
    const due = { waiting, rest: this.rest, epochOf };
    if (this.owns === ownsAll) {
      this.set(place, this.distributed(this.present(place), due));
      return;
    }
    this.set(place, paidElsewhere(this.present(place), waiting));
    const before = this.deferred.get(place);
    if (before !== undefined) this.distributeDeferred(place, before);
    if (this.owns(this.networks[place].subnet.netuid)) this.deferred.set(place, due);
  }

  private distributeDeferred(place: number, due: Deferred): void {
    this.deferred.delete(place);
    const network = notPaidElsewhere(this.present(place), due.waiting);
    const after = this.distributed(network, due);
    refuseUnshared(network, after);
    this.set(place, after);
  }

  /** A network after an epoch that was due when the rest of the world was `rest`. */
  private distributed(network: CreditNetwork, { waiting, rest, epochOf }: Deferred): CreditNetwork {
    const { server, validator, root } = waiting;
    const due = { netuid: network.subnet.netuid, alpha: server + validator + root, waiting };
    const [after] = distribute(
      creditRules,
      { ...rest, networks: [network] },
      this.setting,
      due,
      epochOf,
    ).networks;
    checkAlpha(creditRules, after, rest.block);
    return after;
  }
}

/** An epoch that is due, and the world outside its network as it was then. */
interface Deferred {
  readonly waiting: WaitingAlpha;
  readonly rest: Omit<CreditNetworks, 'networks'>;
  readonly epochOf: NetworkEpoch;
}

const ownsAll = (): boolean => true;

/** Throws a RangeError where an epoch did what the other worlds that share the networks do not hear of. */
function refuseUnshared({ books }: CreditNetwork, after: CreditNetwork): void {
  const { netuid, minerBurned } = after.subnet;
  if (minerBurned !== 0n || after.books.issued !== books.issued)
    throw new RangeError(
      `netuid ${netuid} must neither withhold nor recycle where several worlds share the networks; it withheld ${minerBurned} bits and recycled ${books.issued - after.books.issued} RAO: run it in one world`,
    );
}

/** A network after an epoch that another world has, or that waits: all that waited for it is outside. */
function paidElsewhere(network: CreditNetwork, waiting: WaitingAlpha): CreditNetwork {
  const subnet = creditRules.settle(network.subnet, { recycled: 0n, withheld: 0n });
  const outside = network.books.outside + sumOf(waiting);
  return { ...network, subnet, books: { ...network.books, outside } };
}

/** The same network before that epoch. */
const notPaidElsewhere = (network: CreditNetwork, waiting: WaitingAlpha): CreditNetwork => ({
  ...network,
  books: { ...network.books, outside: network.books.outside - sumOf(waiting) },
});

const sumOf = ({ server, validator, root, ownerCut }: WaitingAlpha): bigint =>
  server + validator + root + ownerCut;
