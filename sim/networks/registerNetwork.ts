import { nothingBrought, nothingWaiting, priceOf, type WeightedSubnet } from '../coinbase/weightedSubnet.ts';
import type { ChildEdge } from '../drain/subnetStakes.ts';
import { u64Max } from '../math/saturating.ts';
import type { WeightedPool } from '../pools/weightedPool.ts';
import { medianPrice, newPool } from '../subnets/newPool.ts';
import { subnetToDissolve } from '../subnets/subnetPrune.ts';
import type { Block, Netuid, Serial, TaoRao } from '../units.ts';
import { checkBooks } from './books.ts';
import { dissolveNetwork, type WeightedNetworks, type WeightedNetworksRules } from './dissolveNetwork.ts';
import { checkFounding, type FoundingSetting, networkCost } from './foundingRules.ts';
import type { Keyholder } from './networksState.ts';
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
export interface NetworkRegistered {
  readonly state: WeightedNetworks;
  readonly netuid: Netuid;
  /** What the founder paid: the TAO of the pool. */
  readonly cost: TaoRao;
  /** The network that made room. */
  readonly dissolved: Netuid | null;
}

/** A take of 18 %, which a new hotkey begins with. */
const usualTake = 11_796;

/**
 * Founds a network after the last block made: its price becomes the TAO of its pool, with as much alpha as that is at the median price; where
 * all places are taken, the one of the lowest moving price that is not immune is dissolved first. It gets nothing before its start call, and
 * no TAO before root switches its emission on. Every hotkey of root lends the owner's all its stake there. Neurons are the caller's to
 * seat: the owner's hotkey has uid 0. Throws a RangeError under rules whose creation is not built and at a least price of so few RAO that
 * a side of the pool is empty, and UnbalancedBooks where RAO were made or lost (subtensor v3.4.9 subnets/subnet.rs, do_register_network()).
 */
export function registerNetwork(
  rules: WeightedNetworksRules,
  before: WeightedNetworks,
  founder: Founder,
  setting: FoundingSetting,
): NetworkRegistered | FoundingRefusal {
  checkFounding(rules);
  const refusal = refusalOf(before, founder, setting);
  if (refusal !== null) return refusal;
  const isFull = before.networks.length >= setting.limit;
  const dissolved = isFull ? victimOf(before, setting) : null;
  if (isFull && dissolved === null) return 'SubnetLimitReached';
  const cost = networkCost(before, setting);
  if ((before.balances.get(founder.coldkey) ?? 0n) < cost) return 'CannotAffordLockCost';
  const roomy = dissolved === null ? before : dissolveNetwork(rules, before, dissolved, setting).state;
  const netuid = dissolved ?? freeNetuid(before);
  const state = withFounded(roomy, founder, netuid, cost, setting);
  rules.checkSubnet(networkOf(state, netuid).subnet);
  checkBooks(rules, state);
  return { state, netuid, cost, dissolved };
}

function refusalOf(
  { block, hotkeys, lastFounded }: WeightedNetworks,
  { coldkey, hotkey }: Founder,
  { registrationStartBlock, rateLimit }: FoundingSetting,
): FoundingRefusal | null {
  const keys = hotkeys.get(hotkey);
  if (keys !== undefined && keys.coldkey !== coldkey) return 'NonAssociatedColdKey';
  if (block < registrationStartBlock) return 'SubNetRegistrationDisabled';
  if (lastFounded !== undefined && block - lastFounded.block < rateLimit) return 'NetworkTxRateLimitExceeded';
  return null;
}

const victimOf = ({ networks, block }: WeightedNetworks, { immunity }: FoundingSetting): Netuid | null =>
  subnetToDissolve(
    networks.map(({ subnet, founded }) => ({ ...subnet, registered: founded?.block ?? 0 })),
    block,
    immunity,
  );

/** The lowest netuid from 1 on that no network has. */
function freeNetuid({ networks }: WeightedNetworks): Netuid {
  const taken = new Set(networks.map(({ subnet }) => subnet.netuid));
  let netuid: Netuid = 1;
  while (taken.has(netuid)) netuid += 1;
  return netuid;
}

/** A world in which the founder has paid for its network, and has it. */
function withFounded(
  before: WeightedNetworks,
  { coldkey, hotkey }: Founder,
  netuid: Netuid,
  lock: TaoRao,
  setting: FoundingSetting,
): WeightedNetworks {
  const { block, networks } = before;
  const pool = newPool(lock, setting.minLock, medianPrice(networks.map(({ subnet }) => priceOf(subnet))));
  const founded = { block, lock };
  const keys: Keyholder = before.hotkeys.get(hotkey) ?? { coldkey, take: usualTake, childkeyTake: 0 };
  const network: WeightedNetworks['networks'][number] = {
    subnet: newSubnet(netuid, pool, block, setting),
    owner: { coldkey, hotkey },
    recycleOrBurn: 'burn',
    children: lentByRoot(before, hotkey),
    pools: new Map(),
    ...(before.claimTypes === undefined ? {} : { rootClaims: noClaims }),
    founded,
    books: { issued: pool.alphaIn, outside: 0n, claimable: 0n, lost: 0n },
  };
  return {
    ...before,
    hotkeys: new Map(before.hotkeys).set(hotkey, keys),
    balances: new Map(before.balances).set(coldkey, (before.balances.get(coldkey) ?? 0n) - pool.tao),
    networks: [...networks, network].sort((one, other) => one.subnet.netuid - other.subnet.netuid),
    lastFounded: founded,
  };
}

/** Every hotkey with a pool on root becomes a parent of the owner's, with all of its stake. */
const lentByRoot = ({ rootPools }: WeightedNetworks, child: Serial): ChildEdge[] =>
  [...rootPools.keys()]
    .filter((parent) => parent !== child)
    .map((parent) => ({ parent, child, proportion: u64Max }));

const newSubnet = (
  netuid: Netuid,
  pool: WeightedPool,
  block: Block,
  { tempo, feeRate, halvingBlocks }: FoundingSetting,
): WeightedSubnet => ({
  ...pool,
  netuid,
  dynamic: true,
  firstEmissionBlock: null,
  subtokenEnabled: false,
  registrationAllowed: true,
  emissionEnabled: false,
  movingPrice: 0n,
  minerBurned: 0n,
  alphaOut: 0n,
  hasSwapped: false,
  feeRate,
  tempo,
  lastEpochBlock: block - (netuid % Math.max(tempo, 1)),
  pendingEpochAt: 0,
  blocksSinceLastStep: 0,
  ownerCutEnabled: true,
  halvingBlocks,
  waiting: nothingWaiting,
  brought: nothingBrought,
  rootProportion: 0n,
  protocolFlow: 0n,
  protocolAlpha: 0n,
});

/**
 * The owner's start call: from the next block on the network issues alpha, and stake may be added. Throws a RangeError at a netuid that does not
 * exist and under rules whose creation is not built (subtensor v3.4.9, do_start_call()).
 */
export function startNetwork(
  rules: WeightedNetworksRules,
  before: WeightedNetworks,
  netuid: Netuid,
  coldkey: Serial,
  { startCallDelay }: FoundingSetting,
): WeightedNetworks | StartRefusal {
  checkFounding(rules);
  const network = networkOf(before, netuid);
  const { subnet, owner, founded } = network;
  if (owner?.coldkey !== coldkey) return 'NotSubnetOwner';
  if (subnet.firstEmissionBlock !== null) return 'FirstEmissionBlockNumberAlreadySet';
  if (before.block < (founded?.block ?? 0) + startCallDelay) return 'NeedWaitingMoreBlocksToStarCall';
  const started = { ...subnet, firstEmissionBlock: before.block + 1, subtokenEnabled: true };
  return withNetwork(before, { ...network, subnet: started });
}
