import { type AimdState, aimdStart, aimdStep } from '../controllers/aimd.ts';
import { ethereumRate, fullBlock } from '../controllers/eip1559.ts';
import type { Demand, PriceRule } from '../controllers/priceRule.ts';
import { pow } from '../math/elementary.ts';
import type { Stream } from '../random.ts';

/** Mean block size over the target, of `blocks` blocks after as many: demand at the fee times a factor drawn for each block, at most a full block. */
export function meanBlockSize(
  rule: PriceRule,
  demand: Demand,
  factor: () => number,
  blocks: number,
  start: number,
): number {
  let fee = start;
  let sum = 0;
  for (let block = 0; block < 2 * blocks; block++) {
    const size = Math.min(fullBlock, demand(fee) * factor());
    fee *= rule.factor(size);
    if (block >= blocks) sum += size;
  }
  return sum / blocks;
}

/** How blocks fared under a rule. */
export interface BlockRecord {
  /** Mean size over the largest; the target is 0.5. */
  readonly mean: number;
  /** Share of blocks that are 95 % full or more. */
  readonly full: number;
}

/** Transactions of a full block, and of a block's arrivals: many with valuations just below the usual fee, a few far above (arXiv 2110.04753 and its repository, simulateUniformPlusWhales). */
const capacity = 100;
const usualArrivals = 3 * capacity;
const whales = capacity / 4;
const paretoShape = 1.5;
/** Part of those waiting that still waits at the next block. */
const staying = 0.25;

/**
 * 450 blocks of the market of arXiv 2110.04753 at levels of fees `levels` ([block], Gwei): the learning rate fixed at 1/8, or varied by AIMD. As in
 * its code, those that got in are not taken out of the queue, of which three in four leave after each block.
 */
export function honeymoon(levels: readonly number[], isVariable: boolean, draws: Stream): BlockRecord {
  let waiting: number[] = [];
  let fee = 30;
  let [sum, full] = [0, 0];
  let state: AimdState = aimdStart;
  for (const level of levels) {
    waiting.push(...arrivals(usualArrivals, draws, () => 0.75 * level - 2.5 * draws.next()));
    waiting.push(
      ...arrivals(
        whales,
        draws,
        () => 0.8 * level + (level / 10 + 1) * pow(1 - draws.next(), -1 / paretoShape),
      ),
    );
    const size = Math.min(capacity, waiting.filter((valuation) => valuation > fee).length) / capacity;
    if (isVariable) state = aimdStep(state, size);
    fee *= 1 + (isVariable ? state.rate : ethereumRate) * (2 * size - 1);
    sum += size;
    full += size > 0.95 ? 1 : 0;
    waiting = waiting.filter(() => draws.next() < staying);
  }
  return { mean: sum / levels.length, full: full / levels.length };
}

/** A Poisson number of valuations. */
function arrivals(mean: number, draws: Stream, valuation: () => number): number[] {
  const list: number[] = [];
  for (let time = draws.exponential(mean); time < 1; time += draws.exponential(mean)) list.push(valuation());
  return list;
}
