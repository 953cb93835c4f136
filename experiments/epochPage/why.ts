import type { Frame } from './frame.ts';
import type { PageNetwork } from './pageNetwork.ts';

/** Why a weight does not count in an epoch, a sentence; null where it does, as far as the clip lets it. */
export function whyNotCounted(
  { lastUpdate, registrationBlock }: PageNetwork,
  { stake, active }: Frame,
  validator: number,
  miner: number,
): string | null {
  if (active[validator] === 0)
    return `Uid ${validator} has set no weights for longer than the activity cutoff, so what it says does not count.`;
  if (stake[validator] === 0)
    return `Uid ${validator} has no permit or no stake in this epoch, so what it says does not count.`;
  if (validator === miner)
    return 'What a uid says of itself does not count, but for the owner’s uid from 2025 on.';
  if (lastUpdate[validator] <= registrationBlock[miner])
    return `Uid ${miner} registered after uid ${validator} set its weights, so in epoch 1 this weight does not count.`;
  return null;
}
