import type { Network } from '../../sim/network.ts';
import type { Block, Serial, Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import type { Arrivals } from '../arrivals.ts';
import type { Candidate } from '../candidate.ts';
import type { Admission, Connection } from '../connection.ts';
import { isFarmerKey } from '../immunityFarmer.ts';
import { type FeederDemand, meetsDemand } from './feederRule.ts';
import { isKin } from './kinship.ts';
import { Members } from './members.ts';

/** How two networks are joined. */
export interface FeederLink extends FeederDemand {
  readonly seed: string;
  /** Share of people whose model is worth the same at both. */
  readonly correlation: number;
  /** A member of the feeder that meets the demand is registered whatever the price says. */
  readonly promotes: boolean;
}

/** Someone takes a slot. */
export type Seating = (uid: Uid, candidate: Candidate, block: Block) => void;

/** Who is told of those who come. */
export interface GateListener {
  /** Someone looks at the higher network. */
  readonly met: (candidate: Candidate) => void;
  /** Someone took a slot in the feeder. */
  readonly entered: Seating;
  /** Someone took a slot in the higher network. */
  readonly seated: Seating;
}

/**
 * The gate between a feeder and a higher network. The same people look at both. Not connected, each network lets in whom it will.
 * Connected, the higher one is open to members of the feeder that meet its demand; they look at its price as long as they hold a slot
 * in the feeder, and others have no business there.
 */
export class FeederGate {
  readonly feederSide: Connection;
  readonly higherSide: Connection;
  /** Hotkeys that the higher network has put out and that still hold their slots there. */
  readonly expelled = new Set<Serial>();
  private readonly link: FeederLink;
  private feeder: World | null = null;
  private inFeeder: Members | null = null;
  private inHigher: Members | null = null;
  private higherArrivals: Arrivals | null = null;

  constructor(link: FeederLink, { met, entered, seated }: GateListener) {
    this.link = link;
    const { seed, correlation } = link;
    this.feederSide = {
      crowdSeed: seed,
      seedOf: (person) => (isKin(seed, person, correlation) ? seed : feederSeed(seed)),
      admission: () => 'open',
      seated: (uid, candidate, block) => {
        entered(uid, candidate, block);
        this.send(candidate, block);
      },
    };
    this.higherSide = {
      crowdSeed: seed,
      seedOf: () => seed,
      admission: (candidate) => {
        met(candidate);
        return this.admission(candidate);
      },
      seated: (uid, candidate, block) => {
        this.expelled.delete(candidate.serial);
        seated(uid, candidate, block);
      },
    };
  }

  get isConnected(): boolean {
    return this.link.percentile > 0;
  }

  /** Both worlds are founded: the gate opens. */
  join(feeder: World, higher: Readonly<Network>, higherArrivals: Arrivals): void {
    this.feeder = feeder;
    this.inFeeder = new Members(feeder.network);
    this.inHigher = new Members(higher);
    this.higherArrivals = higherArrivals;
  }

  /** Whether a hotkey is registered in the feeder and meets the demand now. */
  meets(hotkey: Serial): boolean {
    const uid = this.inFeeder?.uidOf(hotkey) ?? null;
    return uid !== null && this.feeder !== null && meetsDemand(this.link, this.feeder, uid);
  }

  /** Uid of a hotkey in the feeder; null: it holds none. */
  feederUid(hotkey: Serial): Uid | null {
    return this.inFeeder?.uidOf(hotkey) ?? null;
  }

  /** A hotkey is out of the higher network; as a member of the feeder it may come again. */
  expel(hotkey: Serial, block: Block): void {
    this.expelled.add(hotkey);
    if (!isFarmerKey(hotkey) && this.higherArrivals !== null)
      this.expect(this.higherArrivals.person(hotkey, block), block);
  }

  /** A member of the feeder looks at the higher network from now on. */
  private send(candidate: Candidate, block: Block): void {
    if (!this.isConnected || this.higherArrivals === null) return;
    const { serial } = candidate;
    this.expect(isFarmerKey(serial) ? candidate : this.higherArrivals.person(serial, block), block);
  }

  private expect(candidate: Candidate, block: Block): void {
    const insistent = candidate.insistent || this.link.promotes;
    this.higherArrivals?.expect({ ...candidate, insistent, tireless: true }, block);
  }

  private admission({ serial, tireless }: Candidate): Admission {
    if (!this.isConnected) return 'open';
    if (tireless !== true || this.feederUid(serial) === null) return 'gone';
    if ((this.inHigher?.uidOf(serial) ?? null) !== null) return this.expelled.has(serial) ? 'closed' : 'gone';
    return this.meets(serial) ? 'open' : 'closed';
  }
}

/** Names the luck of a feeder: its noise, and the models of those who are worth something else there. */
export const feederSeed = (seed: string): string => `${seed} feeder`;
