import { creditPools } from '../../../sim/delegation/creditPools.ts';
import { type SharePool, shareValue } from '../../../sim/delegation/sharePool.ts';
import type { Credit } from '../../../sim/drain/drainEpoch.ts';
import { type DrainedWithTao, drainWithTao, type SubnetWithTao } from '../../../sim/drain/drainWithTao.ts';
import type { DrainedHotkey } from '../../../sim/drain/subnetStakes.ts';
import { type Serial, u16Max } from '../../../sim/units.ts';
import type { Cell, Comparison } from './compare.ts';
import { defaultTake, readEarned, readOwner } from './drainVectors.ts';
import type { Place } from './place.ts';
import { readEdge } from './stakeWeightVectors.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase, orNull } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** What was pending for epochs of v2.0.11 in a row, and the shares of all pools afterwards. */

const ruleset = builtVersion('v2.0.11')?.ruleset ?? 'v2.0.11';

export const isDrainWithTaoFile = (top: Place): boolean => {
  const first = firstCase(top);
  return first?.has('rounds') === true && first.has('initial');
};

/** Pools by hotkey: of the subnet, and of root. */
interface Pools {
  readonly subnet: ReadonlyMap<Serial, SharePool>;
  readonly root: ReadonlyMap<Serial, SharePool>;
}

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformDrainWithTao(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    const input = place.only(['name', 'input', 'initial', 'rounds']).at('input');
    input.only(['netuid', 'taoWeight', 'owner', 'hotkeys', 'stakes', 'children']);
    const netuid = Number(input.at('netuid').integer(1n, BigInt(u16Max)));
    const hotkeys = new Map(input.at('hotkeys').list().map(readHotkey));
    let pools: Pools = { subnet: stakesOn(input, netuid), root: stakesOn(input, 0) };
    comparePools(place.at('initial').only(['hotkeys', 'shares']), netuid, pools, comparison);
    for (const round of place.at('rounds').list()) {
      const drained = drainRound(round, readSubnet(input, hotkeys, pools));
      pools = {
        subnet: creditPools(pools.subnet, drained.credits),
        root: creditPools(pools.root, drained.rootCredits),
      };
      compareRound(round, netuid, pools, drained, comparison);
    }
  });
}

type Keys = Pick<DrainedHotkey, 'coldkey' | 'take' | 'childkeyTake'>;

function readHotkey(row: Place): [Serial, Keys] {
  const [hotkey, coldkey, take, childkeyTake] = row.list(4);
  const share = (place: Place) => place.count(u16Max);
  const keys = {
    coldkey: coldkey.count(),
    take: orNull(take, share) ?? defaultTake,
    childkeyTake: share(childkeyTake),
  };
  return [hotkey.count(), keys];
}

/** Recorded stakes of one network, staked in their order. */
function stakesOn(input: Place, netuid: number): ReadonlyMap<Serial, SharePool> {
  const credits = input
    .at('stakes')
    .list()
    .flatMap((row): Credit[] => {
      const [hotkey, coldkey, on, rao] = row.list(4);
      const credit: Credit = { to: 'one', hotkey: hotkey.count(), coldkey: coldkey.count(), rao: rao.u64() };
      return on.count(u16Max) === netuid ? [credit] : [];
    });
  return creditPools(new Map(), credits);
}

function readSubnet(input: Place, keys: ReadonlyMap<Serial, Keys>, pools: Pools): SubnetWithTao {
  const hotkeys = [...keys].map(([hotkey, own]): [Serial, DrainedHotkey] => [
    hotkey,
    {
      ...own,
      alphaStake: pools.subnet.get(hotkey)?.value ?? 0n,
      rootStake: pools.root.get(hotkey)?.value ?? 0n,
      seated: false,
      onRoot: false,
    },
  ]);
  return {
    hotkeys: new Map(hotkeys),
    children: input.at('children').list().map(readEdge),
    owner: readOwner(input.at('owner')),
    taoWeight: input.at('taoWeight').u64(),
  };
}

function drainRound(round: Place, subnet: SubnetWithTao): DrainedWithTao {
  round.only(['pendingAlpha', 'pendingTao', 'pendingSwapped', 'ownerCut', 'epoch', 'out']);
  const pending = {
    alpha: round.at('pendingAlpha').u64(),
    swapped: round.at('pendingSwapped').u64(),
    rootTao: round.at('pendingTao').u64(),
    ownerCut: round.at('ownerCut').u64(),
  };
  return drainWithTao(subnet, pending, round.at('epoch').list().map(readEarned));
}

function compareRound(
  round: Place,
  netuid: number,
  pools: Pools,
  { alphaDividends, taoDividends }: DrainedWithTao,
  comparison: Comparison,
): void {
  const out = round.at('out').only(['epochAlpha', 'hotkeys', 'shares', 'alphaDividends', 'taoDividends']);
  const given = round.at('pendingAlpha').u64() + round.at('pendingSwapped').u64();
  comparison.integer(out.at('epochAlpha').value, given, out.at('epochAlpha').path);
  comparison.table(out.at('alphaDividends').value, alphaDividends, out.at('alphaDividends').path);
  comparison.table(out.at('taoDividends').value, taoDividends, out.at('taoDividends').path);
  comparePools(out, netuid, pools, comparison);
}

/** Pools and shares that are not empty, by hotkey, then coldkey, root first. */
function comparePools(out: Place, netuid: number, pools: Pools, comparison: Comparison): void {
  const both = [
    ...[...pools.root].map((entry) => [0, ...entry] as const),
    ...[...pools.subnet].map((entry) => [netuid, ...entry] as const),
  ];
  const rows = both
    .filter(([, , { value, denominator }]) => value > 0n || denominator > 0n)
    .map(([on, hotkey, { value, denominator }]) => [hotkey, on, value, denominator] as const);
  const shares = both.flatMap(([on, hotkey, pool]) =>
    [...pool.shares].map(
      ([coldkey, share]) => [hotkey, coldkey, on, share, shareValue(pool, coldkey)] as const,
    ),
  );
  const ascending = (one: readonly Cell[], other: readonly Cell[]) =>
    Number(one[0]) - Number(other[0]) ||
    Number(one[1]) - Number(other[1]) ||
    Number(one[2]) - Number(other[2]);
  comparison.table(out.at('hotkeys').value, rows.sort(ascending), out.at('hotkeys').path);
  comparison.table(out.at('shares').value, shares.sort(ascending), out.at('shares').path);
}
