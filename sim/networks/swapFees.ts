import type { AlphaRao, Netuid, Serial, TaoRao } from '../units.ts';
import type { Charge, NetworksRules } from './networksRules.ts';
import type { NetworkState, NetworksState, Numbered, StakePool } from './networksState.ts';

/** Who gets the fees of swaps: the author of the block. */
export interface FeeTaker {
  readonly coldkey: Serial;
  /** Where fees that are kept as alpha are staked. */
  readonly hotkey: Serial;
}

/** Whether a swap is charged: where someone takes the fee. Throws a RangeError under rules whose fees are not built. */
export function chargeFor<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  { ruleset, saleFee }: Pick<NetworksRules<Subnet, Waiting, Pool>, 'ruleset' | 'saleFee'>,
  taker: FeeTaker | undefined,
): Charge {
  if (taker === undefined) return 'free';
  if (saleFee !== null) return 'charged';
  throw new RangeError(
    `fees of swaps are not built for ${ruleset}, where they went is not known; received coldkey ${taker.coldkey} as their taker: leave it out, and swaps are free`,
  );
}

/** A buyer's fee goes to the free balance of the taker (subtensor v3.4.9 on, stake_into_subnet()). */
export function withFeeInTao<State extends NetworksState<Numbered, StakePool>>(
  state: State,
  fee: TaoRao,
  { coldkey }: FeeTaker,
): State {
  const balances = new Map(state.balances);
  return { ...state, balances: balances.set(coldkey, (balances.get(coldkey) ?? 0n) + fee) };
}

/** A network after a sale whose fee was alpha, and the TAO of the taker's that the fee sold for. */
export interface FeeSettled<Subnet extends Numbered, Pool extends StakePool> {
  readonly network: NetworkState<Subnet, Pool>;
  readonly tao: TaoRao;
}

/**
 * The fee of a sale is staked for its taker (subtensor v3.4.9) or sold for it without another fee (spec 475, unstake_from_subnet()); null: the
 * pool refuses that sale, which undoes the whole.
 */
export function feeSettled<Subnet extends Numbered, Waiting, Pool extends StakePool>(
  rules: NetworksRules<Subnet, Waiting, Pool>,
  network: NetworkState<Subnet, Pool>,
  fee: AlphaRao,
  { coldkey, hotkey }: FeeTaker,
): FeeSettled<Subnet, Pool> | null {
  if (fee === 0n) return { network, tao: 0n };
  if (rules.saleFee === 'staked') {
    const pool = network.pools.get(hotkey) ?? rules.shares.empty;
    const pools = new Map(network.pools).set(hotkey, rules.shares.creditOne(pool, coldkey, fee));
    return { network: { ...network, pools }, tao: 0n };
  }
  const sold = rules.sell(network.subnet, fee);
  if (sold === null) return null;
  return { network: { ...network, subnet: sold.subnet }, tao: sold.received };
}

/** Throws a RangeError at a taker whose hotkey a world does not have. */
export function checkTaker(
  { hotkeys }: Pick<NetworksState<Numbered, StakePool>, 'hotkeys'>,
  netuid: Netuid,
  taker: FeeTaker | undefined,
): void {
  if (taker !== undefined && !hotkeys.has(taker.hotkey))
    throw new RangeError(
      `hotkey ${taker.hotkey}, which takes the fees of netuid ${netuid}, is not among the ${hotkeys.size} hotkeys of the world; add it first`,
    );
}
