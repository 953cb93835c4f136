import type { ConformReport } from './conformReport.ts';
import { type CellsOf, conformConsensusMap, isConsensusMap } from './consensusMap.ts';
import { conformEpochs, isEpochFile } from './epochVectors.ts';
import { conformNakamoto, isNakamotoFile } from './nakamotoVectors.ts';
import { conformPeer, isPeerFile } from './peer.ts';
import type { Place } from './place.ts';
import { checksums, findVectors, readVectors } from './read.ts';
import { tableOf } from './tables.ts';
import { FileTally, type VectorKind } from './tally.ts';

export interface ConformOptions {
  /** Cells compared of each map of consensus guarantees, half a millisecond each. */
  readonly cellsPerMap: number;
  /** Where the cells come from; absent: computed one by one. */
  readonly cellsOf?: CellsOf;
}

/** Thirty of the 2,601 cells of each stake of a map. */
const usual: ConformOptions = { cellsPerMap: 330 };

/**
 * Replays recorded vectors of the chain and compares every value of every version that has a ruleset here.
 * `paths` are files (.json, .json.gz) or folders, searched to the bottom; a `SHA256SUMS` beside the files is
 * checked too. Throws a VectorError (a UserError) at a path, file or shape that cannot be read.
 */
export function conform(paths: readonly string[], options: ConformOptions = usual): ConformReport {
  const { files, checksumLists } = findVectors(paths);
  const tallies = [
    ...checksumLists.map(conformChecksums),
    ...files.map(({ path, named }) => conformFile(readVectors(path), named, options)),
  ];
  const rows = tallies.flatMap((tally) => tally.rows());
  const total = (key: 'compared' | 'differing' | 'skipped') =>
    rows.reduce((sum, row) => sum + (row.kind === 'checksums' && key === 'compared' ? 0 : row[key]), 0);
  return {
    rows,
    differences: tallies.flatMap((tally) => tally.comparisons().flatMap(({ differences }) => differences)),
    compared: total('compared'),
    differing: total('differing'),
    skipped: total('skipped'),
  };
}

/** Replays one parsed file. A file found in a folder that is no recording is skipped; a named one must be. */
export function conformFile(top: Place, named = true, options: ConformOptions = usual): FileTally {
  const [kind, replay] = kindOf(top, named);
  const tally = new FileTally(top.file, kind);
  replay(top, tally, options);
  return tally;
}

type Replay = (top: Place, tally: FileTally, options: ConformOptions) => void;

function kindOf(top: Place, named: boolean): [VectorKind, Replay] {
  top.keys();
  if (isEpochFile(top)) return ['epoch', (file, tally) => conformEpochs(file, tally)];
  if (isNakamotoFile(top)) return ['nakamoto', conformNakamoto];
  const table = tableOf(top);
  if (table !== undefined) return ['table', table];
  if (isConsensusMap(top)) return ['consensus map', replayMap];
  if (isPeerFile(top)) return ['peer', conformPeer];
  if (named || top.has('format')) {
    top.fail(
      'recorded vectors: epochs (cases with runs), Nakamoto steps, a table (rows), a map, peer outputs',
    );
  }
  return ['unknown', (file, tally) => tally.of('', 'not recorded vectors').skip(file.value)];
}

const replayMap: Replay = (top, tally, { cellsPerMap, cellsOf }) =>
  conformConsensusMap(top, tally, cellsPerMap, cellsOf);

function conformChecksums(list: string): FileTally {
  const tally = new FileTally(list, 'checksums');
  const comparison = tally.of('');
  for (const { file, expected, got } of checksums(list)) comparison.text(expected, got, file);
  return tally;
}

/** 0 if every compared value agrees, 1 if any differs, 2 if nothing was compared. */
export function exitCodeOf(report: ConformReport): 0 | 1 | 2 {
  if (report.differing > 0) return 1;
  return report.compared > 0 ? 0 : 2;
}
