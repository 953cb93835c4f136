import { emissionsOf, switchedShares } from '../../../sim/coinbase/emissionSwitch.ts';
import { type GateParameters, gateShares } from '../../../sim/coinbase/gateShares.ts';
import { isEligible, type RatedSubnet } from '../../../sim/coinbase/ratedSubnet.ts';
import { u16Max } from '../../../sim/units.ts';
import { compareOutcome } from './outcome.ts';
import type { Place } from './place.ts';
import { bitsOf, priceBitsOf } from './ratedSubnets.ts';
import type { FileTally } from './tally.ts';
import { firstCase, flagAt } from './vectorCases.ts';
import { builtVersion } from './versions.ts';

/** The gate that shares a block's TAO among networks since spec 440: told by its bars. */

const ruleset = builtVersion('v475')?.ruleset ?? 'v475';

export const isGateShareFile = (top: Place): boolean => {
  const first = firstCase(top);
  return first?.has('initialBar') ?? false;
};

/** Replays every case from block to block. Throws a VectorError at a wrong shape or value. */
export function conformGateShares(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  for (const place of top.only(['format', 'codeFrom', 'units', 'cases']).at('cases').list()) {
    place.only(['name', 'note', 'blockEmission', 'params', 'initialBar', 'steps', 'outputs', 'observed']);
    const parameters = readParameters(place.at('params'));
    const blockEmission = place.at('blockEmission').u64();
    let bar = bitsOf(place.at('initialBar'));
    const steps = place.at('steps').list();
    for (const [index, out] of place.at('outputs').list(steps.length).entries()) {
      const step = steps[index].only(['block', 'subnets']);
      const subnets = step.at('subnets').list().map(readSubnet).filter(isEligible);
      const gated = gateShares(parameters, step.at('block').count(), bar, subnets);
      bar = gated.bar;
      const { shares } = gated;
      const emission = emissionsOf(blockEmission, switchedShares(subnets, shares));
      const eligible = subnets.map(({ netuid }) => netuid);
      compareOutcome(out, { bar, eligible, shares, emission }, comparison);
    }
  }
}

const readParameters = (place: Place): GateParameters => ({
  rank: place.only(['rank', 'quantile', 'exponent']).at('rank').count(u16Max),
  quantile: bitsOf(place.at('quantile')),
  exponent: bitsOf(place.at('exponent')),
});

const subnetKeys = [
  'netuid',
  'movingPrice',
  'minerBurned',
  'emissionEnabled',
  'started',
  'subtokenEnabled',
  'registrationAllowed',
];

const readSubnet = (row: Place): RatedSubnet => ({
  netuid: row.only(subnetKeys).at('netuid').count(u16Max),
  dynamic: true,
  started: flagAt(row.at('started')),
  subtokenEnabled: flagAt(row.at('subtokenEnabled')),
  registrationAllowed: flagAt(row.at('registrationAllowed')),
  emissionEnabled: flagAt(row.at('emissionEnabled')),
  movingPrice: priceBitsOf(row.at('movingPrice')),
  minerBurned: bitsOf(row.at('minerBurned')),
});
