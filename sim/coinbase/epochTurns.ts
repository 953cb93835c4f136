import type { Block, Blocks, Netuid } from '../units.ts';
import { nothingWaiting, type WaitingAlpha, type WeightedSubnet } from './weightedSubnet.ts';

/** Blocks without an epoch after which one is due whatever the tempo is. */
const longestWait: Blocks = 50_400;
const rootNetuid: Netuid = 0;

/** Subnets after a block's epochs, and what each epoch was given. */
export interface EpochTurns {
  readonly subnets: readonly WeightedSubnet[];
  readonly epochs: readonly (readonly [Netuid, WaitingAlpha])[];
}

type Turn = Pick<WeightedSubnet, 'tempo' | 'pendingEpochAt' | 'lastEpochBlock' | 'blocksSinceLastStep'>;

/** Whether a subnet's epoch is due: `blocksSinceLastStep` counts this block too (subtensor v3.4.9, should_run_epoch()). */
export const isTurn = (
  { tempo, pendingEpochAt, lastEpochBlock, blocksSinceLastStep }: Turn,
  block: Block,
): boolean =>
  tempo > 0 &&
  ((pendingEpochAt > 0 && block >= pendingEpochAt) ||
    blocksSinceLastStep > longestWait ||
    block - lastEpochBlock >= tempo);

/**
 * Drains what waits in the subnets whose epoch is due, in order; those for which a block has no epoch left are due in the next
 * (subtensor v3.4.9, run_coinbase.rs, drain_pending()).
 */
export function epochTurns(
  subnets: readonly WeightedSubnet[],
  block: Block,
  maxEpochsPerBlock: number,
): EpochTurns {
  const epochs: [Netuid, WaitingAlpha][] = [];
  const after = subnets.map((before) => {
    if (before.netuid === rootNetuid) return before;
    const subnet = { ...before, blocksSinceLastStep: before.blocksSinceLastStep + 1 };
    if (!isTurn(subnet, block)) return subnet;
    if (epochs.length >= maxEpochsPerBlock) return { ...subnet, pendingEpochAt: block + 1 };
    epochs.push([subnet.netuid, subnet.waiting]);
    return {
      ...subnet,
      waiting: nothingWaiting,
      blocksSinceLastStep: 0,
      lastEpochBlock: block,
      pendingEpochAt: 0,
    };
  });
  return { subnets: after, epochs };
}
