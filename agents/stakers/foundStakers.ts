import type { PricedSubnet } from '../../sim/coinbase/priceCoinbase.ts';
import { exp, normalQuantile } from '../../sim/math/elementary.ts';
import { u64Max } from '../../sim/math/saturating.ts';
import { type FirstStake, foundNetworks } from '../../sim/networks/foundNetworks.ts';
import type { Keyholder } from '../../sim/networks/networksState.ts';
import { priceRules } from '../../sim/networks/priceRules.ts';
import { stream } from '../../sim/random.ts';
import type { Blocks, Netuid, Serial, Share } from '../../sim/units.ts';
import {
  issuedForAnEighth,
  raoOf,
  sampledPlaces,
  sampledRootTao,
  sampledSetting,
  sampledSubnet,
  usualStride,
} from './chainSample.ts';
import { drawHolders, type Holder, type HolderShares } from './holder.ts';
import { chosenHotkey, type Menu, menuAt } from './pickValidator.ts';
import {
  minersColdkey,
  minersHotkey,
  ownerColdkey,
  ownerHotkey,
  placeKey,
  type StakersState,
  type StakersTaste,
  type StakersWorld,
} from './stakersWorld.ts';
import { stratified } from './stratified.ts';
import { drawValidators, takeInU16, type Validator, type ValidatorSettings } from './validators.ts';

/** What a world of stakers is told. */
export interface StakersSetup {
  readonly validators: ValidatorSettings;
  /** Rank that the shared validator has, and that stays empty without one. */
  readonly rankOfShared: number;
  readonly holders: HolderShares;
  readonly taste: StakersTaste;
  /** Chance that a holder is on a subnet when the world begins. */
  readonly presence: Share;
  /** Standard deviation of the logarithm of the part of its alpha that a subnet's owner has when the world begins. */
  readonly ownerSpread: number;
  /** chosen: each holder's stake is where it would choose; genesis: holders are dealt to validators one by one, the richest first. */
  readonly start: 'chosen' | 'genesis';
  readonly stride?: Blocks;
  /** Factor on root's TAO; 1 is usual. */
  readonly rootFactor?: number;
}

/** Part of a subnet's alpha that its owner has on its own hotkey when the world begins: the median, and the most. */
const ownerHeld = { median: 0.1, most: 0.98 } as const;
/** Spread of the logarithm of what holders of equal wealth have on a subnet. */
const tasteSpread = 1;
const firstBlock = 10_000;

/** Who is there when the world begins. */
interface Cast {
  readonly setup: StakersSetup;
  readonly seed: string;
  readonly stride: Blocks;
  readonly validators: readonly Validator[];
  readonly holders: readonly Holder[];
  readonly subnets: readonly PricedSubnet[];
  /** By netuid. */
  readonly ownerParts: ReadonlyMap<Netuid, Share>;
}

/** The validator on which a holder stakes at first in a network. */
type FirstPick = (holder: Holder, netuid: Netuid) => Serial;

/** The world of stakers on 11 April 2026: an eighth of the chain's subnets and of its root, holders as rich as at Nakamoto's end. */
export function foundStakers(setup: StakersSetup, seed: string): StakersWorld {
  const { stride = usualStride, taste } = setup;
  const validators = drawValidators(seed, setup.validators, setup.rankOfShared);
  const holders = drawHolders(seed, setup.holders);
  const subnets = sampledPlaces(seed).map((place) => sampledSubnet(place, firstBlock, stride));
  const cast: Cast = {
    setup,
    seed,
    stride,
    validators,
    holders,
    subnets,
    ownerParts: partsOfOwners(setup, subnets, seed),
  };
  const ownerLuck = luckOfOwners(cast);
  const menus = new Map(
    [0, ...subnets.map(({ netuid }) => netuid)].map((netuid) => [
      netuid,
      menuAt({ seed, validators, taste, ownerLuck }, netuid),
    ]),
  );
  const picks = new Map<number, Serial>();
  const state = firstState(cast, (holder, netuid) => {
    const hotkey = firstPick(cast, menus.get(netuid)!, holder, netuid);
    picks.set(placeKey(holder.coldkey, netuid), hotkey);
    return hotkey;
  });
  const owned = subnets.map(
    (subnet) => [placeKey(ownerColdkey(subnet.netuid), subnet.netuid), ownedAtFirst(cast, subnet)] as const,
  );
  const setting = sampledSetting(stride);
  const people = { seed, taste, validators, holders, ownerLuck, menus, picks };
  return {
    ...people,
    state,
    stride,
    setting,
    taoWeightOfOne: Number((setting.taoWeight * 1_000_000n) / u64Max) / 1e6,
    day: 0,
    orders: [],
    kept: new Map(owned),
    prices: [],
    tally: { moved: [], moves: [], fundIncome: [], fundSold: [], fundImpact: [], swapped: [] },
  };
}

/** By netuid, a standard normal; over the subnets they are dealt out evenly. */
function luckOfOwners({ seed, subnets }: Cast): ReadonlyMap<Netuid, number> {
  const lucks = stratified(seed, 'trust in owners', subnets.length).map(normalQuantile);
  return new Map(subnets.map(({ netuid }, place) => [netuid, lucks[place]]));
}

/** Books of the first block: all of root is the holders', and nearly all alpha outside the pools theirs and the owners'. */
function firstState(cast: Cast, pick: FirstPick): StakersState {
  const { setup, stride, validators, holders, subnets } = cast;
  const rootTao = sampledRootTao * (setup.rootFactor ?? 1);
  return foundNetworks(priceRules, {
    block: firstBlock,
    issued: issuedForAnEighth,
    hotkeys: keyholders(validators, subnets, setup.validators.take),
    rootStakes: holders.map((holder) => ({
      hotkey: pick(holder, 0),
      coldkey: holder.coldkey,
      rao: raoOf(holder.wealth * rootTao, stride),
    })),
    networks: subnets.map((subnet) => ({
      subnet,
      owner: { coldkey: ownerColdkey(subnet.netuid), hotkey: ownerHotkey(subnet.netuid) },
      stakes: firstStakes(cast, subnet, pick),
    })),
  });
}

function firstPick({ setup, seed, validators }: Cast, menu: Menu, { coldkey, rank }: Holder, netuid: Netuid) {
  if (setup.start === 'genesis') return validators[rank % validators.length].hotkey;
  const draw = stream(seed, 'first choice', placeKey(coldkey, netuid)).next();
  return chosenHotkey(menu, undefined, 0, draw);
}

/** By netuid, the part of the alpha that is the owner's at first: lognormal, and dealt out evenly over the subnets. */
function partsOfOwners(
  { ownerSpread }: StakersSetup,
  subnets: readonly PricedSubnet[],
  seed: string,
): ReadonlyMap<Netuid, Share> {
  const draws = stratified(seed, 'held by the owner', subnets.length);
  const part = (draw: number): Share =>
    Math.min(ownerHeld.median * exp(ownerSpread * normalQuantile(draw)), ownerHeld.most);
  return new Map(subnets.map(({ netuid }, place) => [netuid, part(draws[place])]));
}

const ownedAtFirst = ({ ownerParts }: Cast, { netuid, pool }: PricedSubnet): bigint =>
  BigInt(Math.floor(Number(pool.alphaOut) * (ownerParts.get(netuid) ?? 0)));

/** A subnet's alpha outside the pool: a part is its owner's, the rest that of holders who are there, by wealth and taste. */
function firstStakes(cast: Cast, subnet: PricedSubnet, pick: FirstPick): FirstStake<bigint>[] {
  const { seed, holders } = cast;
  const { netuid, pool } = subnet;
  const wants = holders.map(({ rank, wealth }) => {
    const draws = stream(seed, 'alpha held', `${rank} ${netuid}`);
    return draws.next() < cast.setup.presence ? draws.lognormal(wealth, tasteSpread) : 0;
  });
  const all = wants.reduce((sum, want) => sum + want, 0);
  const owned = ownedAtFirst(cast, subnet);
  const left = Number(pool.alphaOut - owned) * 0.999_999;
  const own = { hotkey: ownerHotkey(netuid), coldkey: ownerColdkey(netuid), rao: owned };
  const held = holders.flatMap((holder, place) =>
    wants[place] > 0
      ? [
          {
            hotkey: pick(holder, netuid),
            coldkey: holder.coldkey,
            rao: BigInt(Math.floor((left * wants[place]) / all)),
          },
        ]
      : [],
  );
  return [own, ...held];
}

/** Hotkeys of all validators, owners and miners. */
function keyholders(
  validators: readonly Validator[],
  subnets: readonly PricedSubnet[],
  take: Share,
): ReadonlyMap<Serial, Keyholder> {
  const keys = (coldkey: Serial, own: Share) => ({ coldkey, take: takeInU16(own), childkeyTake: 0 });
  return new Map([
    ...validators.map(({ hotkey, coldkey, take: own }) => [hotkey, keys(coldkey, own)] as const),
    ...subnets.flatMap(({ netuid }) => [
      [ownerHotkey(netuid), keys(ownerColdkey(netuid), take)] as const,
      [minersHotkey(netuid), keys(minersColdkey(netuid), 0)] as const,
    ]),
  ]);
}
