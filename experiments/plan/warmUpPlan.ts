/** A rule that finds how much of a run to leave out, stated before the first trial. */
export interface WarmUpPlan {
  readonly rule: 'mser5';
  /** Pilot worlds of every cell, on the first seeds of the study. */
  readonly pilots: number;
}

/** Pilots where nothing is said: their mean shows the settling, not the luck. */
export const usualPilots = 4;
