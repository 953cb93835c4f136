import type { Earned } from '../drain/drainEpoch.ts';
import type { DrainedHotkey, StakesByHotkey } from '../drain/subnetStakes.ts';
import type { Serial } from '../units.ts';
import type { NetworksState, Numbered, StakePool } from './networksState.ts';

/** Stakes by hotkey. A world has more hotkeys than one network asks for, so each is put together when it is asked for. */
export type HotkeyStakes = StakesByHotkey & { readonly size: number };

/** All hotkeys with their stakes; those that an epoch names hold a uid. */
export function hotkeyStakes<Subnet extends Numbered, Pool extends StakePool>(
  { hotkeys, rootPools }: NetworksState<Subnet, Pool>,
  pools: ReadonlyMap<Serial, Pool>,
  earned: readonly Earned[],
): HotkeyStakes {
  const seated = new Set(earned.map(({ hotkey }) => hotkey));
  const seen = new Map<Serial, DrainedHotkey>();
  return {
    size: hotkeys.size,
    get: (hotkey) => {
      const known = seen.get(hotkey);
      if (known !== undefined) return known;
      const keys = hotkeys.get(hotkey);
      if (keys === undefined) return undefined;
      const { coldkey, take, childkeyTake } = keys;
      const onRoot = rootPools.get(hotkey);
      const stakes = {
        coldkey,
        take,
        childkeyTake,
        alphaStake: pools.get(hotkey)?.value ?? 0n,
        rootStake: onRoot?.value ?? 0n,
        seated: seated.has(hotkey),
        onRoot: onRoot !== undefined,
      };
      seen.set(hotkey, stakes);
      return stakes;
    },
  };
}
