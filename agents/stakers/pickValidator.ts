import { exp } from '../../sim/math/elementary.ts';
import { stream } from '../../sim/random.ts';
import type { Netuid, Serial, Share } from '../../sim/units.ts';
import { holdingAt, netuidsOf, ownerHotkey, placeKey, type StakersWorld } from './stakersWorld.ts';
import { choiceShares, drawnFrom, type ValidatorOption } from './validatorChoice.ts';
import { netShare, type Validator } from './validators.ts';

/** A validator that a network offers, by its hotkey. */
export type NamedOption = ValidatorOption & { readonly hotkey: Serial };

/** What choices of validators depend on. */
export type Choosing = Pick<StakersWorld, 'seed' | 'validators' | 'taste' | 'ownerLuck'>;

/**
 * Validators to choose from in a network: all on root; on a subnet those that work there, and the owner's, which takes as the others
 * take. How much holders trust a validator differs by subnet.
 */
export function optionsAt(
  { seed, validators, taste, ownerLuck }: Choosing,
  netuid: Netuid,
  present: Serial | undefined,
): NamedOption[] {
  const isRoot = netuid === 0;
  const option = (hotkey: Serial, net: number, trust: number, luck: number): NamedOption => ({
    hotkey,
    net,
    trust: trust + (isRoot ? 0 : taste.localSpread * luck),
    isPresent: hotkey === present,
  });
  const works = ({ hotkey }: Validator) =>
    isRoot || stream(seed, 'works on', `${hotkey} ${netuid}`).next() < taste.coverage;
  const options = validators.filter(works).map((each) => {
    const luck = stream(seed, 'local trust', `${each.hotkey} ${netuid}`).normal();
    return option(each.hotkey, netShare(each), each.trust, luck);
  });
  if (isRoot) return options;
  const { take } = validators.find(({ isShared }) => !isShared)!;
  const net = netShare({ take, performance: ownerPerformance });
  return [...options, option(ownerHotkey(netuid), net, taste.ownerTrust, ownerLuck.get(netuid) ?? 0)];
}

/** An owner's validator performs as the mean one. */
export const ownerPerformance = 0.91;

/** What a network offers to a holder who is on none of it: hotkeys, and the odds of each. */
export interface Menu {
  readonly hotkeys: readonly Serial[];
  /** Of sum 1. */
  readonly shares: readonly Share[];
}

export function menuAt(world: Choosing, netuid: Netuid): Menu {
  const options = optionsAt(world, netuid, undefined);
  return { hotkeys: options.map(({ hotkey }) => hotkey), shares: choiceShares(options, world.taste) };
}

/** The validator that a holder would choose now, by a uniform draw: the present one has the odds of staying on top. */
export function chosenHotkey(
  { hotkeys, shares }: Menu,
  present: Serial | undefined,
  inertia: number,
  draw: number,
): Serial {
  const place = present === undefined ? -1 : hotkeys.indexOf(present);
  if (place < 0) return hotkeys[drawnFrom(shares, draw)];
  const more = shares[place] * (exp(inertia) - 1);
  const target = draw * (1 + more);
  const stays = shares.slice(0, place).reduce((sum, share) => sum + share, 0);
  if (target >= stays && target < stays + shares[place] + more) return hotkeys[place];
  return hotkeys[drawnFrom(shares, target < stays ? target : target - more)];
}

function menuOf(world: StakersWorld, netuid: Netuid): Menu {
  const known = world.menus.get(netuid);
  if (known !== undefined) return known;
  const menu = menuAt(world, netuid);
  world.menus.set(netuid, menu);
  return menu;
}

/** The hotkey on which a coldkey stakes in a network: the one of its last choice, else a new choice, which it keeps. */
export function pickOf(world: StakersWorld, coldkey: Serial, netuid: Netuid): Serial {
  const key = placeKey(coldkey, netuid);
  const known = world.picks.get(key);
  if (known !== undefined) return known;
  const hotkey = chosenHotkey(
    menuOf(world, netuid),
    undefined,
    0,
    stream(world.seed, 'first choice', key).next(),
  );
  world.picks.set(key, hotkey);
  return hotkey;
}

/** A holder looks at the validators of all its places, and decides to move where another one is better to it. */
export function reviewValidators(world: StakersWorld, coldkey: Serial): void {
  const draws = stream(world.seed, 'review', `${coldkey} ${world.day}`);
  for (const netuid of netuidsOf(world)) {
    const draw = draws.next();
    const holding = holdingAt(world, coldkey, netuid);
    if (holding === null) continue;
    const to = chosenHotkey(menuOf(world, netuid), holding.place.hotkey, world.taste.inertia, draw);
    if (to === holding.place.hotkey) continue;
    world.orders.push({ kind: 'move', due: world.day + world.taste.delay, coldkey, netuid, to });
  }
}
