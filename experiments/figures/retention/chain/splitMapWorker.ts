import { type SplitSpace, splitSpace } from '../../../../sim/kernel/split/splitKernel.ts';
import type { MapSettings } from './splitGraph.ts';
import { mapBytes, mapSteps, splitMap } from './splitMap.ts';

/** One stake of a map, as the pool hands it to a worker. */
export interface SplitMapTask {
  readonly settings: MapSettings;
  readonly majorStake: bigint;
}

/** [50 · w_H × 50 · w_C], row-major: all cells of one stake, I32F32 bits. */
export interface SplitGrids {
  readonly majorRatio: Float64Array;
  readonly weightDeviation: Float64Array;
}

/** The memory of this worker: one map after the other lays out its columns in it. */
let kept: { readonly bytes: number; readonly space: SplitSpace } | null = null;

function emptySpace(bytes: number): SplitSpace {
  if (kept === null || kept.bytes < bytes) kept = { bytes, space: splitSpace(bytes) };
  kept.space.empty();
  return kept.space;
}

/** Computes every cell of one stake. */
export function run({ settings, majorStake }: SplitMapTask): SplitGrids {
  const cell = splitMap(settings, majorStake, emptySpace(mapBytes(settings)));
  const side = mapSteps + 1;
  const grids = {
    majorRatio: new Float64Array(side * side),
    weightDeviation: new Float64Array(side * side),
  };
  for (let major = 0; major < side; major++) {
    for (let minor = 0; minor < side; minor++) {
      const { majorRatio, weightDeviation } = cell(major, minor);
      grids.majorRatio[major * side + minor] = majorRatio;
      grids.weightDeviation[major * side + minor] = weightDeviation;
    }
  }
  return grids;
}
