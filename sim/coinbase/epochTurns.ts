import type { Block, Blocks, Netuid } from '../units.ts';
import { isEpochDue } from './dueEpoch.ts';
import { nothingWaiting, type WaitingAlpha, type WeightedSubnet } from './weightedSubnet.ts';

/** Blocks without an epoch after which one is due whatever the tempo is. */
const longestWait: Blocks = 50_400;
const rootNetuid: Netuid = 0;

/** Subnets after a block's epochs, and what each epoch was given. */
export interface EpochTurns<Subnet extends WeightedSubnet = WeightedSubnet> {
  readonly subnets: readonly Subnet[];
  readonly epochs: readonly (readonly [Netuid, WaitingAlpha])[];
}

type Turn = Pick<WeightedSubnet, 'tempo' | 'pendingEpochAt' | 'lastEpochBlock' | 'blocksSinceLastStep'>;

/** When the epochs of a version are due. */
export interface EpochSchedule {
  /** Blocks since the last epoch, as the chain counts this one too. */
  counted(subnet: Turn): Blocks;
  /** `subnet` counts this block already. */
  isTurn(subnet: Turn & { readonly netuid: Netuid }, block: Block): boolean;
}

/** Whether a subnet's epoch is due: `blocksSinceLastStep` counts this block too (subtensor v3.4.9, should_run_epoch()). */
export const isTurn = (
  { tempo, pendingEpochAt, lastEpochBlock, blocksSinceLastStep }: Turn,
  block: Block,
): boolean =>
  tempo > 0 &&
  ((pendingEpochAt > 0 && block >= pendingEpochAt) ||
    blocksSinceLastStep > longestWait ||
    block - lastEpochBlock >= tempo);

/** A tempo after the last one, or when it was put off to (v3.4.9). */
const sinceLast: EpochSchedule = {
  counted: ({ blocksSinceLastStep }) => blocksSinceLastStep + 1,
  isTurn,
};

/** Every tempo + 1 blocks, staggered by netuid (up to v3.4.7). */
export const byBlockNumber: EpochSchedule = {
  counted: sinceLast.counted,
  isTurn: ({ netuid, tempo }, block) => isEpochDue(block, netuid, tempo),
};

/** As in v3.4.9, where the count ends at tempo + 1, and an epoch is due above the tempo (spec 475, drain_pending()). */
export const sinceLastBounded: EpochSchedule = {
  counted: ({ blocksSinceLastStep, tempo }) => Math.min(blocksSinceLastStep + 1, tempo + 1),
  isTurn: (turn, block) => isTurn(turn, block) || (turn.tempo > 0 && turn.blocksSinceLastStep > turn.tempo),
};

/**
 * Drains what waits in the subnets whose epoch is due, in order; those for which a block has no epoch left are due in the next
 * (subtensor v3.4.9, run_coinbase.rs, drain_pending()).
 */
export function epochTurns<Subnet extends WeightedSubnet>(
  subnets: readonly Subnet[],
  block: Block,
  maxEpochsPerBlock: number,
  schedule: EpochSchedule = sinceLast,
): EpochTurns<Subnet> {
  const epochs: [Netuid, WaitingAlpha][] = [];
  const after = subnets.map((before) => {
    if (before.netuid === rootNetuid) return before;
    const subnet = { ...before, blocksSinceLastStep: schedule.counted(before) };
    if (!schedule.isTurn(subnet, block)) return subnet;
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
