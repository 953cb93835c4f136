import type { FlowSetting } from '../coinbase/flowCoinbase.ts';
import type { GateParameters } from '../coinbase/gateShares.ts';
import type { ByHotkey, Credit, Earned } from '../drain/drainEpoch.ts';
import type { SubnetStakes } from '../drain/subnetStakes.ts';
import type { RulesetName } from '../rulesets.ts';
import type { AlphaRao, Block, Netuid, Serial, TaoRao } from '../units.ts';
import type { FoundingRules } from './foundingRules.ts';
import type { Numbered, StakePool } from './networksState.ts';

/**
 * Rules under which several networks with alpha can run: rulesets, and two years of emission by flow, which changed what a network gets
 * and nothing within it.
 */
export type NetworksRuleset =
  | Extract<RulesetName, 'dtao-2025' | 'burn-2026' | 'autumn-2026'>
  | 'flow-2025'
  | 'flow-2026';

/** What all networks share, as hyperparameters of the chain. */
export interface NetworksSetting {
  /** u64 share at which a RAO of TAO on root counts beside one of alpha. */
  readonly taoWeight: bigint;
  /** u16 share of a subnet's alpha for its owner. */
  readonly ownerCut: number;
  /** Weight of the present price in the moving one, I96F32 bits. */
  readonly movingAlpha: bigint;
  /** Epochs in one block at most; read by burn-2026 and autumn-2026. */
  readonly maxEpochsPerBlock: number;
  /** How flows become shares; read by flow-2025 and flow-2026, `usualFlow` if absent. */
  readonly flow?: FlowSetting;
  /** The gate; read by autumn-2026, `usualGate` if absent. */
  readonly gate?: GateParameters;
}

/** What a subnet's part of the coinbase holds, RAO. */
export interface Holdings {
  readonly tao: TaoRao;
  readonly alphaIn: AlphaRao;
  readonly alphaOut: AlphaRao;
  /** Of `alphaOut`: waits for the next epoch. */
  readonly waitingAlpha: AlphaRao;
  /** Waits for root. */
  readonly waitingTao: TaoRao;
  /** Of `alphaOut`: bought by the chain and kept. */
  readonly chainAlpha: AlphaRao;
}

/** What waited for an epoch that is now due. */
export interface DueEpoch<Waiting> {
  readonly netuid: Netuid;
  /** Shared out by the epoch. */
  readonly alpha: AlphaRao;
  readonly waiting: Waiting;
}

/** One block of a coinbase. `issued` and `lost` are by netuid; a subnet without an emission is not in them. */
export interface CoinbaseBlock<Subnet, Waiting> {
  readonly subnets: readonly Subnet[];
  readonly mintedTao: TaoRao;
  readonly lostTao: TaoRao;
  readonly issued: ReadonlyMap<Netuid, AlphaRao>;
  readonly lost: ReadonlyMap<Netuid, AlphaRao>;
  readonly epochs: readonly DueEpoch<Waiting>[];
  /** Of autumn-2026: the bar of the gate, U64F64 bits. */
  readonly bar?: bigint;
}

/** Where the alpha and TAO that waited for an epoch go. */
export interface NetworkDrain {
  /** RAO that are distributed: of alpha, and of TAO for root. */
  readonly alpha: AlphaRao;
  readonly tao: TaoRao;
  readonly credits: readonly Credit[];
  readonly rootCredits: readonly Credit[];
  readonly claimable: AlphaRao;
  /** By hotkey: what a RAO of TAO on root may claim of it, I96F32 bits. */
  readonly claimRates: ByHotkey;
  /** Share of the incentives that was withheld from the owner, U96F32 bits. */
  readonly withheld: bigint;
}

/** A swap in a subnet's pool; null: refused. */
export type PoolSwap<Subnet> = {
  readonly subnet: Subnet;
  /** Was given and came out, RAO. */
  readonly paid: bigint;
  readonly received: bigint;
  /** Of `paid`: did not enter the pool. */
  readonly fee: bigint;
} | null;

/** Whether a swap pays the pool's fee. */
export type Charge = 'free' | 'charged';

/** What becomes of the alpha that a sale pays as its fee: it is staked for the block's author, or sold for it. */
export type SaleFee = 'staked' | 'sold';

/** How a version keeps stake in shares. */
export interface ShareRules<Pool> {
  readonly empty: Pool;
  /** Throws a RangeError at a pool that no movements lead to. */
  check(pool: Pool): void;
  valueOf(pool: Pool, coldkey: Serial): bigint;
  creditOne(pool: Pool, coldkey: Serial, rao: bigint): Pool;
  creditAll(pool: Pool, rao: bigint): Pool;
  /** `moved`: RAO removed. */
  debitOne(pool: Pool, coldkey: Serial, rao: bigint): { readonly pool: Pool; readonly moved: bigint };
}

/** What a ruleset does with several networks: pure functions over the states it knows. */
export interface NetworksRules<Subnet extends Numbered, Waiting, Pool extends StakePool> {
  readonly ruleset: NetworksRuleset;
  readonly shares: ShareRules<Pool>;
  /** Throws a RangeError at a subnet that no blocks lead to, as one whose pool has an empty side. */
  checkSubnet(subnet: Subnet): void;
  holdings(subnet: Subnet): Holdings;
  coinbase(
    subnets: readonly Subnet[],
    chain: {
      readonly block: Block;
      readonly issued: TaoRao;
      readonly rootTao: TaoRao;
      /** Of autumn-2026: the bar that the last block left, U64F64 bits. */
      readonly bar?: bigint;
    },
    setting: NetworksSetting,
  ): CoinbaseBlock<Subnet, Waiting>;
  drain(stakes: SubnetStakes, due: DueEpoch<Waiting>, epoch: readonly Earned[]): NetworkDrain;
  /** A subnet after its epoch: alpha that was recycled leaves the issuance, and `withheld` is remembered where shares are cut by it. */
  settle(subnet: Subnet, epoch: { readonly recycled: AlphaRao; readonly withheld: bigint }): Subnet;
  /** Null: the fees of these rules are not built, so that a charged swap is refused. */
  readonly saleFee: SaleFee | null;
  /** Whether stake may be added (SubtokenEnabled). */
  isOpen(subnet: Subnet): boolean;
  /** Without a charge where it is left out. */
  buy(subnet: Subnet, tao: TaoRao, charge?: Charge): PoolSwap<Subnet>;
  sell(subnet: Subnet, alpha: AlphaRao, charge?: Charge): PoolSwap<Subnet>;
  /** How networks come and go. Null: that is not built. */
  readonly founding: FoundingRules<Subnet, Pool> | null;
  /** Sells dividends of root that were claimed, without a charge. Null: root's dividends are not claimed under these rules. */
  readonly sellForRoot: ((subnet: Subnet, alpha: AlphaRao) => PoolSwap<Subnet>) | null;
}
