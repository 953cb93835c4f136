import { normalise, sum } from '../../../../sim/consensus/chain/vector.ts';
import { majorityOf, renewalOf } from '../../../../sim/consensus/chain/yumaState.ts';
import { type SplitSpace, splitSpace } from '../../../../sim/kernel/split/splitKernel.ts';
import { I32F32 } from '../../../../sim/math/fixed.ts';
import { u16Max } from '../../../../sim/units.ts';
import {
  columnBytes,
  firstOrder,
  noiseOf,
  type SideStakes,
  type SplitColumns,
  splitColumns,
} from './splitColumns.ts';
import { splitDeviation } from './splitDeviation.ts';
import { majorShare, type SplitTerms, splitScratch } from './splitEpoch.ts';
import {
  activeStakeOf,
  bondsMovingAverage,
  deviationStakeOf,
  emission,
  type MapSettings,
  type Side,
  splitGraph,
} from './splitGraph.ts';

/** Cells along one side of a map less one: weights in steps of 0.02. */
export const mapSteps = 50;

/** What the chain's test prints of a cell, I32F32 bits. */
export interface SplitValues {
  /** Share of the emission that the majority gets. */
  readonly majorRatio: number;
  /** Mean deviation of the weights, share of their mean. */
  readonly weightDeviation: number;
}

/**
 * All cells of one stake of the majority, computed as they are asked for: `cell(50 · w_H, 50 · w_C)`. Draws are made
 * once, the columns of a side once for each of its utilities; ask line by line. `space` as given, or a memory with room
 * for all columns.
 */
export function splitMap(
  settings: MapSettings,
  majorStake: bigint,
  space: SplitSpace = splitSpace(mapBytes(settings)),
): (majorStep: number, minorStep: number) => SplitValues {
  const graph = splitGraph(settings, majorStake);
  const { majorServers } = graph;
  const servers = settings.neurons - settings.validators;
  const active = activeStakeOf(graph);
  const votes = votesOf(active);
  const deviation = deviationStakeOf(graph);
  const majors = graph.major.stakes.length;
  const sideOf = (side: Side, first: number, end: number): SideStakes => ({
    noise: noiseOf(side),
    active: Float64Array.from(active.slice(first, end), Number),
    votes: Float64Array.from(votes.slice(first, end), Number),
    deviation: kept(space, deviation.slice(first, end)),
  });
  const major = sideOf(graph.major, 0, majors);
  const minor = sideOf(graph.minor, majors, settings.validators);
  const terms: SplitTerms = {
    majorServers,
    minority: Number(sum(votes) - majorityOf(settings.kappa)),
    bondsPenalty: Number(I32F32.fromRatio(settings.bondsPenalty, u16Max)),
    renewal: Number(renewalOf(bondsMovingAverage)),
    emission: Number(emission),
    activeStake: Float64Array.from(active, Number),
  };
  const majorColumns = remembered(major, majorServers, space, (own) => [own, whole - own]);
  const minorColumns = remembered(minor, majorServers, space, (own) => [whole - own, own]);
  const scratch = splitScratch(settings.validators, servers, space);
  return (majorStep, minorStep) => {
    const [one, other] = [majorColumns(majorStep), minorColumns(minorStep)];
    return {
      majorRatio: majorShare(terms, one, other, scratch),
      weightDeviation: splitDeviation(
        { ...one, stake: major.deviation },
        { ...other, stake: minor.deviation },
        space.run,
      ),
    };
  };
}

const whole = Number(I32F32.one);

/** Bytes of the columns of both sides at all utilities and of what the cells share; a side's columns grow with its share. */
export function mapBytes({ neurons, validators }: MapSettings): number {
  const servers = neurons - validators;
  const shared = columnBytes(validators, servers);
  // Sums and means are kept for either side: servers more places than one side of all validators would need.
  return (mapSteps + 1) * (columnBytes(validators, servers) + columnBytes(0, servers)) + shared;
}

function kept(space: SplitSpace, values: readonly bigint[]): Float64Array {
  const array = space.doubles(values.length);
  for (const [at, value] of values.entries()) array[at] = Number(value);
  return array;
}

/** Votes are the active stake of those that have any, normalised once more. */
function votesOf(active: readonly bigint[]): bigint[] {
  const voting = normalise(active.filter((stake) => stake > 0n));
  let next = 0;
  return active.map((stake) => (stake > 0n ? voting[next++] : 0n));
}

/** A side's columns by step of its utility, built when first asked for. */
function remembered(
  side: SideStakes,
  majorServers: number,
  space: SplitSpace,
  sharesOf: (own: number) => readonly [toMajor: number, toMinor: number],
): (step: number) => SplitColumns {
  const order = firstOrder(side.active.length, side.noise[0].length);
  const built: SplitColumns[] = [];
  return (step) => {
    const own = Number(I32F32.fromRatio(step, mapSteps));
    built[step] ??= splitColumns(side, ...sharesOf(own), majorServers, order, space);
    return built[step];
  };
}
