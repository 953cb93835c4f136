import type { WaitingAlpha, WeightedSubnet } from '../coinbase/weightedSubnet.ts';
import type { DecimalSharePool } from '../delegation/decimalSharePool.ts';
import { type Claim, type Dissolution, dissolve } from '../subnets/dissolve.ts';
import type { Netuid, Serial, TaoRao } from '../units.ts';
import { checkBooks } from './books.ts';
import { removalOf } from './foundingOf.ts';
import type { FoundingSetting } from './foundingRules.ts';
import type { NetworksRules } from './networksRules.ts';
import type { NetworkState, NetworksState, Numbered, StakePool } from './networksState.ts';
import { networkOf } from './staking.ts';

export type WeightedNetworks = NetworksState<WeightedSubnet, DecimalSharePool>;
export type WeightedNetworksRules = NetworksRules<WeightedSubnet, WaitingAlpha, DecimalSharePool>;

/** A world without one of its networks, and where the TAO of its pool went. */
export interface NetworkDissolved<State> {
  readonly state: State;
  /** To coldkeys of the world, in the order in which they are paid. */
  readonly paid: Dissolution['paid'];
  /** To holders of alpha whom the world does not know. */
  readonly paidOutside: TaoRao;
  readonly refund: TaoRao;
  readonly recycled: TaoRao;
}

/** Stands for all who hold alpha that the world does not know; no serial is negative. */
const unknownHolder: Serial = -1;

/**
 * Takes a network out of a world: the TAO of its pool goes to all who hold its alpha and to the chain itself in proportion, an owner of old may
 * get its lock back, the chain's part and the rest leave the issuance. All alpha ends, and with it what waited for an epoch, for a claim or in
 * a basket. Neurons of the netuid are the caller's to drop. Throws a RangeError at a netuid that does not exist and under rules whose
 * removal is not built, and UnbalancedBooks where RAO were made or lost (subtensor v3.4.9, do_dissolve_network()).
 */
export function dissolveNetwork<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  netuid: Netuid,
  setting: FoundingSetting,
): NetworkDissolved<NetworksState<Subnet, Pool>> {
  const { claimsOn } = removalOf(rules);
  const network = networkOf(before, netuid);
  const { paid, refund, recycled } = dissolve(
    dissolvedOf(rules, network, setting),
    claimsIn(network, claimsOn),
  );
  const known = paid.filter(([coldkey]) => coldkey !== unknownHolder);
  const paidOutside = sumOf(paid) - sumOf(known);
  const balances = new Map(before.balances);
  const refunded = network.owner === null || refund === 0n ? [] : [[network.owner.coldkey, refund] as const];
  for (const [coldkey, rao] of [...known, ...refunded])
    balances.set(coldkey, (balances.get(coldkey) ?? 0n) + rao);
  const { issued, outside, lost } = before.books;
  const state = {
    ...before,
    balances,
    networks: before.networks.filter(({ subnet }) => subnet.netuid !== netuid),
    books: { issued: issued - recycled, outside: outside + paidOutside, lost },
  };
  checkBooks(rules, state);
  return { state, paid: known, paidOutside, refund, recycled };
}

const sumOf = (paid: Dissolution['paid']): TaoRao => paid.reduce((sum, [, rao]) => sum + rao, 0n);

/** All alpha that is held, in order of hotkey, then coldkey; that of unknown holders last. */
function claimsIn<Subnet extends Numbered, Pool extends StakePool>(
  { pools, books }: NetworkState<Subnet, Pool>,
  claimsOn: (pool: Pool) => readonly Claim[],
): Claim[] {
  const known = [...pools].sort(([one], [other]) => one - other).flatMap(([, pool]) => claimsOn(pool));
  return books.outside > 0n ? [...known, { coldkey: unknownHolder, alpha: books.outside }] : known;
}

/** What the TAO of a world lost on a subnet's account is booked as lost, so that account is the pool. */
function dissolvedOf<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  { subnet, owner, founded }: NetworkState<Subnet, Pool>,
  { registrationStartBlock, refundDeploymentBlock, ownerCut }: FoundingSetting,
) {
  const { tao, alphaIn, alphaOut, chainAlpha } = rules.holdings(subnet);
  return {
    pot: tao,
    account: tao,
    alphaIn,
    alphaOut,
    protocolAlpha: chainAlpha,
    registeredAt: founded?.block ?? 0,
    registrationStartBlock,
    refundDeploymentBlock,
    lock: owner === null ? 0n : (founded?.lock ?? 0n),
    ownerCut,
    price: removalOf(rules).priceOf(subnet),
  };
}
