/**
 * One interface for every search: it asks for a point of the unit cube and is told what came of it. Lower is better in
 * every objective. A search knows nothing of worlds; how a point becomes settings is the space's business.
 */
export interface Search {
  readonly name: string;
  /** The next point to try, [dimension] in 0 … 1. */
  ask(): number[];
  /** What a trial at `point` measured: one number for each objective, finite; `seed` names the luck it shares with others. */
  tell(point: readonly number[], objectives: readonly number[], seed?: unknown): void;
  /** The point it would choose now; null before it was told anything. */
  best(): number[] | null;
}

/** How a search is made; the same key gives the same search. */
export interface SearchSettings {
  readonly dimensions: number;
  readonly seed: string | number;
  /** Trials it may count on. */
  readonly budget: number;
  /** Takes a point to the middle of those with the same settings, where values are whole or named. */
  readonly snap?: (point: readonly number[]) => number[];
  /** Whether a point may be tried at all. */
  readonly allows?: (point: readonly number[]) => boolean;
}

export interface Told {
  readonly point: readonly number[];
  readonly objectives: readonly number[];
}

/** Refuses what is not a measurement: a NaN told to a search would steer it silently. */
export function checkTold(dimensions: number, { point, objectives }: Told): void {
  if (point.length !== dimensions || point.some((x) => !(x >= 0 && x <= 1)))
    throw new RangeError(`a point has ${dimensions} coordinates in 0 … 1; received ${JSON.stringify(point)}`);
  const bad = objectives.find((value) => !Number.isFinite(value));
  if (objectives.length === 0 || bad !== undefined)
    throw new RangeError(
      `an objective is a finite number; received ${bad ?? 'none'}: leave a failed trial out`,
    );
}

export const clampUnit = (x: number): number => Math.min(1, Math.max(0, x));

/** A coordinate that left the unit interval comes back mirrored, so that the border attracts no points. */
export function reflected(x: number): number {
  const folded = Math.abs(x) % 2;
  return folded > 1 ? 2 - folded : folded;
}
