import { columnOf, inRao, keyText, present } from '../columns.ts';
import type { Place } from '../fields.ts';
import type { Column, Columns } from '../part.ts';
import type { StorageMap, StorageMaps } from './maps.ts';

/** u64::MAX · 0.18, the weight of TAO on Finney. */
const finneyTaoWeight = 3_320_413_933_267_719_290n;
const wholeWeight = 2n ** 64n - 1n;

/**
 * Stakes of a subnet’s hotkeys: alpha on the subnet, and TAO on the root network times its weight, floored (subtensor v3.4.9-424
 * stake_utils.rs, get_stake_weights_for_hotkey_on_subnet(), without parents and children).
 */
export function stakesOfStorage(
  maps: StorageMaps,
  netuid: number,
  size: number,
): Pick<Columns, 'stake' | 'alphaStake' | 'taoStake' | 'hotkey' | 'coldkey'> & {
  readonly notes: readonly string[];
} {
  const places = Array.from({ length: size }, (_, uid) => maps.map('Keys').get(`${netuid},${uid}`));
  if (places.every((place) => place === undefined)) return { notes: [] };
  const hotkey = columnOf(places, keyText);
  const owners = maps.map('Owner');
  const coldkey = columnOf(
    hotkey.values.map((key) => owners.get(String(key))),
    keyText,
  );
  const alpha = maps.map('TotalHotkeyAlpha');
  const before = maps.map('TotalHotkeyStake');
  const weightPlace = maps.value('TaoWeight');
  const hasAlpha = alpha.size > 0;
  const amounts = (of: (key: string) => Place | undefined) =>
    orNothing(
      columnOf(
        hotkey.values.map((key) => of(String(key))),
        inRao,
      ),
    );
  if (!hasAlpha)
    return {
      hotkey,
      coldkey,
      ...present({ stake: before.size === 0 ? undefined : amounts((key) => before.get(key)) }),
      notes: [],
    };
  refuseStrangeKeys(alpha, hotkey.values);
  const alphaStake = amounts((key) => alpha.get(`${key},${netuid}`));
  const taoStake = amounts((key) => alpha.get(`${key},0`));
  const weight = weightPlace?.big() ?? finneyTaoWeight;
  const values = alphaStake.values.map(
    (rao, uid) => (rao ?? 0n) + ((taoStake.values[uid] ?? 0n) * weight) / wholeWeight,
  );
  const families = ['ChildKeys', 'ParentKeys'].filter((item) => maps.map(item).size > 0);
  return {
    ...{
      hotkey,
      coldkey,
      alphaStake,
      taoStake,
      stake: { values, mark: families.length > 0 ? 'inferred' : 'exact' },
    },
    notes: [
      ...(weightPlace === undefined && taoStake.values.some((rao) => rao !== 0n)
        ? ['TaoWeight is not in the dump: TAO counts 0.18']
        : []),
      ...(families.length > 0 ? ['stake from parent hotkeys is not added'] : []),
    ],
  };
}

/** Hotkeys of two forms never meet, and all stakes would be 0. */
function refuseStrangeKeys(alpha: StorageMap, hotkeys: readonly (string | null)[]): void {
  const [first] = alpha;
  const isHex = (key: string) => key.startsWith('0x');
  const own = hotkeys.find((key) => key !== null);
  if (own == null || first === undefined || isHex(own) === isHex(first[0])) return;
  first[1].fail(
    `of a hotkey written as in Keys, ${own}`,
    `its key is ${first[0].split(',')[0]}: dump both in SS58, or both in hexadecimal`,
  );
}

/** A key without an entry holds nothing: that is how the chain stores a zero. */
const orNothing = ({ values, mark }: Column<bigint>): Column<bigint> => ({
  values: values.map((rao) => rao ?? 0n),
  mark,
});
