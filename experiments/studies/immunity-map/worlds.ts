import { blocksPerDay } from '../../../sim/units.ts';
import { longRunRows } from '../../analysis/beginning/longRunRows.ts';
import { pathOf, type WorldPath } from '../../analysis/beginning/path.ts';
import { isBegun } from '../../analysis/beginning/worlds.ts';
import { keyedNormal } from '../../analysis/keyedDraws.ts';
import { canonical } from '../../base/canonical.ts';
import { worldOf } from '../../plan/beginningPlan.ts';
import { type Grid, gridOf, type Row, seedsOf, valuesOn } from '../../plan/rows.ts';
import { scenarioNamed, type TrialPlan } from '../../plan/trial.ts';
import type { Results } from '../../report/readResults.ts';
import { type Indifference, indifference } from '../../statistics/indifference.ts';
import type { BySeed } from '../../statistics/paired.ts';
import { isBeginning } from '../../sweep/finding.ts';
import { type MapPlace, mapFlows, mapSweeps } from '../immunity-map.ts';

/** One subnet before its change, and what every immunity period does to it in the long run. */
export interface MapWorld {
  /** null: a world of the plan itself; else the assumption that is changed. */
  readonly arm: string | null;
  readonly place: MapPlace;
  /** Whether it is a cell of the map, or beside it. */
  readonly isOnMap: boolean;
  /** Days until the moving average holds nine tenths of a newcomer's own scores. */
  readonly knownDays: number;
  readonly slots: number;
  readonly path: WorldPath;
  /** Immunity periods that were run, blocks, ascending. */
  readonly levels: readonly number[];
  /** [level][seed] its trials, with what was followed as it is in the long run. */
  readonly trials: Grid;
  /** [level][seed] the deciding measure in the long run. */
  readonly values: readonly BySeed[];
  /** What each level loses against the best; null where too few trials have ended. */
  readonly losses: Indifference | null;
  /** No difference moves by more than the margin between the last two quarters, for certain: enough to hold worlds against each other. */
  readonly hasSteadyEffect: boolean;
  /** The world had settled before the change, and every difference after it, by the rule for both. */
  readonly isSteady: boolean;
}

/** Share of its own scores at which a newcomer counts as known. */
const knownShare = 0.9;

/**
 * Days until a moving average of step `alpha`, moved once in `sweepBlocks`, holds nine tenths of a newcomer's own scores: its score is then
 * within 10 % of where it settles, the noise aside. At a step of 1 that is the first sweep.
 */
export const daysToBeKnown = (sweepBlocks: number, alpha: number): number =>
  (sweepBlocks * Math.max(1, Math.log(1 - knownShare) / Math.log(1 - alpha))) / blocksPerDay;

/** Every world of the study, in its order. Throws a `RangeError` for rows of a study without a beginning. */
export function mapWorlds({ study, rows, warmUp }: Pick<Results, 'study' | 'rows' | 'warmUp'>): MapWorld[] {
  if (!isBegun(study) || !isBeginning(warmUp))
    throw new RangeError(
      'the map is drawn of worlds that settled before their change: give them a beginning',
    );
  const late = longRunRows(rows);
  const [{ metric, margin }] = study.objectives;
  return pathOf(study, rows, warmUp).worlds.map((path): MapWorld => {
    const { world, slots } = path.settling;
    const own = late.filter(
      (row) =>
        row.arm === world.arm && canonical(worldOf(study.beginning, row.levels)) === canonical(world.levels),
    );
    const levels = levelsOf(own);
    const trials = gridOf(factor, levels, seedsOf(own), own);
    const values = valuesOn(trials, metric);
    const place = placeOf(world.plan);
    const [decides] = path.measures;
    return {
      arm: world.arm,
      place,
      isOnMap:
        world.arm === null &&
        mapFlows.some((flow) => flow === place.flow) &&
        mapSweeps.some((sweep) => sweep === place.sweepBlocks),
      knownDays: daysToBeKnown(place.sweepBlocks, numberOf(world.plan, 'validator.alpha')),
      slots,
      path,
      levels,
      trials,
      values,
      losses:
        values.length < 2 ? null : indifference(levels, values, margin, keyedNormal(`map ${path.label}`)),
      hasSteadyEffect:
        decides.settlement?.changes.every(
          (change) => change !== null && change.low >= -margin && change.high <= margin,
        ) ?? false,
      isSteady: decides.levels.every(({ settled }) => settled),
    };
  });
}

/** The factor that changes. */
export const factor = 'immunityPeriod';

const levelsOf = (rows: readonly Row[]): number[] =>
  [...new Set(rows.map(({ levels }) => Number(levels[factor])))].sort((one, other) => one - other);

const placeOf = (plan: TrialPlan): MapPlace => ({
  flow: numberOf(plan, 'scenario.foundersFlow'),
  sweepBlocks: numberOf(plan, 'validator.sweepBlocks'),
});

/** A setting of a trial: its own, or that of its scenario. */
const numberOf = ({ set, scenario }: TrialPlan, name: string): number =>
  Number(set[name] ?? scenarioNamed(scenario).settings[name]);

/** Registrations a day that the world had before the change: what its owner counts. */
export const flowSeen = ({ path }: MapWorld): number => path.settling.registrationsPerDay.mean;

/** Share of the slots that newcomers under immunity hold, at so many blocks of it. */
export const immuneShare = (world: MapWorld, immunity: number): number =>
  (flowSeen(world) * immunity) / blocksPerDay / world.slots;

/** Immunity over the time to be known. */
export const timesKnown = ({ knownDays }: MapWorld, immunity: number): number =>
  immunity / blocksPerDay / knownDays;
