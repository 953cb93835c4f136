import { type Drained, drainEpoch, type Earned } from '../../../sim/drain/drainEpoch.ts';
import {
  type DrainedHotkey,
  recycleOrBurnModes,
  type SubnetStakes,
} from '../../../sim/drain/subnetStakes.ts';
import { type Serial, u16Max } from '../../../sim/units.ts';
import type { Cell, Comparison } from './compare.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { builtVersion, notBuilt } from './versions.ts';

/** What was pending for an epoch of v3.4.9-424, and to whom the chain credited it. */

const version = 'v3.4.9-424';
/** u16 share of a hotkey that has set no take. */
export const defaultTake = 11_796;

export const isDrainFile = (top: Place): boolean => {
  const [first] = top.has('cases') ? top.at('cases').list() : [];
  return first?.has('input') === true && first.at('input').has('pendingServer');
};

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformDrain(top: Place, tally: FileTally): void {
  const rules = builtVersion(version);
  for (const place of top.only(['format', 'note', 'cases']).at('cases').list()) {
    place.only(['name', 'note', 'input', 'out']);
    if (rules?.drain === undefined) {
      tally.of(version, notBuilt).skip(place.at('out').value);
      continue;
    }
    const input = place.at('input').only(inputKeys);
    const hotkeys = input.at('hotkeys').list().map(readHotkey);
    const subnet = readSubnet(input, hotkeys);
    const pending = {
      server: input.at('pendingServer').u64(),
      validator: input.at('pendingValidator').u64(),
      root: input.at('pendingRoot').u64(),
      ownerCut: input.at('ownerCut').u64(),
    };
    const drained = drainEpoch(rules.drain, subnet, pending, input.at('epoch').list().map(readEarned));
    const epochAlpha = pending.server + pending.validator + pending.root;
    const netuid = input.at('netuid').count(u16Max);
    compareDrained(
      place.at('out'),
      drained,
      { epochAlpha, netuid, totals: totalsOf(subnet, drained, netuid) },
      tally.of(rules.ruleset),
    );
  }
}

const inputKeys = [
  'netuid',
  'taoWeight',
  'ckBurn',
  'owner',
  'recycleOrBurn',
  'hotkeys',
  'children',
  'pendingServer',
  'pendingValidator',
  'pendingRoot',
  'ownerCut',
  'epoch',
];

interface RecordedHotkey extends DrainedHotkey {
  readonly hotkey: number;
  /** The hotkey that its coldkey has incentives staked to; null: not said here. */
  readonly destination: number | null;
}

function readHotkey(row: Place): RecordedHotkey {
  const [hotkey, coldkey, take, childkeyTake, alpha, root, uid, registered, destination] = row.list(9);
  registered.count();
  return {
    hotkey: hotkey.count(),
    coldkey: coldkey.count(),
    take: take.value === null ? defaultTake : take.count(u16Max),
    childkeyTake: childkeyTake.count(u16Max),
    alphaStake: alpha.u64(),
    rootStake: root.u64(),
    seated: uid.value !== null,
    onRoot: false,
    destination: destination.value === null ? null : destination.count(),
  };
}

/** A subnet whose hotkeys can be listed. */
type RecordedSubnet = SubnetStakes & { readonly hotkeys: ReadonlyMap<Serial, DrainedHotkey> };

function readSubnet(input: Place, hotkeys: readonly RecordedHotkey[]): RecordedSubnet {
  const mode = input.at('recycleOrBurn').value ?? 'burn';
  const chosen = hotkeys.flatMap(({ coldkey, destination }) =>
    destination === null ? [] : [[coldkey, destination] as const],
  );
  return {
    hotkeys: new Map(hotkeys.map((row) => [row.hotkey, row])),
    children: input
      .at('children')
      .list()
      .map((edge) => {
        const [parent, child, proportion] = edge.list(3);
        return { parent: parent.count(), child: child.count(), proportion: proportion.u64() };
      }),
    owner: readOwner(input.at('owner')),
    autoStake: new Map(chosen),
    recycleOrBurn:
      recycleOrBurnModes.find((known) => known === mode) ??
      input.at('recycleOrBurn').fail('"burn", "recycle" or null'),
    taoWeight: input.at('taoWeight').u64(),
    childkeyBurn: input.at('ckBurn').u64(),
  };
}

export function readOwner(place: Place): SubnetStakes['owner'] {
  if (place.value === null) return null;
  const [coldkey, hotkey] = place.list(2);
  return { coldkey: coldkey.count(), hotkey: hotkey.count() };
}

export function readEarned(row: Place): Earned {
  const [hotkey, incentive, dividend] = row.list(3);
  return { hotkey: hotkey.count(), incentive: incentive.u64(), dividend: dividend.u64() };
}

function compareDrained(
  out: Place,
  drained: Drained,
  more: { readonly epochAlpha: bigint; readonly netuid: number; readonly totals: Cell[][] },
  tally: Comparison,
): void {
  const got: Readonly<Record<string, Cell | readonly (readonly Cell[])[]>> = {
    epochAlpha: more.epochAlpha,
    credits: creditRows(drained, more.netuid),
    minerBurnedBits: drained.minerBurned,
    alphaDividends: drained.alphaDividends,
    rootAlphaDividends: drained.rootDividends,
    rootClaimableBits: drained.claimRates,
    totals: more.totals,
  };
  for (const key of out.only(Object.keys(got)).keys()) {
    const { value, path } = out.at(key);
    const own = got[key];
    if (Array.isArray(own)) tally.table(value, own, path);
    else if (typeof own === 'bigint') tally.integer(value, own, path);
  }
}

/** As recorded: kind, hotkey, coldkey, netuid, RAO. */
const creditRows = ({ credits }: Drained, netuid: number): Cell[][] =>
  credits.map((credit) => {
    switch (credit.to) {
      case 'one':
        return ['one', credit.hotkey, credit.coldkey, netuid, credit.rao];
      case 'recycled':
        return ['recycle', null, null, netuid, credit.rao];
      case 'burned':
        return ['burn', null, null, netuid, credit.rao];
      default:
        return [credit.to, credit.hotkey, null, netuid, credit.rao];
    }
  });

/** [hotkey, netuid, RAO] after the drain, root first. */
function totalsOf({ hotkeys }: RecordedSubnet, { credits }: Drained, netuid: number): Cell[][] {
  const alpha = new Map([...hotkeys].map(([hotkey, { alphaStake }]) => [hotkey, alphaStake]));
  for (const credit of credits) {
    if (credit.to !== 'one' && credit.to !== 'all') continue;
    alpha.set(credit.hotkey, (alpha.get(credit.hotkey) ?? 0n) + credit.rao);
  }
  return [...alpha]
    .sort(([one], [other]) => one - other)
    .flatMap(([hotkey, rao]) => {
      const known = hotkeys.get(hotkey);
      const root: Cell[][] = known === undefined ? [] : [[hotkey, 0, known.rootStake]];
      return [...root, [hotkey, netuid, rao]];
    });
}
