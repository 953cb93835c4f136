import { type MeanInterval, meanInterval } from './meanInterval.ts';

/** When a cell has run often enough. */
export interface PrecisionTarget {
  /** Half-width of the interval to reach, in the metric's unit. */
  readonly halfWidth: number;
  /** Replications before the first look; at least 30, so that the variance that stops is itself known. */
  readonly least: number;
  /** Replications at which a cell gives up. */
  readonly cap: number;
  readonly level?: number;
}

/** What to do with a cell after its replications so far. */
export interface ReplicationStep {
  readonly interval: MeanInterval | null;
  /** Replications to add; 0 if the cell is done. */
  readonly more: number;
  readonly reached: boolean;
}

/** Each look may add at most this part of what there is, and adds at least a tenth. */
const growth = 0.5;
const leastGrowth = 0.1;

/**
 * The next step of a cell: stop if the interval is narrow enough or the cap is reached, else add replications
 * towards the number that the present variance asks for (Chow & Robbins 1965; Law, 9.4.1). Looks are few and begin
 * at `least`, because a look that may stop early picks the moments at which the variance happens to be small.
 */
export function nextReplications(values: readonly number[], target: PrecisionTarget): ReplicationStep {
  checkTarget(target);
  const n = values.length;
  if (n < target.least) return { interval: null, more: target.least - n, reached: false };
  const interval = meanInterval(values, target.level ?? 0.95);
  const half = (interval.high - interval.low) / 2;
  if (half <= target.halfWidth) return { interval, more: 0, reached: true };
  const wanted = Math.ceil(n * (half / target.halfWidth) ** 2) - n;
  const bounded = Math.min(Math.max(wanted, Math.ceil(leastGrowth * n)), Math.ceil(growth * n));
  return { interval, more: Math.min(bounded, Math.max(0, target.cap - n)), reached: false };
}

function checkTarget({ halfWidth, least, cap }: PrecisionTarget): void {
  if (!(halfWidth > 0)) throw new RangeError(`a half-width must be above 0; received ${halfWidth}`);
  if (!(Number.isInteger(least) && least >= 30))
    throw new RangeError(
      `a cell must run at least 30 times before its own variance may stop it; received ${least}`,
    );
  if (!(Number.isInteger(cap) && cap >= least))
    throw new RangeError(`the cap must be a whole number of at least ${least}; received ${cap}`);
}

/** Runs a cell until it is done; `draw(k)` is replication k. */
export function replicate(draw: (k: number) => number, target: PrecisionTarget): ReplicationStep {
  const values: number[] = [];
  for (;;) {
    const step = nextReplications(values, target);
    if (step.more === 0) return step;
    for (let k = 0; k < step.more; k++) values.push(draw(values.length));
  }
}

/** How many unpaired replications a side would have been needed for the same half-width as n paired ones. */
export const unpairedFor = (n: number, varianceRatio: number): number => Math.ceil(n * varianceRatio);
