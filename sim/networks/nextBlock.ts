import type { Credit, Earned } from '../drain/drainEpoch.ts';
import type { ChildEdge, SubnetStakes } from '../drain/subnetStakes.ts';
import type { AlphaRao, Block, Netuid, Serial } from '../units.ts';
import { checkBooks } from './books.ts';
import { type HotkeyStakes, hotkeyStakes, seatedStakes } from './hotkeyStakes.ts';
import type { DueEpoch, NetworksRules, NetworksSetting, ShareRules } from './networksRules.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';
import { withRates } from './rootClaims.ts';

/** An epoch that is due, as the behaviour of a network sees it. */
export interface EpochInput {
  readonly netuid: Netuid;
  readonly block: Block;
  /** RAO of alpha to share out. */
  readonly alpha: AlphaRao;
  /** Stakes by hotkey: on this subnet, and on root. */
  readonly hotkeys: HotkeyStakes;
  /** Who lends to whom there. */
  readonly children: readonly ChildEdge[];
}

/** What the neurons of a network earn in an epoch, all that hold a uid; half for incentives at most. */
export type NetworkEpoch = (input: EpochInput) => readonly Earned[];

/**
 * The world one block later: the coinbase of the ruleset, then each due epoch and its distribution. Nothing else moves; stakes move
 * between blocks. Throws UnbalancedBooks where RAO were made or lost, and a RangeError at a hotkey that is not known.
 */
export function nextBlock<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  before: NetworksState<Subnet, Pool>,
  setting: NetworksSetting,
  epochOf: NetworkEpoch,
): NetworksState<Subnet, Pool> {
  const block = before.block + 1;
  const chain = {
    block,
    issued: before.books.issued,
    rootTao: before.rootTao,
    ...(before.bar === undefined ? {} : { bar: before.bar }),
  };
  const emitted = rules.coinbase(
    before.networks.map(({ subnet }) => subnet),
    chain,
    setting,
  );
  const networks = before.networks.map((network, index) => {
    const subnet = emitted.subnets[index];
    const books = {
      ...network.books,
      issued: network.books.issued + (emitted.issued.get(subnet.netuid) ?? 0n),
      lost: network.books.lost + (emitted.lost.get(subnet.netuid) ?? 0n),
    };
    return { ...network, subnet, books };
  });
  const books = {
    ...before.books,
    issued: before.books.issued + emitted.mintedTao,
    lost: before.books.lost + emitted.lostTao,
  };
  const bar = emitted.bar === undefined ? {} : { bar: emitted.bar };
  let state: NetworksState<Subnet, Pool> = { ...before, block, networks, books, ...bar };
  for (const due of emitted.epochs) state = distribute(rules, state, setting, due, epochOf);
  checkBooks(rules, state);
  return state;
}

/** One epoch: what waited goes to stakes, and what no stake gets is booked. */
export function distribute<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  state: NetworksState<Subnet, Pool>,
  { taoWeight }: NetworksSetting,
  due: DueEpoch<Waiting>,
  epochOf: NetworkEpoch,
): NetworksState<Subnet, Pool> {
  const place = state.networks.findIndex(({ subnet }) => subnet.netuid === due.netuid);
  const network = state.networks[place];
  const { netuid, alpha } = due;
  const seen = hotkeyStakes(state, network.pools);
  const { children } = network;
  const earned = epochOf({ netuid, block: state.block, alpha, hotkeys: seen, children });
  const stakes: SubnetStakes = {
    ...network,
    hotkeys: seatedStakes(seen, earned),
    autoStake: new Map(),
    taoWeight,
    childkeyBurn: 0n,
  };
  const drained = rules.drain(stakes, due, earned);
  const { credits, rootCredits, claimable, claimRates } = drained;
  const recycled = sumOf(credits, ['recycled']);
  const after = {
    ...network,
    subnet: rules.settle(network.subnet, { recycled, withheld: drained.withheld }),
    pools: creditAll(rules.shares, network.pools, credits),
    ...withBaskets(network.baskets, credits),
    ...(network.rootClaims === undefined ? {} : { rootClaims: withRates(network.rootClaims, claimRates) }),
    books: {
      ...network.books,
      issued: network.books.issued - recycled,
      claimable: network.books.claimable + claimable,
      lost:
        network.books.lost + drained.alpha - recycled - claimable - sumOf(credits, ['one', 'all', 'basket']),
    },
  };
  return {
    ...state,
    networks: state.networks.with(place, after),
    rootPools: creditAll(rules.shares, state.rootPools, rootCredits),
    books: { ...state.books, lost: state.books.lost + drained.tao - sumOf(rootCredits, ['one', 'all']) },
  };
}

const sumOf = (credits: readonly Credit[], kinds: readonly Credit['to'][]): bigint =>
  credits.reduce((sum, { to, rao }) => (rao > 0n && kinds.includes(to) ? sum + rao : sum), 0n);

/** Baskets after credits; none where there are none. */
function withBaskets(
  before: ReadonlyMap<Serial, AlphaRao> | undefined,
  credits: readonly Credit[],
): { readonly baskets?: ReadonlyMap<Serial, AlphaRao> } {
  const baskets = new Map(before);
  for (const credit of credits)
    if (credit.to === 'basket' && credit.rao > 0n)
      baskets.set(credit.hotkey, (baskets.get(credit.hotkey) ?? 0n) + credit.rao);
  return baskets.size === 0 ? {} : { baskets };
}

/** Pools after credits in their order; what is recycled or burned is in no pool. */
function creditAll<Pool extends StakePool>(
  shares: ShareRules<Pool>,
  before: ReadonlyMap<Serial, Pool>,
  credits: readonly Credit[],
): ReadonlyMap<Serial, Pool> {
  const pools = new Map(before);
  for (const credit of credits) {
    if (credit.to !== 'one' && credit.to !== 'all') continue;
    const known = pools.get(credit.hotkey);
    const { rao } = credit;
    if (rao === 0n && known !== undefined) continue;
    const pool = known ?? shares.empty;
    const after =
      credit.to === 'one' ? shares.creditOne(pool, credit.coldkey, rao) : shares.creditAll(pool, rao);
    pools.set(credit.hotkey, after);
  }
  return pools;
}
