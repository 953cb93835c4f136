import { checkRao } from '../math/checkRao.ts';
import type { AlphaRao, Netuid, Serial, TaoRao } from '../units.ts';
import { checkBooks } from './books.ts';
import type { NetworksRules } from './networksRules.ts';
import type { NetworkState, NetworksState, Numbered, StakePool } from './networksState.ts';
import { rootStakeChanged } from './rootStake.ts';
import { chargeFor, checkTaker, type FeeTaker, feeSettled, withFeeInTao } from './swapFees.ts';

/** One coldkey's stake on one hotkey in one network. */
export interface StakePlace {
  readonly coldkey: Serial;
  readonly hotkey: Serial;
  /** 0: root. */
  readonly netuid: Netuid;
}

/** A world after a movement of stake, and what came of it, RAO: of alpha on a subnet, else of TAO. Refused: nothing moves, null. */
export interface StakeMoved<State> {
  readonly state: State;
  readonly received: bigint | null;
}

/**
 * Stakes free TAO: on root one for one, on a subnet for the alpha that it buys in the pool, where stake may be added at all. Without fees,
 * unless there is a `taker` of them. Throws a RangeError at a netuid or hotkey that does not exist, at more TAO than the coldkey has, at a
 * taker under rules whose fees are not built and at a pool with an empty side, before or after the swap (which the chain would make and
 * then have no price), and UnbalancedBooks where RAO were made or lost.
 */
export const addStake = <Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  at: StakePlace,
  tao: TaoRao,
  taker?: FeeTaker,
): StakeMoved<NetworksState<Subnet, Pool>> => checked(rules, stakeAdded(rules, before, at, tao, taker));

/** `addStake` without a look at the books: where many stake between two blocks, the next block checks them all at once. */
export function stakeAdded<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  at: StakePlace,
  tao: TaoRao,
  taker?: FeeTaker,
): StakeMoved<NetworksState<Subnet, Pool>> {
  checkPlace(before, at);
  checkRao('tao', tao);
  const free = before.balances.get(at.coldkey) ?? 0n;
  if (tao > free)
    throw new RangeError(
      `coldkey ${at.coldkey} has ${free} RAO of free TAO; received ${tao} to stake: stake at most what it has`,
    );
  const balances = new Map(before.balances).set(at.coldkey, free - tao);
  const credited = (pools: ReadonlyMap<Serial, Pool>, rao: bigint) =>
    new Map(pools).set(
      at.hotkey,
      rules.shares.creditOne(pools.get(at.hotkey) ?? rules.shares.empty, at.coldkey, rao),
    );
  if (at.netuid === 0) {
    const rootPools = credited(before.rootPools, tao);
    const state = { ...before, balances, rootPools, rootTao: before.rootTao + tao };
    return { state: rootStakeChanged(state, at.hotkey, at.coldkey, tao), received: tao };
  }
  const charge = chargeFor(rules, taker);
  const network = networkOf(before, at.netuid);
  if (!rules.isOpen(network.subnet)) return { state: before, received: null };
  rules.checkSubnet(network.subnet);
  const swapped = rules.buy(network.subnet, tao, charge);
  if (swapped === null) return { state: before, received: null };
  rules.checkSubnet(swapped.subnet);
  const after = { ...network, subnet: swapped.subnet, pools: credited(network.pools, swapped.received) };
  balances.set(at.coldkey, free - swapped.paid);
  const state = withNetwork({ ...before, balances }, after);
  return {
    state: taker === undefined ? state : withFeeInTao(state, swapped.fee, taker),
    received: swapped.received,
  };
}

/**
 * Unstakes: TAO from root one for one, alpha from a subnet for the TAO that it sells for. Without fees, unless there is a `taker` of them.
 * More than is staked moves nothing. Throws a RangeError at a netuid or hotkey that does not exist, at a taker under rules whose fees are
 * not built and at a pool with an empty side as `addStake` does, and UnbalancedBooks where RAO were made or lost.
 */
export const removeStake = <Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  at: StakePlace,
  rao: TaoRao | AlphaRao,
  taker?: FeeTaker,
): StakeMoved<NetworksState<Subnet, Pool>> => checked(rules, stakeRemoved(rules, before, at, rao, taker));

/** `removeStake` without a look at the books: the next block checks them. */
export function stakeRemoved<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  at: StakePlace,
  rao: TaoRao | AlphaRao,
  taker?: FeeTaker,
): StakeMoved<NetworksState<Subnet, Pool>> {
  checkPlace(before, at);
  checkRao('rao', rao);
  const network = at.netuid === 0 ? null : networkOf(before, at.netuid);
  const pools = network === null ? before.rootPools : network.pools;
  const pool = pools.get(at.hotkey);
  if (pool === undefined || rao > rules.shares.valueOf(pool, at.coldkey))
    return { state: before, received: null };
  const debited = rules.shares.debitOne(pool, at.coldkey, rao);
  const left = new Map(pools).set(at.hotkey, debited.pool);
  const paidOut = (state: NetworksState<Subnet, Pool>, tao: TaoRao) => {
    const free = state.balances.get(at.coldkey) ?? 0n;
    const balances = new Map(state.balances).set(at.coldkey, free + tao);
    return { state: { ...state, balances }, received: tao };
  };
  if (network === null) {
    const counted = before.rootTao > debited.moved ? before.rootTao - debited.moved : 0n;
    const unstaked = { ...before, rootPools: left, rootTao: counted };
    return paidOut(rootStakeChanged(unstaked, at.hotkey, at.coldkey, -debited.moved), debited.moved);
  }
  checkTaker(before, at.netuid, taker);
  rules.checkSubnet(network.subnet);
  const swapped = rules.sell(network.subnet, debited.moved, chargeFor(rules, taker));
  if (swapped === null || swapped.paid !== debited.moved) return { state: before, received: null };
  rules.checkSubnet(swapped.subnet);
  const sold = { ...network, subnet: swapped.subnet, pools: left };
  if (taker === undefined) return paidOut(withNetwork(before, sold), swapped.received);
  const settled = feeSettled(rules, sold, swapped.fee, taker);
  if (settled === null) return { state: before, received: null };
  const state = withFeeInTao(withNetwork(before, settled.network), settled.tao, taker);
  return paidOut(state, swapped.received);
}

/** What moved, once the books have been looked at; where nothing did, nothing is looked at. */
export function checked<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  moved: StakeMoved<NetworksState<Subnet, Pool>>,
): StakeMoved<NetworksState<Subnet, Pool>> {
  if (moved.received !== null) checkBooks(rules, moved.state);
  return moved;
}

/** Throws a RangeError at a network or hotkey that a world does not have. */
export function checkPlace<Subnet extends Numbered, Pool extends StakePool>(
  state: NetworksState<Subnet, Pool>,
  { hotkey, netuid }: StakePlace,
): void {
  if (netuid !== 0) networkOf(state, netuid);
  if (!state.hotkeys.has(hotkey))
    throw new RangeError(
      `hotkey ${hotkey} is not among the ${state.hotkeys.size} hotkeys of the world; add it first`,
    );
}

/** A subnet by its netuid. Throws a RangeError where it does not exist. */
export function networkOf<Subnet extends Numbered, Pool extends StakePool>(
  { networks }: NetworksState<Subnet, Pool>,
  netuid: Netuid,
): NetworkState<Subnet, Pool> {
  const known = networks.find(({ subnet }) => subnet.netuid === netuid);
  if (known !== undefined) return known;
  const netuids = networks.map(({ subnet }) => subnet.netuid).join(', ');
  throw new RangeError(`netuid ${netuid} does not exist; the networks are 0 (root), ${netuids}`);
}

/** A state with one of its networks as it is now. */
export const withNetwork = <Subnet extends Numbered, Pool extends StakePool>(
  state: NetworksState<Subnet, Pool>,
  network: NetworkState<Subnet, Pool>,
): NetworksState<Subnet, Pool> => ({
  ...state,
  networks: state.networks.map((known) => (known.subnet.netuid === network.subnet.netuid ? network : known)),
});
