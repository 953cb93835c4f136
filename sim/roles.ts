import type { Gate } from './chainState.ts';
import type { Payment } from './currency.ts';
import type { Hyperparameters } from './hyperparameters/registry.ts';
import type { Network, Newcomer } from './network.ts';
import type { Row } from './row.ts';
import type { Sale } from './sale.ts';
import type { Block, Rao, Serial, TaoPerAlpha, Uid } from './units.ts';
import type { World } from './world.ts';

/**
 * What a real participant can see: everything the chain publishes. What a miner is worth is not among it; an
 * agent that has to know what it pays to know asks the miners, with noise.
 */
export interface ChainView {
  readonly block: Block;
  readonly network: Readonly<Network>;
  readonly gate: Readonly<Gate>;
  readonly hyperparameters: Hyperparameters;
  /** RAO of a block that are shared out among miners by their incentive. */
  readonly minersPart: Rao;
  /** TAO for a unit of what the network pays in. */
  readonly price: TaoPerAlpha;
  /** What a newcomer may pay with. */
  readonly payments: readonly Payment[];
}

/** Sweeps the miners and sets weights at blocks of its own. */
export interface ValidatorRole {
  readonly uid: Uid;
  /** Its hotkey; once that has lost the uid, nothing it says is heard. */
  readonly serial: Serial;
  /** Of which mechanism its weights are, from 0; absent: the first. */
  readonly mechanism?: number;
  /** Block at which its present epoch ends. */
  readonly nextBlock: Block;
  /** Ends its epoch: the row it sets, or null if it has nothing to set. */
  weigh(view: ChainView): Row | null;
}

/** A candidate at the gate that enters now. */
export interface Application {
  readonly newcomer: Newcomer;
  readonly payment: Payment;
}

/** A candidate at the gate that gives up and does not come back. */
export interface Departure {
  readonly serial: Serial;
  /** Steady score that its miner would have had. */
  readonly quality: number;
}

/** All candidates outside, in the order of their arrival. */
export interface EntryRole {
  /** Next block at which anyone looks at the price. */
  readonly nextBlock: Block;
  /** One look at the price: the candidate that applies or gives up; null if neither happens this time. */
  ask(view: ChainView): Application | Departure | null;
  /** The block or the interval is full; the applicant asks again. */
  turnedAway(application: Application, view: ChainView): void;
  /** The applicant holds `uid` from now on. */
  seated(application: Application, uid: Uid, block: Block): void;
}

/** What happens to miners without their doing, at blocks of its own. */
export interface FailureRole {
  readonly nextBlock: Block;
  act(block: Block): void;
}

/** Payment for what runs, and decisions whether it goes on running, at blocks of its own. */
export interface MarketRole {
  readonly nextBlock: Block;
  /** Rents fall due: what is sold to pay them. */
  settle(view: ChainView): readonly Sale[];
  /** Upgrade, leave, learn: after the bills are paid. What is sold for it. */
  adapt(view: ChainView): readonly Sale[];
}

/** Changes of the rules of a running network, at blocks of its own. */
export interface GovernanceRole {
  readonly nextBlock: Block;
  act(world: World): void;
}

/** All agents that act on a network. */
export interface Cast {
  readonly validators: readonly ValidatorRole[];
  readonly entry: EntryRole;
  readonly failures: FailureRole;
  /** Absent: miners pay nothing. */
  readonly market?: MarketRole;
  /** Absent: the rules stay. */
  readonly governance?: GovernanceRole;
}
