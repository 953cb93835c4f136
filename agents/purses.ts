import { taoPerUnit } from '../sim/money.ts';
import { stakeAt } from '../sim/stake.ts';
import { type Rao, raoPerTao, type Tao, type Uid } from '../sim/units.ts';
import type { World } from '../sim/world.ts';

/** A slot that was paid for out of a purse. Plain data. */
interface Holding {
  readonly purse: string;
  /** RAO on the hotkey when it took the slot: that is not income. */
  readonly brought: Rao;
  /** RAO on it when last looked at. */
  seen: Rao;
}

/**
 * What adversaries have to spend. A slot costs what it costs; what it earned is in the purse when the slot is lost, at the price of
 * that moment: until then it is stake.
 */
export class Purses {
  private readonly world: World;
  /** [purse] TAO spent less TAO earned; a purse that is not named has not been opened. */
  private readonly spent = new Map<string, Tao>();
  private readonly holdings = new Map<Uid, Holding>();

  constructor(world: World) {
    this.world = world;
  }

  /** Whether a purse can pay a price; each holds `scenario.adversaryBudget` at first. */
  affords(purse: string, price: Tao): boolean {
    const budget = this.world.hyperparameters['scenario.adversaryBudget'];
    return price <= budget - (this.spent.get(purse) ?? 0);
  }

  /** Before anyone takes a slot: what those hold that may lose theirs. */
  look(): void {
    for (const [uid, holding] of this.holdings) holding.seen = this.stakeOf(uid);
  }

  /** The slot went to another: what it earned is there to be spent. */
  lost(uid: Uid): void {
    const holding = this.holdings.get(uid);
    if (holding === undefined) return;
    this.holdings.delete(uid);
    const earned = Math.max(0, holding.seen - holding.brought) / raoPerTao;
    this.enter(holding.purse, -earned * taoPerUnit(this.world));
  }

  /** A slot was taken and paid for. */
  bought(uid: Uid, purse: string, price: Tao): void {
    this.enter(purse, price);
    const brought = this.stakeOf(uid);
    this.holdings.set(uid, { purse, brought, seen: brought });
  }

  private enter(purse: string, tao: Tao): void {
    this.spent.set(purse, (this.spent.get(purse) ?? 0) + tao);
  }

  private stakeOf(uid: Uid): Rao {
    return stakeAt(this.world.network.stakes, uid);
  }
}
