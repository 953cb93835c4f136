import type { YumaOutput } from '../../../sim/consensus/chain/yumaEmission.ts';
import { emptyRow, type Row, rowOf } from '../../../sim/row.ts';
import { UserError } from '../../base/userError.ts';
import { builtVersion, type EpochParameters } from '../conform/versions.ts';
import type { RecordedNetwork } from './recordedNetwork.ts';

/** One recorded block, and what the version's epoch makes of it in the chain's arithmetic. */
export interface Frame {
  readonly block: number;
  /** [uid] as recorded at this block. */
  readonly registrationBlock: Float64Array;
  readonly lastUpdate: Float64Array;
  readonly validatorPermit: Uint8Array;
  /** [uid] stored u16 rows as recorded. */
  readonly weights: readonly Row[];
  readonly output: YumaOutput;
}

/**
 * Plays a recorded network block by block: what was recorded goes in, only the bonds, which were not recorded, are
 * carried from one epoch to the next, beginning with none. Throws `UserError` if its version has no epoch here.
 */
export function* playback(recorded: RecordedNetwork): Generator<Frame> {
  const epoch = builtVersion(recorded.version)?.epoch;
  if (epoch === undefined)
    throw new UserError(`${recorded.name} is of ${recorded.version}, for which no epoch is built`);
  const n = recorded.stake.length;
  const stake = BigUint64Array.from(recorded.stake, BigInt);
  // Where nothing is recorded a uid has always been there, and has just spoken.
  const lastUpdate = new Float64Array(n).fill(recorded.epochs[0].block);
  const registrationBlock = new Float64Array(n);
  const validatorPermit = new Uint8Array(n).fill(recorded.epochs[0].validatorPermit === undefined ? 1 : 0);
  const weights: Row[] = new Array(n).fill(emptyRow);
  let bonds: readonly Row[] = new Array(n).fill(emptyRow);
  const parameters = parametersOf(recorded);
  for (const change of recorded.epochs) {
    for (const [uid, block] of change.lastUpdate ?? []) lastUpdate[uid] = block;
    for (const [uid, block] of change.registrationBlock ?? []) registrationBlock[uid] = block;
    for (const [uid, permit] of change.validatorPermit ?? []) validatorPermit[uid] = permit;
    for (const [uid, entries] of change.weights ?? []) weights[uid] = rowOf(entries);
    const { block } = change;
    const state = { block, stake, lastUpdate, registrationBlock, validatorPermit, weights, bonds };
    const { output } = epoch('sparse', state, parameters, BigInt(recorded.emission));
    bonds = output.bonds;
    yield { block, registrationBlock, lastUpdate, validatorPermit, weights, output };
  }
}

/** What the networks leave out is at the chain's default, and everything of later versions is off. */
const parametersOf = ({ parameters }: RecordedNetwork): EpochParameters => ({
  ...parameters,
  stakeThreshold: BigInt(parameters.stakeThreshold ?? 0),
  bondsPenalty: 65_535,
  liquidAlpha: false,
  alphaLow: 45_875,
  alphaHigh: 58_982,
  alphaSigmoidSteepness: 1000,
  yuma3: false,
  ownerUid: null,
  lastMechanismStepBlock: 0,
});
