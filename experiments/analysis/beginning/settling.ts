import { flowName } from '../../../sim/metrics/pathCatalogue.ts';
import { canonical } from '../../base/canonical.ts';
import { UserError } from '../../base/userError.ts';
import { pilotLengths } from '../../plan/beginningPlan.ts';
import type { CompleteRow, Row } from '../../plan/rows.ts';
import { scenarioOfPlan } from '../../plan/trial.ts';
import { type DailyRun, windowMeans } from '../../statistics/dailyRun.ts';
import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { type Settlement, settlementOf } from '../../statistics/settlement.ts';
import { runOf } from './runs.ts';
import { type BegunStudy, type StudyWorld, worldLabel, worldsOf } from './worlds.ts';

/** How a world settled under the status quo. */
export interface WorldSettling {
  readonly world: StudyWorld;
  /** Length of the pilots that passed the rule; the limit where none did. */
  readonly days: number;
  readonly settled: boolean;
  readonly objectives: readonly {
    readonly metric: string;
    readonly margin: number;
    readonly settlement: Settlement;
  }[];
  /** Slots that validators do not hold. */
  readonly slots: number;
  /** Over the second half of the pilots. */
  readonly registrationsPerDay: Estimate;
}

/** What the rule of a beginning came to. */
export interface BeginningFinding {
  /** Days before the change, alike for all worlds: the longest that one needs, or the limit. */
  readonly days: number;
  readonly pilots: number;
  readonly worlds: readonly WorldSettling[];
}

/** A pilot's row: `days` of its plan are its length. */
export type PilotRow = Row;

/** Where a world has come to: settled, at its limit, or to be run for longer. */
export type WorldState =
  | { readonly world: StudyWorld; readonly next: number }
  | { readonly world: StudyWorld; readonly next: null; readonly settling: WorldSettling };

/** Applies the rule to the pilots that have run, world by world, the shortest first. Throws `UserError` for a world whose pilots failed. */
export function statesOf(study: BegunStudy, rows: readonly PilotRow[]): WorldState[] {
  return worldsOf(study).map((world): WorldState => {
    let last: WorldSettling | null = null;
    for (const length of pilotLengths(study.beginning)) {
      const pilots = pilotsOf(study, world, length, rows);
      if (pilots === null) return { world, next: length };
      last = settlingOf(study, world, pilots);
      if (last.settled) break;
    }
    return { world, next: null, settling: last! };
  });
}

/** The finding, once no world has to run for longer; null before. */
export function findingOf(study: BegunStudy, rows: readonly PilotRow[]): BeginningFinding | null {
  const worlds = statesOf(study, rows).flatMap((state) => (state.next === null ? [state.settling] : []));
  if (worlds.length < worldsOf(study).length) return null;
  return { days: Math.max(...worlds.map(({ days }) => days)), pilots: study.beginning.pilots, worlds };
}

/** The complete pilots of a world at a length, by seed; null where they have not all run. */
function pilotsOf(
  study: BegunStudy,
  world: StudyWorld,
  length: number,
  rows: readonly PilotRow[],
): CompleteRow[] | null {
  // A journal keeps the levels of a row in the order of their names.
  const key = canonical([world.arm, world.levels]);
  const own = rows.filter(
    ({ arm, levels, plan }) => plan.days === length && canonical([arm, levels]) === key,
  );
  if (own.length < study.beginning.pilots) return null;
  const complete = own
    .filter((row): row is CompleteRow => row.status === 'complete')
    .sort((one, other) => Number(one.plan.seed) - Number(other.plan.seed));
  if (complete.length >= 2) return complete;
  const failure = own.find((row) => row.status === 'failed');
  throw new UserError(
    `fewer than 2 pilots of ${worldLabel(world) || study.scenario} ran to their end, so nothing shows whether it settles: ${failure?.status === 'failed' ? failure.reason : ''}`,
  );
}

/** The rule on the pilots of one length. */
function settlingOf(study: BegunStudy, world: StudyWorld, pilots: readonly CompleteRow[]): WorldSettling {
  const days = pilots[0].plan.days;
  const objectives = study.objectives.map(({ metric, margin }) => ({
    metric,
    margin,
    settlement: settlementOf([runsOf(pilots, metric)], margin / 2),
  }));
  const { uids, validators } = scenarioOfPlan(world.plan);
  return {
    world,
    days,
    settled: objectives.every(({ settlement }) => settlement.settled.every(Boolean)),
    objectives,
    slots: uids - validators,
    registrationsPerDay: estimate(windowMeans(runsOf(pilots, flowName), Math.floor(days / 2), days)),
  };
}

/** Throws `UserError` for a measure that the world does not have. */
function runsOf(pilots: readonly CompleteRow[], metric: string): DailyRun[] {
  return pilots.map((pilot) => {
    const run = runOf(pilot, metric);
    if (run === null)
      throw new UserError(
        `${pilot.plan.scenario} has no ${metric}, so it cannot settle by it: choose another objective, or a world that has it`,
      );
    return run;
  });
}

/** Mean time that a uid is held, n / R, days, with the ends that the interval of the registrations gives; Infinity where none registers. */
export function tenureOf({ slots, registrationsPerDay: { mean, low, high } }: WorldSettling) {
  const over = (flow: number) => (flow > 0 ? slots / flow : Number.POSITIVE_INFINITY);
  return { days: over(mean), low: over(high), high: over(low) };
}
