import type { Netuid } from '../units.ts';
import type { NetworksRules } from './networksRules.ts';
import type { NetworkState, NetworksState, Numbered, StakePool } from './networksState.ts';
import { stakedOn } from './stakedOn.ts';

/** A world of networks whose books do not balance: it has made or lost RAO that no rule accounts for. */
export class UnbalancedBooks extends Error {
  override readonly name = 'UnbalancedBooks';
}

/** One side of the books: where the RAO of one token are. */
export interface BalanceSheet {
  /** `TAO`, or the alpha of a netuid. */
  readonly token: 'TAO' | Netuid;
  readonly issued: bigint;
  /** RAO by place; their sum is `issued`. */
  readonly held: Readonly<Record<string, bigint>>;
}

const sumOf = (values: Iterable<bigint>): bigint => {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
};

/** Where all TAO is, and all alpha of each subnet. */
export function balanceSheets<Subnet extends Numbered, Pool extends StakePool>(
  rules: Pick<NetworksRules<Subnet, never, Pool>, 'holdings'>,
  state: NetworksState<Subnet, Pool>,
): BalanceSheet[] {
  const holdings = state.networks.map(({ subnet }) => rules.holdings(subnet));
  const tao: BalanceSheet = {
    token: 'TAO',
    issued: state.books.issued,
    held: {
      pools: sumOf(holdings.map((each) => each.tao)),
      'waiting for root': sumOf(holdings.map(({ waitingTao }) => waitingTao)),
      'staked on root': stakedOn(state.rootPools),
      balances: sumOf(state.balances.values()),
      outside: state.books.outside,
      lost: state.books.lost,
    },
  };
  return [tao, ...state.networks.map((network) => alphaSheet(rules, network))];
}

function alphaSheet<Subnet extends Numbered, Pool extends StakePool>(
  rules: Pick<NetworksRules<Subnet, never, Pool>, 'holdings'>,
  { subnet, pools, baskets, books }: NetworkState<Subnet, Pool>,
): BalanceSheet {
  const { alphaIn, waitingAlpha, chainAlpha } = rules.holdings(subnet);
  return {
    token: subnet.netuid,
    issued: books.issued,
    held: {
      pool: alphaIn,
      staked: stakedOn(pools),
      waiting: waitingAlpha,
      'kept by the chain': chainAlpha,
      claimable: books.claimable,
      ...(baskets === undefined ? {} : { 'in baskets': sumOf(baskets.values()) }),
      outside: books.outside,
      lost: books.lost,
    },
  };
}

/**
 * Throws UnbalancedBooks unless every RAO that exists is in exactly one place: all TAO, and the alpha of each subnet, which must also be
 * what the chain counts in the pool and outside. What is lost never grows smaller.
 */
export function checkBooks<Subnet extends Numbered, Pool extends StakePool>(
  rules: Pick<NetworksRules<Subnet, never, Pool>, 'holdings'>,
  state: NetworksState<Subnet, Pool>,
): void {
  for (const sheet of balanceSheets(rules, state)) checkSheet(sheet, state.block);
  for (const network of state.networks) checkCount(rules, network, state.block);
}

/** The same of one subnet's alpha. */
export function checkAlpha<Subnet extends Numbered, Pool extends StakePool>(
  rules: Pick<NetworksRules<Subnet, never, Pool>, 'holdings'>,
  network: NetworkState<Subnet, Pool>,
  block: number,
): void {
  checkSheet(alphaSheet(rules, network), block);
  checkCount(rules, network, block);
}

function checkCount<Subnet extends Numbered, Pool extends StakePool>(
  rules: Pick<NetworksRules<Subnet, never, Pool>, 'holdings'>,
  { subnet, books }: NetworkState<Subnet, Pool>,
  block: number,
): void {
  const { alphaIn, alphaOut } = rules.holdings(subnet);
  if (alphaIn + alphaOut !== books.issued)
    throw new UnbalancedBooks(
      `block ${block}: the chain counts ${alphaIn + alphaOut} RAO of the alpha of netuid ${subnet.netuid}, its books ${books.issued}: a rule has issued or recycled what it did not book; the run stops`,
    );
}

/** Throws UnbalancedBooks unless every place holds 0 or more and all together hold what is issued. */
export function checkSheet({ token, issued, held }: BalanceSheet, block: number): void {
  const name = token === 'TAO' ? token : `the alpha of netuid ${token}`;
  const places = Object.entries(held);
  const wrong = places.find(([, rao]) => rao < 0n);
  if (wrong !== undefined)
    throw new UnbalancedBooks(
      `block ${block}: ${name} has ${wrong[1]} RAO under "${wrong[0]}", which must be 0 or more: more was given out than there was; the run stops`,
    );
  const total = sumOf(places.map(([, rao]) => rao));
  if (total !== issued)
    throw new UnbalancedBooks(
      `block ${block}: ${name} does not balance: ${issued} RAO issued, ${total} held (${places.map(([place, rao]) => `${place} ${rao}`).join(', ')}): a rule has made or lost RAO; the run stops`,
    );
}
