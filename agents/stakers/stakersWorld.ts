import type { PricedSubnet } from '../../sim/coinbase/priceCoinbase.ts';
import type { SharePool } from '../../sim/delegation/sharePool.ts';
import type { NetworksSetting } from '../../sim/networks/networksRules.ts';
import type { NetworksState } from '../../sim/networks/networksState.ts';
import { priceRules } from '../../sim/networks/priceRules.ts';
import type { StakePlace } from '../../sim/networks/staking.ts';
import type { Blocks, Netuid, Serial, Share, Tao } from '../../sim/units.ts';
import { amountOf } from './chainSample.ts';
import type { Holder } from './holder.ts';
import type { ChoiceTaste } from './validatorChoice.ts';
import type { Validator } from './validators.ts';

export type StakersState = NetworksState<PricedSubnet, SharePool>;

/** What a holder has decided and will do. */
export type StakeOrder =
  | {
      readonly kind: 'move';
      readonly due: number;
      readonly coldkey: Serial;
      readonly netuid: Netuid;
      readonly to: Serial;
    }
  | {
      readonly kind: 'trade';
      readonly due: number;
      readonly coldkey: Serial;
      /** 0: root; null: free TAO. */
      readonly from: Netuid | null;
      readonly to: Netuid | null;
      /** Part of what is there. */
      readonly part: Share;
    };

/** How holders and earners behave. */
export interface StakersTaste extends ChoiceTaste {
  /** Trust in the owner's validator on its own subnet, log-odds against the most trusted one; mean over subnets. */
  readonly ownerTrust: number;
  /** Standard deviation of the trust in a validator over subnets, log-odds. */
  readonly localSpread: number;
  /** Chance that a validator works on a subnet. */
  readonly coverage: Share;
  /** Mean days between two looks at the validators. */
  readonly reviewDays: number;
  /** Days between a decision and the act. */
  readonly delay: number;
  /** Trades of a holder a day, mean. */
  readonly tradesPerDay: number;
  /** Log-odds of a trader's choice of a network, for each unit of what it goes by. */
  readonly sharpness: number;
  /** Part of a holding that a trade moves. */
  readonly lot: Share;
  /** Largest trade, as a part of the pool's TAO. */
  readonly largestTrade: Share;
  /** TAO that is swapped in round trips in a day, both ways together, as a part of the pool's; 0: there are none. */
  readonly roundTrips: Share;
  /** Part of their alpha that miners and owners sell, net of what new money buys. */
  readonly earnersSell: Share;
  /** Part of its take that the shared validator sells for the DAO; it keeps the rest staked. */
  readonly daoShare: Share;
  /** Part of the miners' incentive that goes to the owner's hotkey, where it burns. */
  readonly burned: Share;
}

/** A world of stakers between two days. Changed in place. */
export interface StakersWorld {
  state: StakersState;
  day: number;
  readonly stride: Blocks;
  readonly seed: string;
  readonly taste: StakersTaste;
  readonly validators: readonly Validator[];
  readonly holders: readonly Holder[];
  /** Hotkey on which a coldkey stakes, by `placeKey`. */
  readonly picks: Map<number, Serial>;
  /** How much more than the mean one the owner of a subnet is trusted, in standard deviations. */
  readonly ownerLuck: ReadonlyMap<Netuid, number>;
  /** What each network offers to one who chooses anew. */
  readonly menus: Map<Netuid, { readonly hotkeys: readonly Serial[]; readonly shares: readonly Share[] }>;
  orders: StakeOrder[];
  /** RAO that an earner had at a place after its last payday, by `placeKey`. */
  readonly kept: Map<number, bigint>;
  /** What a RAO on root counts beside one of alpha. */
  readonly taoWeightOfOne: number;
  readonly setting: NetworksSetting;
  /** [day][network] price at the beginning of each day, TAO for one alpha. */
  readonly prices: number[][];
  readonly tally: StakersTally;
}

/** What happened, day by day: [day]. Amounts of the sample, on the scale of the chain. */
export interface StakersTally {
  /** Stake that changed its validator, TAO at the day's prices. */
  readonly moved: Tao[];
  /** Moves and trades that were carried out, round trips apart. */
  readonly moves: number[];
  /** What the shared validator's operator was paid, TAO at the day's prices. */
  readonly fundIncome: Tao[];
  /** TAO that its sales brought. */
  readonly fundSold: Tao[];
  /** Sum over networks of the logarithm by which its sales lowered the price. */
  readonly fundImpact: number[];
  /** [day][network] TAO swapped since the beginning. */
  readonly swapped: Tao[][];
}

/** Serials of the hotkeys and coldkeys of a subnet's owner and its miners. */
export const ownerHotkey = (netuid: Netuid): Serial => 1000 + netuid;
export const ownerColdkey = (netuid: Netuid): Serial => 30_000 + netuid;
export const minersHotkey = (netuid: Netuid): Serial => 2000 + netuid;
export const minersColdkey = (netuid: Netuid): Serial => 40_000 + netuid;

export const placeKey = (coldkey: Serial, netuid: Netuid): number => netuid * 100_000 + coldkey;

/** TAO for one alpha; 1 on root. */
export function priceAt({ state }: Pick<StakersWorld, 'state'>, netuid: Netuid): number {
  if (netuid === 0) return 1;
  const network = state.networks.find(({ subnet }) => subnet.netuid === netuid);
  return network === undefined ? 0 : spot(network.subnet);
}

/** Price of a pool, TAO for one alpha. */
export const spot = ({ pool }: Pick<PricedSubnet, 'pool'>): number => Number(pool.tao) / Number(pool.alphaIn);

/** All pools of a network by hotkey; root's for netuid 0. */
export function poolsAt(
  { state }: Pick<StakersWorld, 'state'>,
  netuid: Netuid,
): ReadonlyMap<Serial, SharePool> {
  if (netuid === 0) return state.rootPools;
  return state.networks.find(({ subnet }) => subnet.netuid === netuid)?.pools ?? new Map();
}

/** RAO of the model that a coldkey has on a hotkey. */
export function stakeOf(world: Pick<StakersWorld, 'state'>, { coldkey, hotkey, netuid }: StakePlace): bigint {
  const pool = poolsAt(world, netuid).get(hotkey);
  return pool === undefined ? 0n : priceRules.shares.valueOf(pool, coldkey);
}

/** What a coldkey has in a network on the hotkey of its choice: where, and RAO of the model. */
export function holdingAt(world: StakersWorld, coldkey: Serial, netuid: Netuid) {
  const hotkey = world.picks.get(placeKey(coldkey, netuid));
  if (hotkey === undefined) return null;
  const place: StakePlace = { coldkey, hotkey, netuid };
  const rao = stakeOf(world, place);
  return rao > 0n ? { place, rao } : null;
}

/** [network] netuids, root first. */
export const netuidsOf = ({ state }: Pick<StakersWorld, 'state'>): Netuid[] => [
  0,
  ...state.networks.map(({ subnet }) => subnet.netuid),
];

/** TAO of the chain's scale that RAO of the model are worth in a network. */
export const worthAt = (world: StakersWorld, netuid: Netuid, rao: bigint): Tao =>
  amountOf(rao, world.stride) * priceAt(world, netuid);
