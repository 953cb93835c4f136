import type { Claim } from '../subnets/dissolve.ts';
import type { LockState } from '../subnets/lockCost.ts';
import type { PricedSubnet as PrunedSubnet } from '../subnets/subnetPrune.ts';
import { type Block, type Blocks, type Netuid, raoPerTao, type TaoRao } from '../units.ts';
import type { Numbered, StakePool } from './networksState.ts';

/** Hyperparameters of how networks come and go. */
export interface FoundingSetting {
  /** Least price of a network (NetworkMinLockCost). */
  readonly minLock: TaoRao;
  /** Blocks in which the price falls back to what the last one paid, at a block that mints one TAO (NetworkLockReductionInterval). */
  readonly lockInterval: Blocks;
  /** Blocks between two that are founded (NetworkRateLimit). */
  readonly rateLimit: Blocks;
  /** Networks at most, root not counted (SubnetLimit); dtao-2025 has none. */
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

/** The same of 2025: an owner waits for a week before its start call (subtensor v2.0.11). */
export const foundingOf2025: FoundingSetting = { ...usualFounding, startCallDelay: 50_400 };

/** A network that is founded, as its subnet is made. */
export interface NewNetwork {
  readonly netuid: Netuid;
  /** The last block made. */
  readonly block: Block;
  /** RAO of TAO. */
  readonly paid: TaoRao;
}

/** How networks come and go under a ruleset: pure functions over the subnets it knows. */
export interface FoundingRules<Subnet extends Numbered, Pool extends StakePool> {
  /** RAO of TAO that a network costs after `block`; `issuance`: RAO of TAO. */
  cost(state: LockState, block: Block, issuance: TaoRao): TaoRao;
  /** Whether there is a block before which none is founded. */
  readonly hasStartBlock: boolean;
  /** Whether there is a limit, at which one makes room for a new one. */
  readonly hasLimit: boolean;
  /** Whether every hotkey of root becomes a parent of the owner's. */
  readonly rootLends: boolean;
  /** The subnet with its first pool; what that does not hold of the price leaves the issuance. */
  newSubnet(founded: NewNetwork, others: readonly Subnet[], setting: FoundingSetting): Subnet;
  /** As a network that may have to make room is rated. */
  rated(subnet: Subnet): Pick<PrunedSubnet, 'dynamic' | 'movingPrice'>;
  isStarted(subnet: Subnet): boolean;
  /** The subnet whose first block with an emission this is. */
  started(subnet: Subnet, firstEmissionBlock: Block): Subnet;
  /** What a dissolution reads; null: it is not built. */
  readonly removal: {
    /** TAO per alpha in the pool, U64F64 bits. */
    priceOf(subnet: Subnet): bigint;
    /** Alpha by coldkey, in their order. */
    claimsOn(pool: Pool): readonly Claim[];
  } | null;
}
