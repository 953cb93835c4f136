import { type LockState, lockCostByEmission } from '../subnets/lockCost.ts';
import { type Block, type Blocks, raoPerTao, type TaoRao } from '../units.ts';
import type { NetworksRuleset } from './networksRules.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';

/** Hyperparameters of how networks come and go. */
export interface FoundingSetting {
  /** Least price of a network (NetworkMinLockCost). */
  readonly minLock: TaoRao;
  /** Blocks in which the price falls back to what the last one paid, at a block that mints one TAO (NetworkLockReductionInterval). */
  readonly lockInterval: Blocks;
  /** Blocks between two that are founded (NetworkRateLimit). */
  readonly rateLimit: Blocks;
  /** Networks at most, root not counted (SubnetLimit). */
  readonly limit: number;
  /** Blocks in which a network cannot be dissolved for another (NetworkImmunityPeriod). */
  readonly immunity: Blocks;
  /** None is founded before it, and owners from before it may get their lock back (NetworkRegistrationStartBlock). */
  readonly registrationStartBlock: Block;
  /** Of networks from after it the alpha in the pool is the chain's claim too when they are dissolved. */
  readonly refundDeploymentBlock: Block;
  /** Blocks from the founding to the owner's start call (StartCallDelay). */
  readonly startCallDelay: Blocks;
  /** u16 share of a subnet's alpha for its owner. */
  readonly ownerCut: number;
  /** Of a new network. */
  readonly tempo: Blocks;
  /** u16 share of what is swapped in a new network. */
  readonly feeRate: number;
  /** Blocks after which the price of a new network has half of its weight in the moving price. */
  readonly halvingBlocks: Blocks;
}

/** The chain's defaults (subtensor v3.4.9). The two blocks of root's choice are 0: all networks are from after them. */
export const usualFounding: FoundingSetting = {
  minLock: 1000n * BigInt(raoPerTao),
  lockInterval: 100_800,
  rateLimit: 7200,
  limit: 128,
  immunity: 1_296_000,
  registrationStartBlock: 0,
  refundDeploymentBlock: 0,
  startCallDelay: 0,
  ownerCut: 11_796,
  tempo: 360,
  feeRate: 33,
  halvingBlocks: 201_600,
};

/** RAO of TAO that a new network costs after the last block made (subtensor v3.4.9 subnets/subnet.rs, get_network_lock_cost()). */
export const networkCost = (
  state: Pick<NetworksState<Numbered, StakePool>, 'block' | 'books' | 'lastFounded'>,
  setting: FoundingSetting,
): TaoRao => lockCostByEmission(lockStateOf(state, setting), state.block, state.books.issued);

/** A world that has founded none begins at the least price. */
const lockStateOf = (
  { lastFounded }: Pick<NetworksState<Numbered, StakePool>, 'lastFounded'>,
  { minLock, lockInterval }: FoundingSetting,
): LockState => ({
  lastLock: lastFounded?.lock ?? minLock,
  lastBlock: lastFounded?.block ?? 0,
  minLock,
  interval: lockInterval,
});

/** Why creation and removal are not built; null: they are. */
const unbuilt: Readonly<Record<NetworksRuleset, string | null>> = {
  'dtao-2025': 'what holders of alpha got back at a removal by root is not known',
  'flow-2025': 'what a new pool began with is not known to the RAO',
  'flow-2026': 'what a new pool began with is not known to the RAO',
  'burn-2026': null,
  'autumn-2026':
    'the queues of new and old networks are worked off in the idle time of blocks, which a world does not have',
};

/** Throws a RangeError under rules whose creation and removal of networks are not built. */
export function checkFounding({ ruleset }: { readonly ruleset: NetworksRuleset }): void {
  const reason = unbuilt[ruleset];
  if (reason !== null)
    throw new RangeError(
      `networks cannot be created or removed under ${ruleset}: ${reason}; rules that can: burn-2026`,
    );
}
