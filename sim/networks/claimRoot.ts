import type { AlphaRao, Netuid, Serial, TaoRao } from '../units.ts';
import { checkBooks } from './books.ts';
import type { NetworksRules } from './networksRules.ts';
import type { NetworkState, NetworksState, Numbered, StakePool } from './networksState.ts';
import { type ClaimType, noClaims, noClaimsUnder, owedTo, withClaimed } from './rootClaims.ts';
import { rootStakeChanged } from './rootStake.ts';
import { networkOf } from './staking.ts';

/** Hyperparameters of claims. */
export interface ClaimSetting {
  /** RAO of alpha that must be owed on a subnet for a claim there to pay (RootClaimableThreshold). */
  readonly threshold: AlphaRao;
}

/** The chain's default. */
export const usualClaims: ClaimSetting = { threshold: 500_000n };

/** Dividends of root that one claim paid on one subnet. */
export interface RootClaimed {
  readonly netuid: Netuid;
  readonly hotkey: Serial;
  readonly alpha: AlphaRao;
  /** What the alpha was sold for, staked on root; null: it was kept. */
  readonly tao: TaoRao | null;
}

/** A world after a claim. */
export interface RootClaim<State> {
  readonly state: State;
  readonly paid: readonly RootClaimed[];
}

/**
 * Pays a coldkey the dividends of its TAO on root, on all subnets or on those of `netuids`: by hotkey, then by netuid, each sale moving the
 * price for the next. Less than the threshold stays owed, as does what a pool refuses. By its claim type the alpha is sold without fee and
 * the TAO staked on root under the same hotkey, or staked where it is. Hotkeys follow in the order in which they first had stake on root; the
 * chain takes the order in which the coldkey staked on them, which a world does not keep. Throws a RangeError in a world that keeps no
 * claims, at a netuid that does not exist and where a sale would empty a pool, and UnbalancedBooks where RAO were made or lost (subtensor v3.2.10 to v3.4.9 staking/claim_root.rs, do_root_claim()).
 */
export function claimRoot<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  coldkey: Serial,
  { threshold }: ClaimSetting = usualClaims,
  netuids?: readonly Netuid[],
): RootClaim<NetworksState<Subnet, Pool>> {
  checkKept(before);
  for (const netuid of netuids ?? []) networkOf(before, netuid);
  const paid: RootClaimed[] = [];
  let state = before;
  // The networks of `before` name the netuids; a claim does not add or remove any.
  for (const hotkey of before.rootPools.keys())
    for (const { subnet } of before.networks) {
      if (netuids !== undefined && !netuids.includes(subnet.netuid)) continue;
      const claim = claimedOn(rules, state, { coldkey, hotkey, netuid: subnet.netuid }, threshold);
      if (claim === null) continue;
      paid.push(claim.paid);
      state = claim.state;
    }
  if (paid.length > 0) checkBooks(rules, state);
  return { state, paid };
}

/** Throws a RangeError where claims are not kept. */
function checkKept({ claimTypes }: Pick<NetworksState<Numbered, StakePool>, 'claimTypes'>): void {
  if (claimTypes === undefined)
    throw new RangeError(
      'claimTypes must be there for claims; received none, so this world does not keep who may claim: begin it with claimTypes',
    );
}

/** Whose claim, and where. */
interface ClaimPlace {
  readonly coldkey: Serial;
  readonly hotkey: Serial;
  readonly netuid: Netuid;
}

/** One claim on one subnet; null: nothing is paid. */
function claimedOn<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  place: ClaimPlace,
  threshold: AlphaRao,
): { readonly state: NetworksState<Subnet, Pool>; readonly paid: RootClaimed } | null {
  const { coldkey, hotkey, netuid } = place;
  const network = before.networks.find(({ subnet }) => subnet.netuid === netuid);
  const pool = before.rootPools.get(hotkey);
  if (network?.rootClaims === undefined || pool === undefined) return null;
  const alpha = owedTo(network.rootClaims, hotkey, coldkey, rules.shares.valueOf(pool, coldkey));
  if (alpha < threshold || alpha === 0n) return null;
  const isKept = keeps(before.claimTypes?.get(coldkey) ?? 'swap', netuid);
  const claim = isKept
    ? kept(rules, before, network, place, alpha)
    : sold(rules, before, network, place, alpha);
  if (claim === null) return null;
  const state = onNetwork(claim.state, netuid, (each) => ({
    ...each,
    rootClaims: withClaimed(each.rootClaims ?? noClaims, hotkey, coldkey, alpha),
    // Rates are floored, so more is left here than the rounding of shifts can pay too much; else the books stop the run.
    books: { ...each.books, claimable: each.books.claimable - alpha },
  }));
  return { state, paid: { netuid, hotkey, alpha, tao: claim.tao } };
}

const keeps = (type: ClaimType, netuid: Netuid): boolean =>
  type === 'keep' || (type !== 'swap' && type.keep.includes(netuid));

/** A world in which alpha that was claimed is staked where it is. */
function kept<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  { shares }: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  network: NetworkState<Subnet, Pool>,
  { coldkey, hotkey, netuid }: ClaimPlace,
  alpha: AlphaRao,
) {
  const pool = shares.creditOne(network.pools.get(hotkey) ?? shares.empty, coldkey, alpha);
  const pools = new Map(network.pools).set(hotkey, pool);
  return { state: onNetwork(before, netuid, (each) => ({ ...each, pools })), tao: null };
}

/** A world in which it was sold for TAO that is staked on root; null: the pool refuses. */
function sold<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  { shares, sellForRoot, checkSubnet, ruleset }: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  { subnet: selling }: NetworkState<Subnet, Pool>,
  { coldkey, hotkey, netuid }: ClaimPlace,
  alpha: AlphaRao,
) {
  if (sellForRoot === null) throw new RangeError(noClaimsUnder(ruleset));
  const swapped = sellForRoot(selling, alpha);
  if (swapped === null || swapped.paid !== alpha) return null;
  const { subnet, received: tao } = swapped;
  checkSubnet(subnet);
  const pool = shares.creditOne(before.rootPools.get(hotkey) ?? shares.empty, coldkey, tao);
  const staked = {
    ...before,
    rootPools: new Map(before.rootPools).set(hotkey, pool),
    rootTao: before.rootTao + tao,
  };
  const state = rootStakeChanged(
    onNetwork(staked, netuid, (each) => ({ ...each, subnet })),
    hotkey,
    coldkey,
    tao,
  );
  return { state, tao };
}

const onNetwork = <Subnet extends Numbered, Pool extends StakePool>(
  state: NetworksState<Subnet, Pool>,
  netuid: Netuid,
  change: (network: NetworkState<Subnet, Pool>) => NetworkState<Subnet, Pool>,
): NetworksState<Subnet, Pool> => ({
  ...state,
  networks: state.networks.map((each) => (each.subnet.netuid === netuid ? change(each) : each)),
});
