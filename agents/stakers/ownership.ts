import { herfindahl, nakamotoCoefficient } from '../../sim/metrics/concentration.ts';
import type { Netuid, Serial, Share, Tao } from '../../sim/units.ts';
import { netuidsOf, poolsAt, type StakersWorld, stakeOf, worthAt } from './stakersWorld.ts';

/** Part that the `count` largest have together; 0 of nothing. */
export function topShare(amounts: readonly number[], count: number): Share {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const top = [...amounts].sort((one, other) => other - one).slice(0, count);
  return sum > 0 ? top.reduce((total, amount) => total + amount, 0) / sum : 0;
}

/** Stake by hotkey in a network, RAO of the model. */
export const stakeByHotkey = (world: StakersWorld, netuid: Netuid): ReadonlyMap<Serial, number> =>
  new Map([...poolsAt(world, netuid)].map(([hotkey, { value }]) => [hotkey, Number(value)]));

/** [wallet] stake of each coldkey in a network, over all hotkeys, RAO of the model. */
export function stakeByWallet(world: StakersWorld, netuid: Netuid): number[] {
  const sums = new Map<Serial, number>();
  for (const [hotkey, { shares }] of poolsAt(world, netuid))
    for (const coldkey of shares.keys()) {
      const rao = Number(stakeOf(world, { coldkey, hotkey, netuid }));
      sums.set(coldkey, (sums.get(coldkey) ?? 0) + rao);
    }
  return [...sums.values()];
}

/** Stake of a validator's hotkey over all networks, TAO at the present prices. */
export function worthByHotkey(world: StakersWorld): ReadonlyMap<Serial, Tao> {
  const sums = new Map<Serial, Tao>();
  for (const netuid of netuidsOf(world))
    for (const [hotkey, { value }] of poolsAt(world, netuid))
      sums.set(hotkey, (sums.get(hotkey) ?? 0) + worthAt(world, netuid, value));
  return sums;
}

/** TAO that a coldkey owns: staked at the present prices, and free. */
export function wealthByWallet(world: StakersWorld): ReadonlyMap<Serial, Tao> {
  const sums = new Map<Serial, Tao>();
  const add = (coldkey: Serial, tao: Tao) => sums.set(coldkey, (sums.get(coldkey) ?? 0) + tao);
  for (const netuid of netuidsOf(world))
    for (const [hotkey, { shares }] of poolsAt(world, netuid))
      for (const coldkey of shares.keys())
        add(coldkey, worthAt(world, netuid, stakeOf(world, { coldkey, hotkey, netuid })));
  for (const [coldkey, rao] of world.state.balances) add(coldkey, worthAt(world, 0, rao));
  return sums;
}

/** How concentrated amounts by owner are. */
export interface Ownership {
  readonly hhi: number;
  readonly nakamoto: number;
  readonly top1: Share;
  readonly top5: Share;
  readonly top10: Share;
}

export const ownershipOf = (amounts: readonly number[]): Ownership => ({
  hhi: herfindahl(amounts),
  nakamoto: nakamotoCoefficient(amounts),
  top1: topShare(amounts, 1),
  top5: topShare(amounts, 5),
  top10: topShare(amounts, 10),
});
