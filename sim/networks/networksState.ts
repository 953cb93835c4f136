import type { ChildEdge, RecycleOrBurn } from '../drain/subnetStakes.ts';
import type { AlphaRao, Block, Netuid, Serial, TaoRao } from '../units.ts';
import type { ClaimType, RootClaims } from './rootClaims.ts';

/** What one network of a world needs to be told by: its rules say the rest. */
export interface Numbered {
  readonly netuid: Netuid;
}

/** All stake on one hotkey, in whatever shares a version keeps it; RAO. */
export interface StakePool {
  readonly value: bigint;
}

/** A hotkey: one coldkey owns it in all networks. */
export interface Keyholder {
  readonly coldkey: Serial;
  /** u16 share of the dividends that the owner takes off its nominators'. */
  readonly take: number;
  /** u16 share that it takes, as a child, off the dividends of parents of another owner. */
  readonly childkeyTake: number;
}

/** Alpha of a subnet that is in no pool and on no hotkey, and how much there is of it at all. */
export interface AlphaBooks {
  /** Ever issued and not recycled, in the pool and outside. */
  readonly issued: AlphaRao;
  /** Was there when the world began, on hotkeys that it does not know. */
  readonly outside: AlphaRao;
  /** Dividends of root that stakers may claim. */
  readonly claimable: AlphaRao;
  /** Issued and owned by none: floored away, withheld, or without a taker. */
  readonly lost: AlphaRao;
}

/** TAO that is in no pool, on no hotkey and no coldkey, and how much there is of it at all. */
export interface TaoBooks {
  /** Ever minted and not recycled: the chain's TotalIssuance. */
  readonly issued: TaoRao;
  /** Existed when the world began, in accounts that it does not know. */
  readonly outside: TaoRao;
  /** Minted, or paid for root's alpha, and owned by none. */
  readonly lost: TaoRao;
}

/** When a network was founded, and what it cost. */
export interface Founded {
  readonly block: Block;
  /** RAO of TAO. */
  readonly lock: TaoRao;
}

/** A subnet and all who have staked on it. */
export interface NetworkState<Subnet extends Numbered, Pool extends StakePool> {
  /** As the coinbase of the ruleset has it. */
  readonly subnet: Subnet;
  readonly owner: { readonly coldkey: Serial; readonly hotkey: Serial } | null;
  readonly recycleOrBurn: RecycleOrBurn;
  readonly children: readonly ChildEdge[];
  /** Alpha, by hotkey. */
  readonly pools: ReadonlyMap<Serial, Pool>;
  /** Alpha that waits for the basket of a hotkey of root, by hotkey; of autumn-2026 alone. */
  readonly baskets?: ReadonlyMap<Serial, AlphaRao>;
  /** Who may claim `books.claimable`; absent where the world keeps no claims. */
  readonly rootClaims?: RootClaims;
  /** Absent: at block 0, for nothing. */
  readonly founded?: Founded;
  readonly books: AlphaBooks;
}

/** Several networks on one chain, between two blocks: data alone. */
export interface NetworksState<Subnet extends Numbered, Pool extends StakePool> {
  /** The last block made. */
  readonly block: Block;
  readonly hotkeys: ReadonlyMap<Serial, Keyholder>;
  /** Free TAO, by coldkey. */
  readonly balances: ReadonlyMap<Serial, TaoRao>;
  /** TAO staked on root, by hotkey. */
  readonly rootPools: ReadonlyMap<Serial, Pool>;
  /** TAO on root as the chain counts it (SubnetTAO of netuid 0): without the dividends that v2.0.11 paid there. */
  readonly rootTao: TaoRao;
  /** Ascending by netuid, root not among them. */
  readonly networks: readonly NetworkState<Subnet, Pool>[];
  /** Bar of the gate between the networks, U64F64 bits; of autumn-2026 alone. */
  readonly bar?: bigint;
  /** What coldkeys do with dividends of root that they claim, by coldkey, usually `swap`; absent: the world keeps no claims. */
  readonly claimTypes?: ReadonlyMap<Serial, ClaimType>;
  /** The last network that was founded; absent: none was. */
  readonly lastFounded?: Founded;
  readonly books: TaoBooks;
}
