import { pow } from '../../sim/math/elementary.ts';
import type { Blocks, Share } from '../../sim/units.ts';

/**
 * One update of a score's moving average: s ← (1 − alpha) s + alpha · score. A miner that did not answer is pushed
 * towards 0 with score 0; a new hotkey starts at 0.
 * Source: bittensor v3.4.2 core_validator neuron_stats_update, zeroing keys ("!"); alpha 0.05 before v3.4.2, then 0.1.
 */
export function updated(average: number, score: number, alpha: Share): number {
  return (1 - alpha) * average + alpha * score;
}

/** Share of its steady score that a newcomer's average has reached after k sweeps: 1 − (1 − alpha)^k, k whole. */
export function rampAfterSweeps(k: number, alpha: Share): Share {
  checkAlpha(alpha);
  let remaining = 1;
  for (let sweep = 0; sweep < k; sweep++) remaining *= 1 - alpha;
  return 1 - remaining;
}

/** The same after a time in blocks, a sweep taking `sweepBlocks`: 1 − (1 − alpha)^(blocks / sweepBlocks). */
export function rampAfterBlocks(blocks: Blocks, sweepBlocks: Blocks, alpha: Share): Share {
  checkAlpha(alpha);
  if (!(sweepBlocks > 0 && blocks >= 0)) {
    throw new RangeError(
      `a ramp needs blocks >= 0 and sweepBlocks > 0; received ${blocks} and ${sweepBlocks}`,
    );
  }
  return alpha === 1 ? (blocks > 0 ? 1 : 0) : 1 - pow(1 - alpha, blocks / sweepBlocks);
}

function checkAlpha(alpha: Share): void {
  if (alpha > 0 && alpha <= 1) return;
  throw new RangeError(`alpha must lie in 0 < alpha <= 1; received ${alpha}`);
}
