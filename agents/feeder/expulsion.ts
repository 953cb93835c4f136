import type { Block, Blocks, Serial, Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import { enter } from '../minerBook.ts';
import type { People } from '../scenarios/populate.ts';
import type { FeederGate } from './feederGate.ts';

/**
 * A nested network asks its miners again after each of its epochs. One that has not met the demand for a time of grace is put out: it is
 * asked nothing more, its scores are forgotten and its immunity is over, so that it is paid nothing and goes when the next one comes. No
 * chain has such a rule; this is its mildest form, for no slot is empty in between.
 */
export class Expulsion {
  private readonly gate: FeederGate;
  private readonly world: World;
  private readonly people: People;
  private readonly grace: Blocks;
  private readonly told: (uid: Uid) => void;
  /** [hotkey] block at which it met the demand last. */
  private readonly metAt = new Map<Serial, Block>();

  /** `told` hears of everyone who is about to be put out. */
  constructor(gate: FeederGate, world: World, people: People, grace: Blocks, told: (uid: Uid) => void) {
    this.gate = gate;
    this.world = world;
    this.people = people;
    this.grace = grace;
    this.told = told;
  }

  /** The higher network has stepped. */
  step(): void {
    const { network, block } = this.world;
    for (let uid = 0; uid < network.size; uid++) {
      const hotkey = network.hotkey[uid];
      if (this.people.book.validator[uid] || this.gate.expelled.has(hotkey)) continue;
      if (!this.metAt.has(hotkey) || this.gate.meets(hotkey)) this.metAt.set(hotkey, block);
      else if (block - (this.metAt.get(hotkey) ?? block) >= this.grace) this.putOut(uid, hotkey);
    }
  }

  private putOut(uid: Uid, hotkey: Serial): void {
    const { network, hyperparameters, block } = this.world;
    const { book, qualityModel, validators } = this.people;
    const model = book.models[uid];
    if (model === null) return;
    this.told(uid);
    book.models[uid] = { ...model, responds: 0 };
    enter(book, uid, qualityModel.answersOf({ ...model, responds: 0 }));
    for (const { scores } of validators) scores[uid] = 0;
    network.registrationBlock[uid] = Math.min(
      network.registrationBlock[uid],
      block - hyperparameters.immunityPeriod,
    );
    this.metAt.delete(hotkey);
    this.gate.expel(hotkey, block);
  }
}
