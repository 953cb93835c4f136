import { stream } from '../../sim/random.ts';
import type { Netuid, Serial } from '../../sim/units.ts';
import { holdingAt, netuidsOf, ownerHotkey, placeKey, type StakersWorld } from './stakersWorld.ts';
import { choiceShares, drawnFrom, type ValidatorOption } from './validatorChoice.ts';
import { netShare } from './validators.ts';

/** A validator that a network offers, by its hotkey. */
export type NamedOption = ValidatorOption & { readonly hotkey: Serial };

/** Validators to choose from in a network: all on root, and on a subnet its owner's as well, which takes and performs as the first. */
export function optionsAt(
  { validators, taste }: Pick<StakersWorld, 'validators' | 'taste'>,
  netuid: Netuid,
  present: Serial | undefined,
): NamedOption[] {
  const options = validators.map((validator) => ({
    hotkey: validator.hotkey,
    net: netShare(validator),
    trust: validator.trust,
    isPresent: validator.hotkey === present,
  }));
  if (netuid === 0) return options;
  const hotkey = ownerHotkey(netuid);
  const { take } = validators.find(({ isShared }) => !isShared)!;
  const owner = { hotkey, net: netShare({ take, performance: ownerPerformance }), trust: taste.ownerTrust };
  return [...options, { ...owner, isPresent: hotkey === present }];
}

/** An owner's validator performs as the mean one. */
export const ownerPerformance = 0.91;

/** The validator that a holder would choose now, by a uniform draw. */
export function chosenHotkey(
  world: Pick<StakersWorld, 'validators' | 'taste'>,
  netuid: Netuid,
  present: Serial | undefined,
  draw: number,
): Serial {
  const options = optionsAt(world, netuid, present);
  return options[drawnFrom(choiceShares(options, world.taste), draw)].hotkey;
}

/** The hotkey on which a coldkey stakes in a network: the one of its last choice, else a new choice, which it keeps. */
export function pickOf(world: StakersWorld, coldkey: Serial, netuid: Netuid): Serial {
  const key = placeKey(coldkey, netuid);
  const known = world.picks.get(key);
  if (known !== undefined) return known;
  const hotkey = chosenHotkey(world, netuid, undefined, stream(world.seed, 'first choice', key).next());
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
    const to = chosenHotkey(world, netuid, holding.place.hotkey, draw);
    if (to === holding.place.hotkey) continue;
    world.orders.push({ kind: 'move', due: world.day + world.taste.delay, coldkey, netuid, to });
  }
}
