import { trialId } from '../base/identity.ts';
import { duration } from '../base/progress.ts';
import { rowsOf } from '../plan/rows.ts';
import { cellsOf, type Study, type StudyTrial, trialsOf } from '../plan/study.ts';
import { ownStaffOf } from '../run/ownStaff.ts';
import { type PlannedTrial, refuseForeign, type SweepOutcome } from '../run/resultsFolder.ts';
import { AdaptiveRun, Stopped } from './adaptiveRun.ts';
import { runInRounds } from './rounds.ts';
import { runTrials } from './runTrials.ts';
import { settled, warmUpLines } from './warmUp/finding.ts';
import { runPilots } from './warmUp/runPilots.ts';

/** A study to run in its folder. */
export interface StudyRun {
  readonly study: Study;
  readonly hash: string;
  readonly folder: string;
  readonly workers: number;
  readonly limitMilliseconds: number;
}

/** How a run ended. */
export interface StudyOutcome {
  readonly outcome: SweepOutcome;
  /** In words, and for machines. */
  readonly time: string;
  readonly times: { readonly seconds: number; readonly mainSeconds?: number };
  /** More output for machines. */
  readonly more?: object;
}

const planned = ({ arm, levels, plan }: StudyTrial): PlannedTrial => ({
  id: trialId(plan),
  plan,
  labels: { arm, levels },
});

/** Runs what is missing of a study of a fixed number of seeds; null if it was stopped. */
export async function runWhole(run: StudyRun): Promise<StudyOutcome | null> {
  const study = await withWarmUp(run);
  if (study === null) return null;
  const { hash, folder, workers, limitMilliseconds } = run;
  const trials = trialsOf(study);
  const watch = new StopWatch(trials.filter(({ arm }) => arm === null).length);
  const outcome = await runTrials({
    study: { hash, plan: run.study },
    trials: trials.map(planned),
    folder,
    workers,
    limitMilliseconds,
    onProgress: (done) => watch.see(done),
  });
  return outcome.stopped ? null : { outcome, time: watch.inWords(), times: watch.seconds() };
}

/** Runs what is missing of a study whose cells stop by precision; null if it was stopped. */
export async function runByPrecision(run: StudyRun): Promise<StudyOutcome | null> {
  const study = await withWarmUp(run);
  if (study === null) return null;
  const { hash, folder, workers, limitMilliseconds } = run;
  const adaptive = new AdaptiveRun({
    study: { hash, plan: run.study },
    folder,
    workers,
    limitMilliseconds,
    ...(await ownStaffOf(run.study)),
    expected: cellsOf(study).length * study.seeds,
  });
  const started = performance.now();
  try {
    const standings = await runInRounds(study, async (trials, known) =>
      rowsOf(await adaptive.rows(trials.map(planned), known)),
    );
    const outcome = await adaptive.end();
    const seconds = (performance.now() - started) / 1000;
    const cells = cellsOf(study);
    const more = standings.map(({ cell, base, state, seeds, interval }) => ({
      cell: cells[cell],
      base: base === null ? null : cells[base],
      state,
      seeds,
      interval,
    }));
    return { outcome, time: `in ${duration(seconds)}`, times: { seconds }, more: { precision: more } };
  } catch (error) {
    if (error instanceof Stopped) return null;
    throw error;
  } finally {
    await adaptive.close();
  }
}

/** The study with the days that the rule for its warm-up finds; null if the pilots were stopped. */
async function withWarmUp({ study, hash, folder, workers }: StudyRun): Promise<Study | null> {
  if (study.warmUp === undefined) return study;
  refuseForeign(folder, { hash, plan: study });
  const finding = await runPilots(study, hash, folder, workers);
  if (finding === null) return null;
  process.stderr.write(`${warmUpLines(finding).join('\n')}\n`);
  return settled(study, finding);
}

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

  seconds(): { readonly seconds: number; readonly mainSeconds: number } {
    const since = (moment: number) => (moment - this.started) / 1000;
    return { seconds: since(this.last), mainSeconds: since(this.mainDone ?? this.last) };
  }

  inWords(): string {
    const { seconds, mainSeconds } = this.seconds();
    const whole = `in ${duration(seconds)}`;
    const split = this.first === 0 && seconds > mainSeconds;
    return split ? `${whole} (the study’s ${this.main} in ${duration(mainSeconds)}, then its arms)` : whole;
  }
}
