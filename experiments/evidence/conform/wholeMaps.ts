import type { MapSettings } from '../../figures/retention/chain/splitGraph.ts';
import { mapSteps } from '../../figures/retention/chain/splitMap.ts';
import type { SplitGrids, SplitMapTask } from '../../figures/retention/chain/splitMapWorker.ts';
import { runPool } from '../../run/pool.ts';
import { type ConformOptions, conform } from './conform.ts';
import type { ConformReport } from './conformReport.ts';
import { type CellsOf, isConsensusMap, mapsOf } from './consensusMap.ts';
import { findVectors, readVectors } from './read.ts';

/**
 * Replays recorded vectors with every cell of every map of guarantees, which worker threads compute beforehand, one
 * stake at a time. Errors as `conform`; an Error too if a worker fails.
 */
export async function conformWholeMaps(paths: readonly string[], workers: number): Promise<ConformReport> {
  const grids = await computeMaps(tasksOf(paths), workers);
  const cellsOf: CellsOf = (settings, majorStake) => {
    const { majorRatio, weightDeviation } = grids.get(nameOf(settings, majorStake))!;
    const at = (majorStep: number, minorStep: number) => majorStep * (mapSteps + 1) + minorStep;
    return (majorStep, minorStep) => ({
      majorRatio: majorRatio[at(majorStep, minorStep)],
      weightDeviation: weightDeviation[at(majorStep, minorStep)],
    });
  };
  const options: ConformOptions = { cellsPerMap: Number.MAX_SAFE_INTEGER, cellsOf };
  return conform(paths, options);
}

/** Every stake of every map among the files, once. */
function tasksOf(paths: readonly string[]): Map<string, SplitMapTask> {
  const maps = findVectors(paths)
    .files.map(({ path }) => readVectors(path))
    .filter(isConsensusMap)
    .flatMap(mapsOf);
  return new Map(maps.map((task) => [nameOf(task.settings, task.majorStake), task]));
}

const nameOf = (settings: MapSettings, majorStake: bigint): string =>
  [...Object.values(settings), majorStake].join(' ');

async function computeMaps(
  tasks: ReadonlyMap<string, SplitMapTask>,
  workers: number,
): Promise<Map<string, SplitGrids>> {
  const grids = new Map<string, SplitGrids>();
  await runPool({
    entry: new URL('../../figures/retention/chain/splitMapWorker.ts', import.meta.url),
    tasks: [...tasks].map(([id, input]) => ({ id, input })),
    workers,
    onResult: (id, result: SplitGrids) => grids.set(id, result),
    onFailure: (id, reason) => {
      throw new Error(`the map of ${id} cannot be computed: ${reason}`);
    },
  });
  return grids;
}
