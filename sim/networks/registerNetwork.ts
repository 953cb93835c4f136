import type { ChildEdge } from '../drain/subnetStakes.ts';
import { u64Max } from '../math/saturating.ts';
import { subnetToDissolve } from '../subnets/subnetPrune.ts';
import type { Netuid, Serial, TaoRao } from '../units.ts';
import { checkBooks } from './books.ts';
import { dissolveNetwork } from './dissolveNetwork.ts';
import { foundingOf, networkCost } from './foundingOf.ts';
import type { FoundingRules, FoundingSetting } from './foundingRules.ts';
import type { NetworksRules } from './networksRules.ts';
import type { Keyholder, NetworkState, NetworksState, Numbered, StakePool } from './networksState.ts';
import { noClaims } from './rootClaims.ts';
import { networkOf, withNetwork } from './staking.ts';

/** Who founds a network. */
export interface Founder {
  readonly coldkey: Serial;
  /** The owner's hotkey: one of its own, or a new one. */
  readonly hotkey: Serial;
}

/** Why the chain refuses a call; then nothing changes. */
export type FoundingRefusal =
  | 'NonAssociatedColdKey'
  | 'SubNetRegistrationDisabled'
  | 'NetworkTxRateLimitExceeded'
  | 'SubnetLimitReached'
  | 'CannotAffordLockCost';
export type StartRefusal =
  | 'NotSubnetOwner'
  | 'FirstEmissionBlockNumberAlreadySet'
  | 'NeedWaitingMoreBlocksToStarCall';

/** A world with a new network. */
export interface NetworkRegistered<State> {
  readonly state: State;
  readonly netuid: Netuid;
  /** What the founder paid, RAO of TAO. */
  readonly cost: TaoRao;
  /** Of that: is not in the pool and has left the issuance. */
  readonly burned: TaoRao;
  /** The network that made room. */
  readonly dissolved: Netuid | null;
}

/** A take of 18 %, which a new hotkey begins with. */
const usualTake = 11_796;

/**
 * Founds a network after the last block made. What is paid becomes its pool, all of it or the least price, by the ruleset; where all places are
 * taken, the one of the lowest moving price that is not immune is dissolved first, if there is a limit. It gets nothing before its start call.
 * Neurons are the caller's to seat: the owner's hotkey has uid 0. Throws a RangeError under rules whose creation is not built, or the removal
 * of the one that makes room, and at a least price of so few RAO that a side of the pool is empty, and UnbalancedBooks where RAO were made
 * or lost (subtensor v2.0.11 to v3.4.9 subnets/subnet.rs, do_register_network()).
 */
export function registerNetwork<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  founder: Founder,
  setting: FoundingSetting,
): NetworkRegistered<NetworksState<Subnet, Pool>> | FoundingRefusal {
  const founding = foundingOf(rules);
  const refusal = refusalOf(before, founder, founding, setting);
  if (refusal !== null) return refusal;
  const isFull = founding.hasLimit && before.networks.length >= setting.limit;
  const dissolved = isFull ? victimOf(before, founding, setting) : null;
  if (isFull && dissolved === null) return 'SubnetLimitReached';
  const cost = networkCost(rules, before, setting);
  if ((before.balances.get(founder.coldkey) ?? 0n) < cost) return 'CannotAffordLockCost';
  const roomy = dissolved === null ? before : dissolveNetwork(rules, before, dissolved, setting).state;
  const netuid = dissolved ?? freeNetuid(before);
  const others = roomy.networks.map(({ subnet }) => subnet);
  const subnet = founding.newSubnet({ netuid, block: before.block, paid: cost }, others, setting);
  rules.checkSubnet(subnet);
  const burned = cost - rules.holdings(subnet).tao;
  const state = withFounded(roomy, founder, newNetwork(rules, roomy, founder, subnet), cost, burned);
  checkBooks(rules, state);
  return { state, netuid, cost, burned, dissolved };
}

function refusalOf<Subnet extends Numbered, Pool extends StakePool>(
  { block, hotkeys, lastFounded }: NetworksState<Subnet, Pool>,
  { coldkey, hotkey }: Founder,
  { hasStartBlock }: FoundingRules<Subnet, Pool>,
  { registrationStartBlock, rateLimit }: FoundingSetting,
): FoundingRefusal | null {
  const keys = hotkeys.get(hotkey);
  if (keys !== undefined && keys.coldkey !== coldkey) return 'NonAssociatedColdKey';
  if (hasStartBlock && block < registrationStartBlock) return 'SubNetRegistrationDisabled';
  if (lastFounded !== undefined && block - lastFounded.block < rateLimit) return 'NetworkTxRateLimitExceeded';
  return null;
}

const victimOf = <Subnet extends Numbered, Pool extends StakePool>(
  { networks, block }: NetworksState<Subnet, Pool>,
  { rated }: FoundingRules<Subnet, Pool>,
  { immunity }: FoundingSetting,
): Netuid | null =>
  subnetToDissolve(
    networks.map(({ subnet, founded }) => ({
      ...rated(subnet),
      netuid: subnet.netuid,
      registered: founded?.block ?? 0,
    })),
    block,
    immunity,
  );

/** The lowest netuid from 1 on that no network has. */
function freeNetuid({ networks }: Pick<NetworksState<Numbered, StakePool>, 'networks'>): Netuid {
  const taken = new Set(networks.map(({ subnet }) => subnet.netuid));
  let netuid: Netuid = 1;
  while (taken.has(netuid)) netuid += 1;
  return netuid;
}

/** A network of which none has alpha yet. */
function newNetwork<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  owner: Founder,
  subnet: Subnet,
): NetworkState<Subnet, Pool> {
  const issued = rules.holdings(subnet).alphaIn;
  return {
    subnet,
    owner,
    recycleOrBurn: 'burn',
    children: foundingOf(rules).rootLends ? lentByRoot(before, owner.hotkey) : [],
    pools: new Map(),
    ...(before.claimTypes === undefined ? {} : { rootClaims: noClaims }),
    books: { issued, outside: 0n, claimable: 0n, lost: 0n },
  };
}

/** A world in which the founder has paid for its network, and has it. */
function withFounded<Subnet extends Numbered, Pool extends StakePool>(
  before: NetworksState<Subnet, Pool>,
  { coldkey, hotkey }: Founder,
  network: NetworkState<Subnet, Pool>,
  lock: TaoRao,
  burned: TaoRao,
): NetworksState<Subnet, Pool> {
  const founded = { block: before.block, lock };
  const keys: Keyholder = before.hotkeys.get(hotkey) ?? { coldkey, take: usualTake, childkeyTake: 0 };
  return {
    ...before,
    hotkeys: new Map(before.hotkeys).set(hotkey, keys),
    balances: new Map(before.balances).set(coldkey, (before.balances.get(coldkey) ?? 0n) - lock),
    networks: [...before.networks, { ...network, founded }].sort(
      (one, other) => one.subnet.netuid - other.subnet.netuid,
    ),
    lastFounded: founded,
    books: { ...before.books, issued: before.books.issued - burned },
  };
}

/** Every hotkey with a pool on root becomes a parent of the owner's, with all of its stake. */
const lentByRoot = (
  { rootPools }: Pick<NetworksState<Numbered, StakePool>, 'rootPools'>,
  child: Serial,
): ChildEdge[] =>
  [...rootPools.keys()]
    .filter((parent) => parent !== child)
    .map((parent) => ({ parent, child, proportion: u64Max }));

/**
 * The owner's start call: from the next block on the network issues alpha, and stake may be added. Throws a RangeError at a netuid that does not
 * exist and under rules whose creation is not built (subtensor v2.0.11 to v3.4.9, do_start_call()).
 */
export function startNetwork<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  netuid: Netuid,
  coldkey: Serial,
  { startCallDelay }: FoundingSetting,
): NetworksState<Subnet, Pool> | StartRefusal {
  const founding = foundingOf(rules);
  const network = networkOf(before, netuid);
  const { subnet, owner, founded } = network;
  if (owner?.coldkey !== coldkey) return 'NotSubnetOwner';
  if (founding.isStarted(subnet)) return 'FirstEmissionBlockNumberAlreadySet';
  if (before.block < (founded?.block ?? 0) + startCallDelay) return 'NeedWaitingMoreBlocksToStarCall';
  return withNetwork(before, { ...network, subnet: founding.started(subnet, before.block + 1) });
}
