import type { Row } from '../../sim/row.ts';
import { u16Max } from '../../sim/units.ts';
import { playback } from '../evidence/replay/playback.ts';
import type { RecordedNetwork } from '../evidence/replay/recordedNetwork.ts';
import type { SeenNetwork, Sighting } from './sighting.ts';

/**
 * A recorded network as it was seen at each block. Its pay is what the rules of its time make of the recorded weights. Throws `UserError`
 * where no epoch of its version is built.
 */
export function seenRecorded(recorded: RecordedNetwork): SeenNetwork {
  const stakes = recorded.stake.map(Number);
  const total = stakes.reduce((sum, rao) => sum + rao, 0);
  const stake = Float64Array.from(stakes, (rao) => rao / total);
  const [first] = recorded.epochs;
  const lastUpdate = new Float64Array(stakes.length);
  const sightings: Sighting[] = [];
  for (const { block, registrationBlock, weights, output } of playback(recorded)) {
    const { lastUpdate: changed = [] } = recorded.epochs[sightings.length];
    for (const [uid, at] of changed) lastUpdate[uid] = at;
    sightings.push({
      from: recorded.name,
      block,
      size: stakes.length,
      stake,
      rows: hasRows(weights) ? [...weights] : null,
      incentive: sharesOf(output.incentive),
      validatorTrust: sharesOf(output.validatorTrust),
      registered: first.registrationBlock === undefined ? null : registrationBlock.slice(),
      lastUpdate: first.lastUpdate === undefined ? null : lastUpdate.slice(),
      alphaPrice: null,
    });
  }
  const { name, netuid, parameters } = recorded;
  const { stakeThreshold = 0 } = parameters;
  return { name, netuid, ownerUid: null, hyperparameters: { ...parameters, stakeThreshold }, sightings };
}

const hasRows = (rows: readonly Row[]): boolean => rows.some(({ targets }) => targets.length > 0);

/** [uid] u16 as shares of the whole. */
const sharesOf = (values: Uint16Array): Float64Array => Float64Array.from(values, (value) => value / u16Max);
