import { type DividendEarner, splitDividends } from '../../../sim/drain/splitDividends.ts';
import { U96F32 } from '../../../sim/math/saturating.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { builtVersion, notBuilt } from './versions.ts';

/** How the dividends of an epoch are split between alpha and root, a column for each version. */

const inputs = ['name', 'note', 'pendingValidatorAlpha', 'pendingRootAlpha', 'taoWeightBits', 'hotkeys'];

export const isDividendSplitFile = (top: Place): boolean => {
  const [first] = top.has('cases') ? top.at('cases').list() : [];
  return first?.has('pendingValidatorAlpha') ?? false;
};

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformDividendSplit(top: Place, tally: FileTally): void {
  top.only(['format', 'note', 'codeFrom', 'units', 'cases']);
  for (const place of top.at('cases').list()) {
    const pots = {
      alpha: place.at('pendingValidatorAlpha').u64(),
      root: place.at('pendingRootAlpha').u64(),
      taoWeight: place.at('taoWeightBits').integer(0n, 2n ** 128n - 1n),
    };
    const earners = place.at('hotkeys').list().map(readEarner);
    for (const version of place.keys().filter((key) => !inputs.includes(key))) {
      const recorded = place.at(version);
      const rules = builtVersion(version);
      if (rules?.drain === undefined) tally.of(version, notBuilt).skip(recorded.value);
      else {
        const { alpha, root } = splitDividends(rules.drain.order, earners, pots);
        const comparison = tally.of(rules.ruleset);
        recorded.only(['alpha', 'root']);
        comparison.integers(recorded.at('alpha').value, alpha, recorded.at('alpha').path);
        comparison.integers(recorded.at('root').value, root, recorded.at('root').path);
      }
    }
  }
}

function readEarner(place: Place): DividendEarner {
  place.only(['alphaStake', 'rootStake', 'dividend', 'onRoot']);
  return {
    dividend: U96F32.fromInt(place.at('dividend').u64()),
    alphaStake: place.at('alphaStake').u64(),
    rootStake: place.at('rootStake').u64(),
    onRoot: place.at('onRoot').count(1) === 1,
  };
}
