import type { Arithmetic } from '../../sim/chainState.ts';
import type { NetworkInput } from '../input/networkText.ts';
import { epochsOf } from './epochsOf.ts';
import type { UidResult } from './oneEpoch.ts';

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
  const drawn = epochsOf(input, arithmetic);
  let { uids } = drawn.next().value;
  for (let epoch = 1; epoch < epochs; epoch++) uids = drawn.next().value.uids;
  return uids.map((result) => ({ ...result, bonds: bondsOf(input, result.uid) }));
}

function bondsOf({ network, ruleset }: NetworkInput, uid: number): (readonly [number, number])[] {
  const { targets, values } = network.bonds[uid];
  if (ruleset !== 'nakamoto-2022') return Array.from(targets, (target, k) => [target, values[k]] as const);
  return Array.from(network.bondRao[uid] ?? [], (rao, target) => [target, rao] as const).filter(
    ([, rao]) => rao > 0,
  );
}
