import type { Block, Uid } from '../../sim/units.ts';
import type { Candidate } from '../candidate.ts';
import type { Miner } from '../miner.ts';
import { cpu } from './hardware.ts';
import type { MarketPlace } from './marketPlace.ts';
import type { Outlooks } from './outlooks.ts';
import { type Person, personOf } from './person.ts';
import {
  bestChange,
  bestDevice,
  largestFor,
  minerOn,
  type Plans,
  rentPerDay,
  type Terms,
} from './prospects.ts';

/** What a market tells newcomers. */
export interface Prospectus {
  readonly outlooks: Outlooks;
  readonly plans: Plans;
  terms(block: Block): Terms;
  /** What a person brings by what is known at present. */
  equip(person: Person, serial: number): Person;
}

/** Newcomers to a market: the miner behind each, and the device that suits it best. */
export class Entrants {
  private readonly place: MarketPlace;
  private readonly market: Prospectus;

  constructor(place: MarketPlace, market: Prospectus) {
    this.place = place;
    this.market = market;
  }

  /**
   * A candidate with the device that suits its model best at present: its model shrinks to what that can answer with.
   * A newcomer without a model rents nothing.
   */
  outfit(candidate: Candidate, block: Block): Candidate {
    if (candidate.miner.responds === 0) return candidate;
    const { qualityModel } = this.place;
    const { outlooks, plans } = this.market;
    const person = this.personOf(candidate.serial, candidate.miner);
    const believed = { ...person, misconfigured: false };
    const change = bestChange(believed, cpu, outlooks.expected(block), this.market.terms(block), plans);
    const device = change?.device ?? cpu;
    const miner = minerOn(person, device, outlooks.present);
    const sound = (one: Miner) => qualityModel.qualityOf({ ...one, misconfigured: false });
    return {
      ...candidate,
      miner,
      quality: qualityModel.qualityOf(miner),
      belief: (candidate.belief * sound(miner)) / sound(candidate.miner),
      means: { person, device, change },
    };
  }

  /** A founder and the device that suits it best; one that was `seen` to answer has what it takes. */
  founder(uid: Uid, miner: Miner, seen: boolean): { readonly person: Person; readonly device: number } {
    const { network, start } = this.place;
    const { outlooks } = this.market;
    const drawn = this.personOf(network.hotkey[uid], miner);
    const needsGpu = seen && miner.size > largestFor(drawn, cpu, outlooks.present);
    const person = { ...drawn, hasGpus: drawn.hasGpus || needsGpu };
    return { person, device: bestDevice(person, outlooks.expected(start), this.market.terms(start)) };
  }

  /** TAO that a candidate's device would cost it in so many days. */
  runningCost({ means }: Candidate, days: number, block: Block): number {
    const { person, device } = means!;
    const { outlooks } = this.market;
    return (days * rentPerDay(person, outlooks.present.devices[device])) / this.market.terms(block).netPrice;
  }

  private personOf(serial: number, miner: Miner): Person {
    const { seed, hyperparameters } = this.place;
    return this.market.equip(personOf(seed, serial, miner, hyperparameters), serial);
  }
}
