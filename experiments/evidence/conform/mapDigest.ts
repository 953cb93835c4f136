import { createHash } from 'node:crypto';
import { basename, resolve } from 'node:path';
import type { SplitGrids, SplitMapTask } from '../../figures/retention/chain/splitMapWorker.ts';
import { cellsPerStake, isConsensusMap, mapsOf } from './consensusMap.ts';
import type { Place } from './place.ts';
import { findVectors, readVectors } from './read.ts';

/** One stake of a map in short: SHA-256 of both grids, the ratios first, row by row, each value as text and a comma. */
export interface MapDigest {
  readonly file: string;
  readonly stake: number;
  /** Values behind the digest: two grids. */
  readonly values: number;
  readonly sha256: string;
}

/** A stake of a recorded map, and the task that computes it again. */
export interface RecordedStake {
  readonly file: string;
  readonly index: number;
  readonly task: SplitMapTask;
  readonly digest: MapDigest;
}

/** Every stake of every map among the files under `folder`. Throws a VectorError at a file that cannot be read. */
export function recordedStakes(folder: string): RecordedStake[] {
  return findVectors([resolve(folder)])
    .files.map(({ path }) => readVectors(path))
    .filter(isConsensusMap)
    .flatMap((top) => {
      const tasks = mapsOf(top);
      const stakes = top.at('stakes').list();
      return stakes.map((place, index) => {
        const file = basename(top.file);
        const values = [...grid(place.at('majorRatioBits')), ...grid(place.at('avgWeightDevBits'))];
        return { file, index, task: tasks[index], digest: digestOf(file, index, values) };
      });
    });
}

const grid = (place: Place): string[] =>
  place.list().flatMap((row) => row.list().map(({ value }) => String(value)));

/** The digest of grids that were computed. */
export const digestOfGrids = (
  file: string,
  stake: number,
  { majorRatio, weightDeviation }: SplitGrids,
): MapDigest =>
  digestOf(
    file,
    stake,
    [...majorRatio, ...weightDeviation].map((bits) => BigInt(bits).toString()),
  );

function digestOf(file: string, stake: number, values: readonly string[]): MapDigest {
  if (values.length !== 2 * cellsPerStake)
    throw new RangeError(`a stake of a map has ${2 * cellsPerStake} values; ${file} has ${values.length}`);
  const sha256 = createHash('sha256')
    .update(`${values.join(',')},`)
    .digest('hex');
  return { file, stake, values: values.length, sha256 };
}
