import { blockEmission } from '../../../sim/blockEmission.ts';
import { type RootSteps, rootEpoch } from '../../../sim/coinbase/rootEpoch.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Comparison } from './compare.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { eachCase, firstCase, u64Of } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** Epochs of the root network of v1.1.1, with their steps. */

const ruleset = builtVersion('v1.1.1')?.ruleset ?? 'v1.1.1';

export const isRootEpochFile = (top: Place): boolean => {
  const first = firstCase(top);
  return first?.has('rho') === true && first.has('netuids');
};

const inputs = ['name', 'rho', 'kappa', 'issuance', 'blockEmission', 'netuids', 'stake', 'weights', 'out'];
/** What the recorder put where an epoch has written no value. */
const untouched = 777n;

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformRootEpochs(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  eachCase(top, (place) => {
    place.only(inputs);
    const emitted = place.at('blockEmission');
    const rao = blockEmission(place.at('issuance').u64());
    comparison.integer(emitted.value, rao, emitted.path);
    const netuids = place.at('netuids').list().map(readU16);
    const { refusal, emission, steps } = rootEpoch(
      {
        stake: place.at('stake').list().map(u64Of),
        weights: place.at('weights').list().map(readRow),
        netuids,
        rho: place.at('rho').count(u16Max),
        kappa: readU16(place.at('kappa')),
      },
      rao,
    );
    const out = place.at('out').only(['error', 'emission', 'steps']);
    comparison.text(String(out.at('error').value), String(refusal), out.at('error').path);
    comparison.integers(
      out.at('emission').value,
      emission ?? netuids.map(() => untouched),
      out.at('emission').path,
    );
    compareSteps(out.at('steps'), steps, comparison);
  });
}

const readU16 = (place: Place) => place.count(u16Max);

function readRow(row: Place): [number, number][] {
  return row.list().map((entry) => {
    const [netuid, weight] = entry.list(2);
    return [readU16(netuid), readU16(weight)];
  });
}

/** Steps as they are recorded: all that were reached, weights in small cases only. */
function compareSteps(recorded: Place, { weights, ...vectors }: RootSteps, comparison: Comparison): void {
  recorded.only(['weights', ...vectorNames]);
  if (recorded.has('weights'))
    comparison.table(recorded.at('weights').value, weights ?? [], recorded.at('weights').path);
  for (const key of vectorNames) {
    const own = vectors[key];
    if (recorded.has(key)) comparison.integers(recorded.at(key).value, own ?? [], recorded.at(key).path);
    else if (own !== undefined) comparison.differ(`${recorded.path}.${key}`, 'nothing here', key);
  }
}

const vectorNames = ['stake', 'ranks', 'trust', 'consensus', 'share'] as const;
