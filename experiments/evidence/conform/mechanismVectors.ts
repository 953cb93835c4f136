import { aggregateMechanisms, type EpochTerms } from '../../../sim/mechanisms/aggregate.ts';
import { emissionParts } from '../../../sim/mechanisms/emissionParts.ts';
import { u16Max } from '../../../sim/units.ts';
import type { Cell } from './compare.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { builtVersion } from './versions.ts';

/** Emission split among the mechanisms of a subnet of v3.4.9-424, and what their epochs come to together. */

const ruleset = builtVersion('v3.4.9-424')?.ruleset ?? 'v3.4.9-424';

export const isMechanismFile = (top: Place): boolean => {
  const [first] = top.has('cases') ? top.at('cases').list() : [];
  return first?.has('terms') ?? false;
};

/** Replays every case. Throws a VectorError at a wrong shape or value. */
export function conformMechanisms(top: Place, tally: FileTally): void {
  const comparison = tally.of(ruleset);
  for (const place of top.only(['format', 'note', 'cases']).at('cases').list()) {
    place.only(['name', 'note', 'count', 'split', 'alpha', 'terms', 'out']);
    const count = Number(place.at('count').integer(1n, 16n));
    const parts = emissionParts(place.at('alpha').u64(), count, readSplit(place.at('split')));
    const epochs = place
      .at('terms')
      .list(count)
      .map((terms) => terms.list().map(readTerms));
    const aggregate = aggregateMechanisms(parts, epochs);
    const out = place.at('out').only(['parts', 'tuples', 'aggregate']);
    comparison.integers(out.at('parts').value, parts, out.at('parts').path);
    comparison.table(out.at('tuples').value, aggregate.map(tupleOf), out.at('tuples').path);
    comparison.table(out.at('aggregate').value, aggregate.map(columnsOf), out.at('aggregate').path);
  }
}

const readSplit = (place: Place): number[] | null =>
  place.value === null ? null : place.list().map((share) => share.count(u16Max));

const share = (place: Place) => place.integer(0n, BigInt(u16Max));

function readTerms(row: Place): EpochTerms {
  const [uid, dividend, incentive, validator, server, stakeWeight, active, emission, ...more] = row.list(12);
  const [consensus, validatorTrust, permit, stake] = more;
  return {
    hotkey: uid.count(u16Max),
    dividend: share(dividend),
    incentive: share(incentive),
    validatorEmission: validator.u64(),
    serverEmission: server.u64(),
    stakeWeight: share(stakeWeight),
    active: active.count(1) === 1,
    emission: emission.u64(),
    consensus: share(consensus),
    validatorTrust: share(validatorTrust),
    permit: permit.count(1) === 1,
    stake: stake.u64(),
  };
}

const tupleOf = ({ hotkey, serverEmission, validatorEmission }: EpochTerms): Cell[] => [
  hotkey,
  serverEmission,
  validatorEmission,
];

const columnsOf = (terms: EpochTerms): Cell[] => [
  terms.hotkey,
  terms.dividend,
  terms.incentive,
  terms.validatorEmission,
  terms.serverEmission,
  terms.stakeWeight,
  terms.active,
  terms.emission,
  terms.consensus,
  terms.validatorTrust,
  terms.permit,
  terms.stake,
];
