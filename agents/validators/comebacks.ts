import { pay } from '../../sim/ledger.ts';
import { noiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import { readingOf } from '../../sim/rules/reading.ts';
import { type Block, type Blocks, raoPerTao, type Serial, type Uid } from '../../sim/units.ts';
import type { World } from '../../sim/world.ts';
import type { Candidate } from '../candidate.ts';
import { type MinerBook, withdraw } from '../minerBook.ts';
import type { Validator } from './validator.ts';

/** A validator that comes back when it has lost its slot. */
interface Returning {
  readonly validator: Validator;
  /** Whose purse pays for its slots: those of one kind act as one. */
  readonly kind: string;
  readonly coldkey: Serial;
  isSeated: boolean;
  /** RAO on its hotkey when it was last seen in its slot. */
  stake: bigint;
}

/**
 * Validators that are not honest and lose their slots register again when a slot pays, under the same key and with the stake that
 * they had. So the share of stake that a scenario states is held as long as they can afford it.
 */
export class Comebacks {
  private readonly world: World;
  private readonly book: MinerBook;
  private readonly seed: string;
  /** [hotkey] */
  private readonly cast = new Map<Serial, Returning>();

  constructor(world: World, book: MinerBook, seed: string) {
    this.world = world;
    this.book = book;
    this.seed = seed;
  }

  /** Lets a validator come back whenever it loses its slot. */
  enlist(validator: Validator, kind: string): void {
    const { coldkey, stakes } = this.world.network;
    const { uid, serial } = validator;
    const own = { coldkey: coldkey[uid], isSeated: true, stake: stakes.rao[uid] };
    this.cast.set(serial, { validator, kind, ...own });
  }

  /** Before anyone takes a slot: what those hold that may lose theirs. */
  look(): void {
    const { rao } = this.world.network.stakes;
    for (const one of this.cast.values()) if (one.isSeated) one.stake = rao[one.validator.uid];
  }

  /** The validator that has just lost `uid`, as a candidate, with the block at which it asks; null: it was none of them. */
  leaving(uid: Uid, block: Block, interval: Blocks): { candidate: Candidate; at: Block } | null {
    for (const one of this.cast.values()) {
      if (!one.isSeated || one.validator.uid !== uid) continue;
      one.isSeated = false;
      const own = noiseKey(this.seed, one.validator.serial, block);
      const at = block + 1 + Math.floor(uniformAt(noiseOf(own, 2)) * interval);
      return { candidate: candidateOf(one, at), at };
    }
    return null;
  }

  /** Gives a validator that came back its new slot, and its stake where it does not lie on the hotkey; false: it was none of them. */
  seated(uid: Uid, serial: Serial): boolean {
    const one = this.cast.get(serial);
    if (one === undefined) return false;
    one.isSeated = true;
    one.validator.moveTo(uid, this.world.block + readingOf(this.world.hyperparameters).weightsRateLimit);
    withdraw(this.book, uid);
    this.book.validator[uid] = 1;
    this.stakeAgain(uid, one);
    return true;
  }

  /** Where a slot's stake is paid out with it, the owner puts it on the hotkey again. */
  private stakeAgain(uid: Uid, { coldkey, stake }: Returning): void {
    const { network, ledger } = this.world;
    if (network.stakes.rao[uid] > 0n) return;
    const free = ledger.balances.get(coldkey) ?? 0n;
    const staked = free < stake ? free : stake;
    pay(ledger, coldkey, -staked);
    network.stakes.rao[uid] = staked;
  }
}

/** It brings no model, is in no hurry, and never gives up. */
const candidateOf = ({ validator, kind, coldkey, stake }: Returning, at: Block): Candidate => ({
  serial: validator.serial,
  arrived: at,
  miner: { size: 1, misconfigured: false, responds: 0 },
  quality: 0,
  belief: 0,
  costFactor: 1,
  insistent: false,
  tireless: true,
  owner: coldkey,
  purse: kind,
  stake: Number(stake) / raoPerTao,
});
