import type { Arithmetic } from '../../sim/chainState.ts';
import { subnetVersions } from '../../sim/rules/subnetVersions.ts';
import { type Blocks, u16Max } from '../../sim/units.ts';
import type { NetworkInput } from '../input/networkText.ts';
import { oneEpoch, type UidResult } from './oneEpoch.ts';

/** What the last of several epochs says of a uid, and the bonds that it holds then. */
export interface UidAfter extends UidResult {
  /** Bonds after the epoch, [target, value]: u16 under Finney, RAO under Nakamoto. */
  readonly bonds: readonly (readonly [target: number, value: number])[];
}

/**
 * Runs epochs on a network in which nothing else happens: stakes stay, and who was active sets the same weights again in each of them. The
 * network is used up.
 */
export function manyEpochs(input: NetworkInput, arithmetic: Arithmetic, epochs: number): UidAfter[] {
  const { network } = input;
  const period = periodOf(input);
  let { block, lastEpoch } = input;
  let uids: UidResult[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    if (epoch > 0) {
      for (const { uid, active } of uids) if (active) network.lastUpdate[uid] = block;
      lastEpoch = block;
      block += period;
    }
    uids = oneEpoch({ ...input, block, lastEpoch }, arithmetic);
    for (const { uid, consensus } of uids) network.consensus[uid] = Math.floor(consensus * u16Max);
    network.epochs += 1;
  }
  return uids.map((result) => ({ ...result, bonds: bondsOf(input, result.uid) }));
}

/** Blocks from one epoch to the next. */
function periodOf({ hyperparameters }: NetworkInput): Blocks {
  if (hyperparameters.ruleset === 'nakamoto-2022') return hyperparameters.blocksPerStep;
  const { tempo, ruleset } = hyperparameters;
  return subnetVersions[ruleset].schedule === 'modulo' ? tempo + 1 : Math.max(1, tempo);
}

function bondsOf({ network, ruleset }: NetworkInput, uid: number): (readonly [number, number])[] {
  const { targets, values } = network.bonds[uid];
  if (ruleset !== 'nakamoto-2022') return Array.from(targets, (target, k) => [target, values[k]] as const);
  return Array.from(network.bondRao[uid] ?? [], (rao, target) => [target, rao] as const).filter(
    ([, rao]) => rao > 0,
  );
}
