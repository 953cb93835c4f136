import { I32F32 } from '../../sim/fixed.ts';
import { stream } from '../../sim/random.ts';
import { u16Max } from '../../sim/units.ts';
import type { Comparison } from './compare.ts';
import type { Place } from './place.ts';
import { type MapSettings, splitCell, splitGraph } from './splitGraph.ts';
import type { FileTally } from './tally.ts';
import { builtVersion, notBuilt } from './versions.ts';

/** Grids of consensus guarantees: who keeps the emission, by stake and utility of the majority. */

export const isConsensusMap = (top: Place): boolean =>
  top.has('stakes') && top.has('bondsPenalty') && top.has('weightStddev');

/** Cells along one side of a grid less one: weights in steps of 0.02. */
const steps = 50;
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

/**
 * Computes a keyed sample of `cells` cells, spread evenly over the stakes, and counts the others as skipped: an
 * epoch of 512 neurons each, the whole grid would take most of an hour.
 */
export function conformConsensusMap(top: Place, tally: FileTally, cells: number): void {
  const version = top.only(topKeys).at('version').text();
  const rules = builtVersion(version);
  const stakes = top.at('stakes').list().map(readStake);
  const sampled = stakes.map(({ place }, k) =>
    rules === undefined ? [] : sampleOf(place, k, stakes.length, cells),
  );
  const settings = readSettings(top);
  const count = sampled.flat().length;
  const reason = `a keyed sample of ${count} cells of a grid is computed, 0.1 s each`;
  const comparison = rules === undefined ? tally.of(version, notBuilt) : tally.of(rules.ruleset, reason);
  for (const [k, stake] of stakes.entries()) compareStake(stake, settings, sampled[k], comparison);
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

/** Distinct cells of the k-th of `stakes` grids, its even part of `cells`. */
function sampleOf(place: Place, k: number, stakes: number, cells: number): CellIndex[] {
  const wanted = Math.floor(((k + 1) * cells) / stakes) - Math.floor((k * cells) / stakes);
  const draws = stream(0, 'consensus map', place.path);
  const all = (steps + 1) ** 2;
  const chosen = new Set<number>();
  while (chosen.size < Math.min(wanted, all)) chosen.add(draws.integer(all));
  return [...chosen].map((cell) => [Math.floor(cell / (steps + 1)), cell % (steps + 1)]);
}

function compareStake(
  { majorStake, ratios, deviations }: RecordedStake,
  settings: MapSettings,
  sample: readonly CellIndex[],
  comparison: Comparison,
): void {
  comparison.skipped += 2 * ((steps + 1) ** 2 - sample.length);
  if (sample.length === 0) return;
  const graph = splitGraph(settings, majorStake);
  for (const [major, minor] of sample) {
    const cell = splitCell(graph, I32F32.fromRatio(major, steps), I32F32.fromRatio(minor, steps));
    const [ratio, deviation] = [ratios[major][minor], deviations[major][minor]];
    comparison.integer(ratio.value, cell.majorRatio, ratio.path);
    comparison.integer(deviation.value, cell.weightDeviation, deviation.path);
  }
}
