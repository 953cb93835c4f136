import { clampedI64F64, U96F32, u64Max } from '../math/saturating.ts';
import type { AlphaRao, Serial, TaoRao } from '../units.ts';

/** A hotkey's own stakes over all coldkeys. */
export interface OwnStake {
  /** On this subnet. */
  readonly alphaStake: AlphaRao;
  /** On root. */
  readonly rootStake: TaoRao;
}

/** Stakes behind a subnet, and who lends to whom. */
export interface LentStakes {
  readonly hotkeys: { get(hotkey: Serial): OwnStake | undefined; readonly size: number };
  /** A parent lends a u64 share of both stakes to a child on this subnet. */
  readonly children: readonly {
    readonly parent: Serial;
    readonly child: Serial;
    readonly proportion: bigint;
  }[];
  /** u64 share at which a RAO of TAO on root counts beside one of alpha. */
  readonly taoWeight: bigint;
}

/** What stands behind a hotkey on a subnet. */
export interface StakeWeight {
  readonly alpha: AlphaRao;
  readonly tao: TaoRao;
  /** alpha + tao · weight: the stake that an epoch reads, I64F64. */
  readonly total: bigint;
}

/**
 * Stake of a hotkey on a subnet: what it keeps of its own and what parents lend it, of alpha and of TAO on root, which counts on every
 * subnet at once. Not for root itself, where a hotkey has its own stake alone. Throws a RangeError at a hotkey that is not known
 * (subtensor v2.0.0 on, epoch/math.rs and staking/stake_utils.rs, get_stake_weights_for_network()).
 */
export function stakeWeight(stakes: LentStakes, hotkey: Serial): StakeWeight {
  const { alphaStake: alpha, rootStake: tao } = standingStake(stakes, hotkey);
  const { add, fromInt, mul } = clampedI64F64;
  if (tao === 0n) return { alpha, tao, total: fromInt(alpha) };
  const weight = U96F32.convert(U96F32.ratio(stakes.taoWeight, u64Max), clampedI64F64);
  return { alpha, tao, total: add(fromInt(alpha), mul(fromInt(tao), weight)) };
}

/** Both stakes that a hotkey has after lending and borrowing. */
const standingStake = (stakes: LentStakes, hotkey: Serial): OwnStake =>
  stakes.children.length === 0
    ? stakeOf(stakes, hotkey)
    : {
        alphaStake: inherited(stakes, hotkey, ({ alphaStake }) => alphaStake),
        rootStake: inherited(stakes, hotkey, ({ rootStake }) => rootStake),
      };

/** RAO of one kind: own, less what is lent to children (at least 0), with what parents lend. */
function inherited(stakes: LentStakes, hotkey: Serial, rao: (stake: OwnStake) => bigint): bigint {
  const { add, fromInt, mul, ratio, sub, whole } = U96F32;
  const part = (lender: Serial, proportion: bigint) =>
    mul(fromInt(rao(stakeOf(stakes, lender))), ratio(proportion, u64Max));
  const lent = stakes.children
    .filter(({ parent }) => parent === hotkey)
    .map(({ proportion }) => part(hotkey, proportion));
  const borrowed = stakes.children
    .filter(({ child }) => child === hotkey)
    .map(({ parent, proportion }) => part(parent, proportion));
  const kept = sub(fromInt(rao(stakeOf(stakes, hotkey))), lent.reduce(add, 0n));
  return whole(add(kept, borrowed.reduce(add, 0n)));
}

function stakeOf({ hotkeys }: LentStakes, hotkey: Serial): OwnStake {
  const known = hotkeys.get(hotkey);
  if (known === undefined)
    throw new RangeError(
      `hotkey ${hotkey} is not among the ${hotkeys.size} hotkeys with stakes; add its stakes`,
    );
  return known;
}
