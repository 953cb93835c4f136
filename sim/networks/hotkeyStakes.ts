import type { Earned } from '../drain/drainEpoch.ts';
import type { DrainedHotkey, StakesByHotkey } from '../drain/subnetStakes.ts';
import type { Serial } from '../units.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';

/** Stakes by hotkey. A world has more hotkeys than one network asks for, so each is put together when it is asked for. */
export type HotkeyStakes = StakesByHotkey & { readonly size: number };

/** All hotkeys with their stakes. */
export function hotkeyStakes<Subnet extends Numbered, Pool extends StakePool>(
  { hotkeys, rootPools }: NetworksState<Subnet, Pool>,
  pools: ReadonlyMap<Serial, Pool>,
): HotkeyStakes {
  return {
    size: hotkeys.size,
    get: (hotkey) => {
      const keys = hotkeys.get(hotkey);
      if (keys === undefined) return undefined;
      const onRoot = rootPools.get(hotkey);
      return {
        coldkey: keys.coldkey,
        take: keys.take,
        childkeyTake: keys.childkeyTake,
        alphaStake: pools.get(hotkey)?.value ?? 0n,
        rootStake: onRoot?.value ?? 0n,
        seated: false,
        onRoot: onRoot !== undefined,
      };
    },
  };
}

/** The same where the hotkeys that an epoch names hold a uid. Each is put together once, as a drain asks for it again and again. */
export function seatedStakes(stakes: HotkeyStakes, earned: readonly Earned[]): HotkeyStakes {
  const seated = new Map<Serial, DrainedHotkey>();
  for (const { hotkey } of earned) {
    const known = stakes.get(hotkey);
    if (known !== undefined) seated.set(hotkey, { ...known, seated: true });
  }
  return { size: stakes.size, get: (hotkey) => seated.get(hotkey) ?? stakes.get(hotkey) };
}
