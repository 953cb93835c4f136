import { rowOf } from '../../sim/row.ts';
import { u16Max } from '../../sim/units.ts';
import type { NetworkInput } from '../input/networkText.ts';
import type { SeenNetwork, Sighting } from './sighting.ts';

/** A network file as one sighting; what the file lacks is not known. */
export function seenInFile(path: string, { written, ruleset, block, ownerUid }: NetworkInput): SeenNetwork {
  const { name, netuid, hyperparameters, recorded, market } = written;
  const sighting: Sighting = {
    from: path,
    block,
    ...(written.block === null && { isUndated: true as const }),
    size: written.stake?.length ?? 0,
    stake: stakeShares(written.stake ?? []),
    rows: written.weights?.map((entries) => rowOf(entries)) ?? null,
    incentive: sharesOf(recorded?.incentive),
    validatorTrust: sharesOf(recorded?.validatorTrust),
    registered: written.registrationBlock === undefined ? null : Float64Array.from(written.registrationBlock),
    lastUpdate: written.lastUpdate === undefined ? null : Float64Array.from(written.lastUpdate),
    alphaPrice: market?.alphaPrice ?? market?.movingPrice ?? null,
  };
  return {
    name: name ?? path,
    netuid: netuid ?? null,
    ownerUid: ownerUid ?? written.ownerUid ?? null,
    ruleset,
    hyperparameters: hyperparameters ?? {},
    sightings: [sighting],
  };
}

function stakeShares(stake: readonly (number | string)[]): Float64Array | null {
  const amounts = stake.map(Number);
  const total = amounts.reduce((sum, rao) => sum + rao, 0);
  return total > 0 ? Float64Array.from(amounts, (rao) => rao / total) : null;
}

/** [uid] u16 as shares of the whole; null where one is missing. */
function sharesOf(values: readonly (number | null)[] | undefined): Float64Array | null {
  if (values === undefined) return null;
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : Float64Array.from(known, (value) => value / u16Max);
}
