import type { Arithmetic } from '../../sim/chainState.ts';
import { chainKernel } from '../../sim/kernel/chain/chainKernel.ts';
import type { Row } from '../../sim/row.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import { type Block, type Blocks, u16Max } from '../../sim/units.ts';
import type { NetworkInput } from '../input/networkText.ts';
import { oneEpoch, type UidResult } from './oneEpoch.ts';

/** One of several epochs in a row. */
export interface EpochInRow {
  readonly block: Block;
  /** Block of the epoch before, as the input of this one says. */
  readonly lastEpoch: Block;
  /** [uid] what stood before the epoch. */
  readonly lastUpdate: Float64Array;
  readonly validatorPermit: Uint8Array;
  readonly uids: readonly UidResult[];
  /** [uid] bonds after it, as they are stored; of Nakamoto they are in `bondRao` of the network. */
  readonly bonds: readonly Row[];
}

/**
 * Epochs without end on a network in which nothing else happens: stakes stay, and who was active sets the same weights again in each of
 * them. The network is used up as they are drawn.
 */
export function* epochsOf(input: NetworkInput, arithmetic: Arithmetic): Generator<EpochInRow, never> {
  const { network } = input;
  const period = periodOf(input);
  const kernel = chainKernel();
  let { block, lastEpoch } = input;
  for (;;) {
    const lastUpdate = network.lastUpdate.slice();
    const validatorPermit = network.validatorPermit.slice();
    const uids = oneEpoch({ ...input, block, lastEpoch }, arithmetic, kernel);
    for (const { uid, consensus } of uids) network.consensus[uid] = Math.floor(consensus * u16Max);
    network.epochs += 1;
    yield { block, lastEpoch, lastUpdate, validatorPermit, uids, bonds: [...network.bonds] };
    for (const { uid, active } of uids) if (active) network.lastUpdate[uid] = block;
    lastEpoch = block;
    block += period;
  }
}

/** Blocks from one epoch to the next. */
function periodOf({ hyperparameters }: NetworkInput): Blocks {
  if (hyperparameters.ruleset === 'nakamoto-2022') return hyperparameters.blocksPerStep;
  const { tempo, ruleset } = hyperparameters;
  return subnetVersions[ruleset].schedule === 'modulo' ? tempo + 1 : Math.max(1, tempo);
}
