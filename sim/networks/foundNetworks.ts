import { checkNetuids } from '../coinbase/checkNetuids.ts';
import type { ChildEdge } from '../drain/subnetStakes.ts';
import { checkRao } from '../math/checkRao.ts';
import type { AlphaRao, Block, Serial, TaoRao } from '../units.ts';
import { checkBooks, UnbalancedBooks } from './books.ts';
import type { NetworksRules } from './networksRules.ts';
import type {
  Founded,
  Keyholder,
  NetworkState,
  NetworksState,
  Numbered,
  StakePool,
} from './networksState.ts';
import { checkClaims, noClaims, noClaimsUnder } from './rootClaims.ts';

/** Stake that is there when a world begins. */
export interface FirstStake<Rao extends TaoRao | AlphaRao> {
  readonly hotkey: Serial;
  readonly coldkey: Serial;
  readonly rao: Rao;
}

/** A subnet when a world begins. */
export interface FirstNetwork<Subnet extends Numbered> {
  readonly subnet: Subnet;
  readonly owner?: NetworkState<Subnet, StakePool>['owner'];
  readonly children?: readonly ChildEdge[];
  /** Of what is outside its pool; the rest is on hotkeys that the world does not know. */
  readonly stakes?: readonly FirstStake<AlphaRao>[];
  readonly founded?: Founded;
}

/** What a world of networks begins with. */
export interface FirstNetworks<Subnet extends Numbered> {
  /** The last block before the first. */
  readonly block: Block;
  /** TAO that exists, the world's and all other. */
  readonly issued: TaoRao;
  readonly hotkeys: ReadonlyMap<Serial, Keyholder>;
  readonly balances?: ReadonlyMap<Serial, TaoRao>;
  readonly rootStakes?: readonly FirstStake<TaoRao>[];
  readonly networks: readonly FirstNetwork<Subnet>[];
  readonly lastFounded?: Founded;
  /** Keeps who may claim root's dividends, and what coldkeys do with them; left out, they are only counted together. */
  readonly claimTypes?: NetworksState<Subnet, StakePool>['claimTypes'];
}

/**
 * A world of networks at its beginning. Throws a RangeError at a netuid that is there twice, a pool with an empty side or without a price, a
 * stake on an unknown hotkey, an amount that is no u64, and UnbalancedBooks where pools, stakes and balances come to more than exists.
 */
export function foundNetworks<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  first: FirstNetworks<Subnet>,
): NetworksState<Subnet, Pool> {
  const subnets = first.networks.map(({ subnet }) => subnet);
  checkNetuids(subnets);
  if (subnets.some(({ netuid }) => netuid === 0))
    throw new RangeError('netuid 0 is root, which is not among the subnets; give its stakes as rootStakes');
  for (const [coldkey, rao] of first.balances ?? []) checkRao(`balances[${coldkey}]`, rao);
  const rootPools = poolsOf(rules, first.hotkeys, first.rootStakes ?? []);
  const rootTao = allStakeOn(rootPools);
  const keepsClaims = first.claimTypes !== undefined;
  const networks = first.networks.map((each) => firstNetwork(rules, first.hotkeys, each, keepsClaims));
  const known = networks.reduce((sum, { subnet }) => {
    const { tao, waitingTao } = rules.holdings(subnet);
    return sum + tao + waitingTao;
  }, rootTao);
  const free = [...(first.balances ?? new Map<Serial, TaoRao>()).values()].reduce(
    (sum, rao) => sum + rao,
    0n,
  );
  const state: NetworksState<Subnet, Pool> = {
    block: first.block,
    hotkeys: first.hotkeys,
    balances: first.balances ?? new Map(),
    rootPools,
    rootTao,
    networks: [...networks].sort((one, other) => one.subnet.netuid - other.subnet.netuid),
    ...(first.lastFounded === undefined ? {} : { lastFounded: first.lastFounded }),
    ...(first.claimTypes === undefined ? {} : { claimTypes: first.claimTypes }),
    books: { issued: first.issued, outside: first.issued - known - free, lost: 0n },
  };
  checkNetworks(rules, state);
  return state;
}

/**
 * Checks a whole state, as one that comes from a file: its books, each subnet, and the shares in every pool. Throws UnbalancedBooks, as
 * where a subnet is missing, and a RangeError that names the subnet that no blocks lead to, or the hotkey of a pool that no movements do.
 */
export function checkNetworks<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  state: NetworksState<Subnet, Pool>,
): void {
  for (const { subnet } of state.networks) rules.checkSubnet(subnet);
  checkKeptClaims(rules, state);
  checkWhole(rules, state);
  const all = [
    { netuid: 0, pools: state.rootPools },
    ...state.networks.map(({ subnet: { netuid }, pools }) => ({ netuid, pools })),
  ];
  for (const { netuid, pools } of all)
    for (const [hotkey, pool] of pools) {
      try {
        rules.shares.check(pool);
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new RangeError(`pool of hotkey ${hotkey} in netuid ${netuid}: ${error.message}`);
      }
    }
}

/** Throws a RangeError where some networks keep claims and others do not, and where the rules have none. */
function checkKeptClaims<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  { ruleset, sellForRoot }: NetworksRules<Subnet, Waiting, Pool>,
  { claimTypes, networks }: NetworksState<Subnet, Pool>,
): void {
  if (claimTypes !== undefined && sellForRoot === null) throw new RangeError(noClaimsUnder(ruleset));
  for (const { subnet, rootClaims } of networks) {
    const key = `networks[${subnet.netuid}].rootClaims`;
    if ((rootClaims === undefined) !== (claimTypes === undefined))
      throw new RangeError(
        `${key} must be there exactly where the world has claimTypes; received ${rootClaims === undefined ? 'none' : 'claims'}: give both or neither`,
      );
    if (rootClaims !== undefined) checkClaims(key, rootClaims);
  }
}

/** The books, with a word of what is in the state: what is not there cannot be named. */
function checkWhole<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  state: NetworksState<Subnet, Pool>,
): void {
  try {
    checkBooks(rules, state);
  } catch (error) {
    if (!(error instanceof UnbalancedBooks)) throw error;
    const netuids = state.networks.map(({ subnet }) => subnet.netuid).join(', ');
    throw new UnbalancedBooks(
      `${error.message} (the state has the networks ${netuids}; if one of them is missing, give it too)`,
    );
  }
}

function firstNetwork<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  hotkeys: ReadonlyMap<Serial, Keyholder>,
  { subnet, owner = null, children = [], stakes = [], founded }: FirstNetwork<Subnet>,
  keepsClaims: boolean,
): NetworkState<Subnet, Pool> {
  const pools = poolsOf(rules, hotkeys, stakes);
  const { alphaIn, alphaOut, waitingAlpha, chainAlpha } = rules.holdings(subnet);
  const outside = alphaOut - waitingAlpha - chainAlpha - allStakeOn(pools);
  const books = { issued: alphaIn + alphaOut, outside, claimable: 0n, lost: 0n };
  const past = founded === undefined ? {} : { founded };
  const claims = keepsClaims ? { rootClaims: noClaims } : {};
  return { subnet, owner, recycleOrBurn: 'burn', children, pools, ...claims, ...past, books };
}

const allStakeOn = (pools: ReadonlyMap<Serial, StakePool>): bigint =>
  [...pools.values()].reduce((sum, { value }) => sum + value, 0n);

function poolsOf<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  { shares }: NetworksRules<Subnet, Waiting, Pool>,
  hotkeys: ReadonlyMap<Serial, Keyholder>,
  stakes: readonly FirstStake<bigint>[],
): ReadonlyMap<Serial, Pool> {
  const pools = new Map<Serial, Pool>();
  for (const { hotkey, coldkey, rao } of stakes) {
    if (!hotkeys.has(hotkey))
      throw new RangeError(
        `a stake is on hotkey ${hotkey}, which is not among the ${hotkeys.size} hotkeys; add it`,
      );
    checkRao(`stake of coldkey ${coldkey} on hotkey ${hotkey}`, rao);
    pools.set(hotkey, shares.creditOne(pools.get(hotkey) ?? shares.empty, coldkey, rao));
  }
  return pools;
}
