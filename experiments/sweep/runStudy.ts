import { availableParallelism } from 'node:os';
import { isBegun } from '../analysis/beginning/worlds.ts';
import { studyHash, trialId } from '../base/identity.ts';
import { type Listed, listedAt, listedBy } from '../base/listed.ts';
import { UserError } from '../base/userError.ts';
import { stemOf } from '../plan/branches.ts';
import { type Level, rowsOf } from '../plan/rows.ts';
import { cellsOf, checkStudy, listedTrials, mainCount, type Study, type StudyTrial } from '../plan/study.ts';
import { termsOf } from '../plan/termsOf.ts';
import { ownStaffOf } from '../run/ownStaff.ts';
import { type PlannedTrial, refuseForeign, type SweepOutcome } from '../run/resultsFolder.ts';
import { whenFree } from '../run/whenFree.ts';
import { AdaptiveRun, Stopped } from './adaptiveRun.ts';
import { runBeginning } from './beginning/runBeginning.ts';
import { type Finding, settled } from './finding.ts';
import { runInRounds } from './rounds.ts';
import { type RunHooks, runTrials } from './runTrials.ts';
import { placesOf, refuseEmpty } from './shard/deal.ts';
import { takeMark } from './shard/mark.ts';
import type { Shard } from './shard/shard.ts';
import { runPilots } from './warmUp/runPilots.ts';

/** Where a study runs, and on how many workers. */
export interface StudyRun extends RunHooks {
  /** Where its rows are kept; what is found there done is not run again. */
  readonly folder: string;
  /** Worker threads; left out: as many as this machine has processors. */
  readonly workers?: number;
  /** Longest a trial may take before it counts as failed, ms; left out: an hour. */
  readonly limitMilliseconds?: number;
  /** The part of its trials to run; left out: all. Every shard runs the pilots of a rule itself: the same ones, so it finds the same days. */
  readonly shard?: Shard;
}

/** Where a cell of a study by precision has come to. */
export interface CellOutcome {
  readonly cell: Readonly<Record<string, Level>>;
  /** The cell it is compared with; null: its own mean is what has to be known. */
  readonly base: Readonly<Record<string, Level>> | null;
  readonly state: string;
  readonly seeds: number;
  readonly interval: unknown;
}

/** How a run of a study ended: trials that ran and that were found done, their rows by id, and the hash of all rows. */
export interface StudyOutcome extends SweepOutcome {
  /** SHA-256 of the study's plan and of the engine. */
  readonly hash: string;
  readonly seconds: number;
  /** Of them for the main trials, which come first; absent in a study by precision. */
  readonly mainSeconds?: number;
  readonly mainTrials?: number;
  /** Whether trials under changed assumptions ran too, all of them from the first on. */
  readonly hasTimedArms: boolean;
  /** What the rule for the days before the measured ones found; null where the study names them. */
  readonly warmUp: Finding | null;
  /** Cell by cell, in a study by precision. */
  readonly precision?: readonly CellOutcome[];
}

type Times = Pick<StudyOutcome, 'seconds' | 'mainSeconds' | 'mainTrials' | 'hasTimedArms'>;

const usualLimit = 3_600_000;

/**
 * Runs what is missing of a study into its folder; repeated, it runs nothing. Prints nothing. A trial that fails is a row too. Throws
 * `UserError` or `HyperparameterError`, before anything is written, for a study that cannot run, for the folder of another study, and for
 * one in use.
 */
export async function runStudy(study: Study, run: StudyRun): Promise<StudyOutcome> {
  checkStudy(study);
  if (study.proposal !== undefined) termsOf(study);
  const { workers = availableParallelism(), limitMilliseconds = usualLimit, shard } = run;
  if (shard !== undefined) refuseDealing(study, shard);
  const job = {
    ...run,
    workers,
    limitMilliseconds,
    study,
    hash: studyHash(study),
    timed: study,
    warmUp: null,
  };
  const start = study.precision === undefined ? runWhole : runByPrecision;
  refuseForeign(run.folder, { hash: job.hash, plan: study });
  takeMark(run.folder, job.hash, shard);
  if (study.warmUp === undefined && !isBegun(study)) return start(job);
  const { outcome, finding } = isBegun(study)
    ? await runBeginning(study, job.hash, job)
    : await runPilots(study, job.hash, job);
  if (finding === null) return ended(job, outcome, { seconds: 0, hasTimedArms: false });
  return start({ ...job, timed: settled(study, finding), warmUp: finding });
}

/** A study on its way: as it was written, and with the days of its warm-up. */
interface Job extends StudyRun {
  readonly study: Study;
  readonly timed: Study;
  readonly hash: string;
  readonly warmUp: Finding | null;
  readonly workers: number;
  readonly limitMilliseconds: number;
}

/** Throws `UserError` for a study whose trials cannot be dealt to so many shards. */
export function refuseDealing(study: Study, shard: Shard): void {
  if (study.precision !== undefined)
    throw new UserError(
      `${study.name} runs by precision: which trials come next depends on all rows so far, so they cannot be dealt to shards. ` +
        'Give a number of seeds (--seeds n), or run it whole',
    );
  refuseEmpty(listedTrials(study).length, shard);
}

/** A trial as the sweep takes it. */
export const planned = ({ arm, levels, plan }: StudyTrial): PlannedTrial => ({
  id: trialId(plan),
  plan,
  labels: { arm, levels },
  // Without a change it shares its beginning with none: two such plans of one stem would be the same trial.
  ...(plan.change !== undefined && { stem: stemOf(plan) }),
});

/** The trials of a study as the sweep takes them, each made when it is asked for. */
export function plannedTrials(study: Study): Listed<PlannedTrial> {
  const trials = listedTrials(study);
  return listedBy(trials.length, (place) => planned(trials.at(place)!));
}

/** A fixed number of seeds. */
async function runWhole(job: Job): Promise<StudyOutcome> {
  const { study, timed, hash, shard } = job;
  const all = plannedTrials(timed);
  const places = shard === undefined ? null : placesOf(all, shard);
  const mains = mainCount(timed);
  const watch = new StopWatch(places === null ? mains : places.filter((place) => place < mains).length);
  const outcome = await runTrials({
    ...job,
    study: { hash, plan: study },
    trials: places === null ? all : listedAt(all, places),
    onProgress: (progress) => {
      watch.see(progress.done);
      job.onProgress?.(progress);
    },
  });
  return ended(job, outcome, watch.times());
}

/** Cells gain seeds until enough is known. */
async function runByPrecision(job: Job): Promise<StudyOutcome> {
  const { study, timed, hash } = job;
  const cells = cellsOf(timed);
  await whenFree(job.folder, job);
  const adaptive = new AdaptiveRun({
    ...job,
    study: { hash, plan: study },
    ...(await ownStaffOf(study)),
    expected: cells.length * timed.seeds,
  });
  const started = performance.now();
  const times = () => ({ seconds: (performance.now() - started) / 1000, hasTimedArms: false });
  try {
    const standings = await runInRounds(timed, async (trials, known) =>
      rowsOf(await adaptive.rows(trials.map(planned), known)),
    );
    const precision = standings.map(({ cell, base, state, seeds, interval }) => ({
      cell: cells[cell],
      base: base === null ? null : cells[base],
      state,
      seeds,
      interval,
    }));
    return { ...ended(job, await adaptive.end(), times()), precision };
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
    return ended(job, { ...(await adaptive.end()), stopped: true, total: error.expected }, times());
  } finally {
    await adaptive.close();
  }
}

const ended = ({ hash, warmUp }: Job, outcome: SweepOutcome, times: Times): StudyOutcome => ({
  ...outcome,
  hash,
  warmUp,
  ...times,
});

/** Times a run: its main trials, which come first, and those under changed assumptions. */
class StopWatch {
  private readonly started = performance.now();
  private readonly main: number;
  private first: number | null = null;
  private mainDone: number | null = null;
  private last = this.started;

  constructor(main: number) {
    this.main = main;
  }

  see(done: number): void {
    this.first ??= done;
    this.last = performance.now();
    if (done >= this.main) this.mainDone ??= this.last;
  }

  times(): Times {
    const since = (moment: number) => (moment - this.started) / 1000;
    const [seconds, mainSeconds] = [since(this.last), since(this.mainDone ?? this.last)];
    const hasTimedArms = this.first === 0 && seconds > mainSeconds;
    return { seconds, mainSeconds, mainTrials: this.main, hasTimedArms };
  }
}
