import { columnAlphas } from '../../consensus/chain/columnAlpha.ts';
import { type ChainArena, uidsOf } from './chainArena.ts';
import type { ChainPhases } from './chainPhases.ts';
import { type EpochOrder, writeOrder } from './instructions.ts';

/**
 * One epoch over an arena that holds the network: stakes, blocks, permits, weights and bonds go in, what every uid is and
 * earns comes out beside them, and the bonds move on in place. Same bits as `sim/consensus/chain/yuma.ts`.
 */
export function runChainEpoch(phases: ChainPhases, arena: ChainArena, order: EpochOrder): void {
  const n = uidsOf(arena);
  const { yuma3 } = order.options;
  writeOrder(arena, order);
  phases.begin();
  phases.sumHidden(0, n, 0);
  phases.finishRows();
  phases.rankColumns(0, n, 0);
  phases.finishRanks();
  chooseAlphas(arena, order);
  phases.join();
  phases.bondColumns(0, n, 0, yuma3);
  phases.finish(yuma3);
}

/**
 * Liquid alpha, where it applies once the consensus is known: by column, or by pair unless no validators agree. The pairs, which need no
 * alpha of a column, find there the consensus that theirs looks at.
 */
export function chooseAlphas(arena: ChainArena, { options, lookedAt }: EpochOrder): void {
  const { views } = arena;
  const consensus = views.consensus.subarray(0, uidsOf(arena));
  if (options.columnAlpha !== null) {
    const liquid = columnAlphas([...consensus], options.columnAlpha);
    if (liquid !== null) views.alphas.set(liquid.liquidAlphaClamped);
  }
  if (options.pairAlpha === null) return;
  if (consensus.every((agreed) => agreed === 0n)) views.instructions[liquidPlace] = 0n;
  views.alphas.set(lookedAt ?? consensus);
}

/** Where the order says that alpha goes by pair. */
const liquidPlace = 12;
