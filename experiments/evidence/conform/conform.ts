import type { ConformReport } from './conformReport.ts';
import { type CellsOf, conformConsensusMap, isConsensusMap } from './consensusMap.ts';
import { conformCreditCoinbase, isCreditCoinbaseFile } from './creditCoinbaseVectors.ts';
import { conformDissolutions, isDissolveFile } from './dissolveVectors.ts';
import { conformDividendSplit, isDividendSplitFile } from './dividendSplitVectors.ts';
import { conformDrain, isDrainFile } from './drainVectors.ts';
import { conformDrainWithTao, isDrainWithTaoFile } from './drainWithTaoVectors.ts';
import { conformEmissionSplit, isEmissionSplitFile } from './emissionSplitVectors.ts';
import { conformEpochs, isEpochFile } from './epochVectors.ts';
import { conformFlowShares, isFlowShareFile } from './flowShareVectors.ts';
import { conformGateShares, isGateShareFile } from './gateShareVectors.ts';
import { conformMechanisms, isMechanismFile } from './mechanismVectors.ts';
import { conformNakamoto, isNakamotoFile } from './nakamotoVectors.ts';
import { conformPeer, isPeerFile } from './peer.ts';
import type { Place } from './place.ts';
import { conformPriceCoinbase, isPriceCoinbaseFile } from './priceCoinbaseVectors.ts';
import { conformProductShares, isProductShareFile } from './productShareVectors.ts';
import { checksums, type Found, findVectors, readVectors, recordedNear } from './read.ts';
import { conformRootEpochs, isRootEpochFile } from './rootEpochVectors.ts';
import { conformSameEpochs, isSameEpochsIndex } from './sameEpochs.ts';
import {
  conformDecimalPools,
  conformSharePools,
  isDecimalPoolFile,
  isSharePoolFile,
} from './sharePoolVectors.ts';
import { conformStakeWeights, isStakeWeightFile } from './stakeWeightVectors.ts';
import {
  conformConnections,
  conformConvictions,
  conformLockCosts,
  conformMedianPrices,
  conformSubnetPrunes,
  isConnectionFile,
  isConvictionFile,
  isLockCostFile,
  isMedianPriceFile,
  isSubnetPruneFile,
} from './subnetVectors.ts';
import { conformSwaps, isSwapFile } from './swapVectors.ts';
import { tableOf } from './tables.ts';
import { FileTally, type VectorKind } from './tally.ts';
import { conformWeightedPools, isWeightedPoolFile } from './weightedPoolVectors.ts';

export interface ConformOptions {
  /** Cells compared of each map of consensus guarantees, half a millisecond each. */
  readonly cellsPerMap: number;
  /** Where the cells come from; absent: computed one by one. */
  readonly cellsOf?: CellsOf;
  /** The recorded file of a name that an index at a path means; absent: only in the folder `chain` beside the index's. */
  readonly find?: (index: string, name: string) => Place | null;
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
  const find = recordedAmong(files);
  const tallies = [
    ...checksumLists.map(conformChecksums),
    ...files.map(({ path, named }) => conformFile(readVectors(path), named, { find, ...options })),
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
  if (isDrainFile(top)) return ['drain', conformDrain];
  if (isDividendSplitFile(top)) return ['dividend split', conformDividendSplit];
  if (isMechanismFile(top)) return ['mechanisms', conformMechanisms];
  const ofNetworks = networkReplays.find(([, isOne]) => isOne(top));
  if (ofNetworks !== undefined) return [ofNetworks[0], ofNetworks[2]];
  if (isSameEpochsIndex(top)) return ['same epochs', replaySameEpochs];
  const table = tableOf(top);
  if (table !== undefined) return ['table', table];
  if (isConsensusMap(top)) return ['consensus map', replayMap];
  if (isPeerFile(top)) return ['peer', conformPeer];
  if (named || top.has('format')) {
    top.fail(
      'recorded vectors: epochs (cases with runs), Nakamoto steps, drains, mechanisms, a table (rows), a map, peer outputs',
    );
  }
  return ['unknown', (file, tally) => tally.of('', 'not recorded vectors').skip(file.value)];
}

/** What is around an epoch in the years of several networks: how a file of each kind is told, and its replay. */
const networkReplays: readonly (readonly [VectorKind, (top: Place) => boolean, Replay])[] = [
  ['root epoch', isRootEpochFile, conformRootEpochs],
  ['emission split', isEmissionSplitFile, conformEmissionSplit],
  ['swap', isSwapFile, conformSwaps],
  ['price coinbase', isPriceCoinbaseFile, conformPriceCoinbase],
  ['stake weights', isStakeWeightFile, conformStakeWeights],
  ['share pool', isSharePoolFile, conformSharePools],
  ['decimal share pool', isDecimalPoolFile, conformDecimalPools],
  ['drain with TAO', isDrainWithTaoFile, conformDrainWithTao],
  ['gate shares', isGateShareFile, conformGateShares],
  ['product shares', isProductShareFile, conformProductShares],
  ['weighted pool', isWeightedPoolFile, conformWeightedPools],
  ['credit coinbase', isCreditCoinbaseFile, conformCreditCoinbase],
  ['flow shares', isFlowShareFile, conformFlowShares],
  ['lock cost', isLockCostFile, conformLockCosts],
  ['subnet prune', isSubnetPruneFile, conformSubnetPrunes],
  ['median price', isMedianPriceFile, conformMedianPrices],
  ['conviction', isConvictionFile, conformConvictions],
  ['connection', isConnectionFile, conformConnections],
  ['dissolve', isDissolveFile, conformDissolutions],
];

const replayMap: Replay = (top, tally, { cellsPerMap, cellsOf }) =>
  conformConsensusMap(top, tally, cellsPerMap, cellsOf);

const replaySameEpochs: Replay = (top, tally, { find = recordedAmong([]) }) =>
  conformSameEpochs(top, tally, (name) => find(top.file, name));

/** Reads recordings that an index names, beside it or among the files found. */
const recordedAmong = (files: Found['files']) => (index: string, name: string) => {
  const path = recordedNear(index, name, files);
  return path === null ? null : readVectors(path);
};

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
