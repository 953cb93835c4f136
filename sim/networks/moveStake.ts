import { checkRao } from '../math/checkRao.ts';
import type { AlphaRao, Serial, TaoRao } from '../units.ts';
import type { NetworksRules } from './networksRules.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';
import { rootStakeChanged } from './rootStake.ts';
import { checked, checkPlace, networkOf, type StakeMoved, type StakePlace, withNetwork } from './staking.ts';

/**
 * Moves a coldkey's stake to another hotkey of the same network. No pool trades, so no price moves. More than is staked moves nothing.
 * Throws a RangeError at a netuid or hotkey that does not exist, and UnbalancedBooks where RAO
 * were made or lost (subtensor v2.0.0 on, staking/move_stake.rs,
 * transition_stake_internal() within one netuid).
 */
export const moveStake = <Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  from: StakePlace,
  to: Serial,
  rao: TaoRao | AlphaRao,
): StakeMoved<NetworksState<Subnet, Pool>> => checked(rules, stakeMoved(rules, before, from, to, rao));

/** `moveStake` without a look at the books: the next block checks them. */
export function stakeMoved<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  from: StakePlace,
  to: Serial,
  rao: TaoRao | AlphaRao,
): StakeMoved<NetworksState<Subnet, Pool>> {
  const { coldkey, hotkey, netuid } = from;
  checkPlace(before, from);
  checkPlace(before, { ...from, hotkey: to });
  checkRao('rao', rao);
  const pools = netuid === 0 ? before.rootPools : networkOf(before, netuid).pools;
  const pool = pools.get(hotkey);
  if (pool === undefined || hotkey === to || rao > rules.shares.valueOf(pool, coldkey))
    return { state: before, received: null };
  const debited = rules.shares.debitOne(pool, coldkey, rao);
  const taken = new Map(pools).set(hotkey, debited.pool);
  const credited = rules.shares.creditOne(taken.get(to) ?? rules.shares.empty, coldkey, debited.moved);
  const after = taken.set(to, credited);
  const { moved } = debited;
  if (netuid !== 0)
    return { state: withNetwork(before, { ...networkOf(before, netuid), pools: after }), received: moved };
  const left = rootStakeChanged({ ...before, rootPools: after }, hotkey, coldkey, -moved);
  return { state: rootStakeChanged(left, to, coldkey, moved), received: moved };
}
