import { I32F32 } from '../../../sim/math/fixed.ts';
import { stream } from '../../../sim/random.ts';
import { u16Max } from '../../../sim/units.ts';
import type { MapSettings } from '../../figures/retention/chain/splitGraph.ts';
import { type SplitValues, splitMap, mapSteps as steps } from '../../figures/retention/chain/splitMap.ts';
import type { Comparison } from './compare.ts';
import type { Place } from './place.ts';
import type { FileTally } from './tally.ts';
import { builtVersion, notBuilt } from './versions.ts';

/** Grids of consensus guarantees: the share of the emission that is kept, by stake and utility of the majority. */

export const isConsensusMap = (top: Place): boolean =>
  top.has('stakes') && top.has('bondsPenalty') && top.has('weightStddev');

const generator = 'rand 0.8.5 StdRng::seed_from_u64(0)';

const topKeys = [
  'format',
  'note',
  'version',
  'bondsPenalty',
  'weightStddev',
  'networkN',
  'validatorsN',
  'rng',
  'layout',
  'step',
  'stakes',
];

/** How to get the cells of one stake: `cell(50 · w_H, 50 · w_C)`. */
export type CellsOf = (
  settings: MapSettings,
  majorStake: bigint,
) => (majorStep: number, minorStep: number) => SplitValues;

/** Cells along a side of a grid, squared: what one stake has. */
export const cellsPerStake = (steps + 1) ** 2;

/**
 * Compares a keyed sample of `cells` cells, spread evenly over the stakes, and counts the others as skipped: a map has
 * 28,611 cells, half a millisecond each. `cellsOf` may know them already.
 */
export function conformConsensusMap(
  top: Place,
  tally: FileTally,
  cells: number,
  cellsOf: CellsOf = splitMap,
): void {
  const version = top.only(topKeys).at('version').text();
  const rules = builtVersion(version);
  const stakes = top.at('stakes').list().map(readStake);
  const sampled = stakes.map(({ place }, k) =>
    rules === undefined ? [] : sampleOf(place, k, stakes.length, cells),
  );
  const settings = readSettings(top);
  const count = sampled.flat().length;
  const reason =
    count < stakes.length * cellsPerStake ? `a keyed sample of ${count} cells; --whole-maps takes all` : '';
  const comparison = rules === undefined ? tally.of(version, notBuilt) : tally.of(rules.ruleset, reason);
  for (const [k, stake] of stakes.entries()) {
    comparison.skipped += 2 * (cellsPerStake - sampled[k].length);
    if (sampled[k].length > 0)
      compareStake(stake, cellsOf(settings, stake.majorStake), sampled[k], comparison);
  }
}

/** The maps of a file, one for each stake; empty for a version without rules here. */
export function mapsOf(top: Place): { readonly settings: MapSettings; readonly majorStake: bigint }[] {
  if (builtVersion(top.at('version').text()) === undefined) return [];
  const settings = readSettings(top);
  return top
    .at('stakes')
    .list()
    .map((place) => ({ settings, majorStake: readStake(place).majorStake }));
}

function readSettings(top: Place): MapSettings {
  if (top.at('rng').text() !== generator) top.at('rng').fail(JSON.stringify(generator));
  top.at('step').integer(1n, 1n);
  const deviation = top.at('weightStddev').value;
  if (typeof deviation !== 'number' || !(deviation >= 0 && deviation <= 1)) {
    return top.at('weightStddev').fail('a number 0 … 1');
  }
  const neurons = Number(top.at('networkN').integer(4n, 4096n));
  return {
    neurons,
    validators: Number(top.at('validatorsN').integer(2n, BigInt(neurons - 2))),
    // The chain's test writes it as a float32.
    weightDeviation: BigInt(Math.round(Math.fround(deviation) * 2 ** 32)),
    bondsPenalty: top.at('bondsPenalty').count(u16Max),
    // The chain's default.
    kappa: 32_767,
  };
}

/** The two recorded grids of one stake of the majority, [50 · majorWeight][50 · minorWeight]. */
interface RecordedStake {
  readonly place: Place;
  readonly majorStake: bigint;
  readonly ratios: readonly Place[][];
  readonly deviations: readonly Place[][];
}

function readStake(place: Place): RecordedStake {
  place.only(['majorStake', 'majorStakeBits', 'majorRatioBits', 'avgWeightDevBits']);
  const grid = (key: string) =>
    place
      .at(key)
      .list(steps + 1)
      .map((row) => row.list(steps + 1));
  return {
    place,
    majorStake: place.at('majorStakeBits').integer(0n, I32F32.one),
    ratios: grid('majorRatioBits'),
    deviations: grid('avgWeightDevBits'),
  };
}

type CellIndex = readonly [major: number, minor: number];

/** Distinct cells of the k-th of `stakes` grids, its even part of `cells`, line by line. */
function sampleOf(place: Place, k: number, stakes: number, cells: number): CellIndex[] {
  const wanted = Math.floor(((k + 1) * cells) / stakes) - Math.floor((k * cells) / stakes);
  const draws = stream(0, 'consensus map', place.path);
  const order = Array.from({ length: cellsPerStake }, (_, cell) => cell);
  // A shuffle from the front, cut where enough are drawn.
  for (let at = 0; at < Math.min(wanted, cellsPerStake - 1); at++) {
    const other = at + draws.integer(cellsPerStake - at);
    [order[at], order[other]] = [order[other], order[at]];
  }
  const chosen = order.slice(0, wanted).sort((one, other) => one - other);
  return chosen.map((cell) => [Math.floor(cell / (steps + 1)), cell % (steps + 1)]);
}

function compareStake(
  { ratios, deviations }: RecordedStake,
  cell: ReturnType<CellsOf>,
  sample: readonly CellIndex[],
  comparison: Comparison,
): void {
  for (const [major, minor] of sample) {
    const { majorRatio, weightDeviation } = cell(major, minor);
    const [ratio, deviation] = [ratios[major][minor], deviations[major][minor]];
    comparison.integer(ratio.value, majorRatio, ratio.path);
    comparison.integer(deviation.value, weightDeviation, deviation.path);
  }
}
