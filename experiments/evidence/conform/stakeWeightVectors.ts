import { type LentStakes, type OwnStake, stakeWeight } from '../../../sim/delegation/stakeWeights.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** The stake that counts on a subnet of v2.0.11: own, lent and borrowed, of alpha and of TAO on root. */

const ruleset = builtVersion('v2.0.11')?.ruleset ?? 'v2.0.11';

export const isStakeWeightFile = (top: Place): boolean => {
  const first = firstCase(top);
  return first?.has('out') === true && first.at('out').has('totalBits');
};

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformStakeWeights(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    place.only(['name', 'netuid', 'taoWeight', 'n', 'hotkeys', 'children', 'out']);
    place.at('netuid').integer(1n, BigInt(u16Max));
    const hotkeys = place.at('hotkeys').list().map(readStake);
    const stakes: LentStakes = {
      hotkeys: new Map(hotkeys),
      children: place.at('children').list().map(readEdge),
      taoWeight: place.at('taoWeight').u64(),
    };
    const uids = hotkeys.slice(0, place.at('n').count(hotkeys.length));
    const weights = uids.map(([hotkey]) => stakeWeight(stakes, hotkey));
    const out = place.at('out').only(['totalBits', 'alpha', 'tao']);
    const compare = (key: string, got: readonly bigint[]) =>
      comparison.integers(out.at(key).value, got, out.at(key).path);
    compare(
      'totalBits',
      weights.map(({ total }) => total),
    );
    compare(
      'alpha',
      weights.map(({ alpha }) => alpha),
    );
    compare(
      'tao',
      weights.map(({ tao }) => tao),
    );
  });
}

function readStake(row: Place): [number, OwnStake] {
  const [hotkey, alpha, root] = row.list(3);
  return [hotkey.count(), { alphaStake: alpha.u64(), rootStake: root.u64() }];
}

/** [parent, child, u64 share]. */
export function readEdge(row: Place): LentStakes['children'][number] {
  const [parent, child, proportion] = row.list(3);
  return { parent: parent.count(), child: child.count(), proportion: proportion.u64() };
}
