import type { Serial } from '../units.ts';

/** A hotkey as the drain of an epoch reads it; amounts as they are before the drain. */
export interface DrainedHotkey {
  /** Serial of the coldkey that owns it. */
  readonly coldkey: Serial;
  /** u16 share of the dividends that the owner takes off its nominators'. */
  readonly take: number;
  /** u16 share that it takes, as a child, off the dividends of parents of another owner. */
  readonly childkeyTake: number;
  /** Alpha on this subnet over all coldkeys, RAO. */
  readonly alphaStake: bigint;
  /** TAO on the root network over all coldkeys, RAO. */
  readonly rootStake: bigint;
  /** Holds a uid of this subnet. */
  readonly seated: boolean;
  /** Holds a uid of the root network; read from spec 475 on. */
  readonly onRoot: boolean;
}

/** A parent lends a share of its stake to a child on this subnet. */
export interface ChildEdge {
  readonly parent: Serial;
  readonly child: Serial;
  /** u64 share of the parent's stake. */
  readonly proportion: bigint;
}

export const recycleOrBurnModes = ['burn', 'recycle'] as const;
/** The chain's enum RecycleOrBurn: what is withheld stays issued (burn) or leaves the issuance (recycle). */
export type RecycleOrBurn = (typeof recycleOrBurnModes)[number];

/** What is known of each hotkey: a Map, or what answers like one. */
export interface StakesByHotkey {
  get(hotkey: Serial): DrainedHotkey | undefined;
}

/** What the drain of an epoch reads of a subnet. */
export interface SubnetStakes {
  readonly hotkeys: StakesByHotkey;
  /** In the order in which they are stored. */
  readonly children: readonly ChildEdge[];
  /** Null: the subnet has no owner. */
  readonly owner: { readonly coldkey: Serial; readonly hotkey: Serial } | null;
  /** Hotkey to which a coldkey has its incentives staked, by coldkey. */
  readonly autoStake: ReadonlyMap<Serial, Serial>;
  readonly recycleOrBurn: RecycleOrBurn;
  /** u64 share at which a RAO of TAO on root counts beside one of alpha. */
  readonly taoWeight: bigint;
  /** u64 share of a parent's dividends that is recycled where its child has another owner. */
  readonly childkeyBurn: bigint;
}

/** A hotkey of the subnet. Throws a RangeError where it is not known. */
export function hotkeyOf({ hotkeys }: Pick<SubnetStakes, 'hotkeys'>, hotkey: Serial): DrainedHotkey {
  const known = hotkeys.get(hotkey);
  if (known === undefined)
    throw new RangeError(
      `hotkey ${hotkey} has dividends or children but is not among the subnet's hotkeys; add its stakes`,
    );
  return known;
}

/**
 * Whether a hotkey's incentive is withheld: each of the owner's coldkey that holds a uid here, and the owner's own hotkey
 * where it holds one, of whatever coldkey (subtensor v3.2.8 on, run_coinbase.rs get_owner_hotkeys(), #2034).
 */
export function isOwners(subnet: SubnetStakes, hotkey: Serial): boolean {
  const { owner } = subnet;
  const { coldkey, seated } = hotkeyOf(subnet, hotkey);
  return seated && (coldkey === owner?.coldkey || hotkey === owner?.hotkey);
}
