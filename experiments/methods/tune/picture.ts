import type { Evaluation } from './evaluation.ts';
import { type Belief, fittedTo, type GaussianProcess } from './gaussianProcess.ts';

/** What all trials together say of a setting that need not have been run: one Gaussian process for each objective and guardrail. */
export interface Picture {
  /** [objective], lower is better. */
  readonly objectives: readonly GaussianProcess[];
  /** [guardrail] its excess; broken above 0. */
  readonly excesses: readonly GaussianProcess[];
}

/** Trials beyond which a picture is drawn from every second one, third one …: its cost grows with their cube. */
const mostPoints = 320;

/** All trials, or where they are many every second one, third one …, in their order. */
export function thinned<T>(trials: readonly T[]): readonly T[] {
  const stride = Math.ceil(trials.length / mostPoints);
  return trials.filter((_, k) => k % stride === 0);
}

/** Draws the picture of all trials that have a score. Throws a `RangeError` for fewer than two. */
export function pictureOf(evaluations: readonly Evaluation[]): Picture {
  const kept = thinned(evaluations.filter(({ score }) => score !== null));
  const points = kept.map(({ point }) => point);
  const seeds = kept.map(({ seed }) => seed);
  const drawn = (values: readonly number[]) => fittedTo(points, values, seeds);
  const [{ score }] = kept;
  return {
    objectives: score!.objectives.map((_, k) => drawn(kept.map((one) => one.score!.objectives[k]))),
    excesses: score!.excesses.map((_, k) => drawn(kept.map((one) => one.score!.excesses[k]))),
  };
}

/** Whether a picture expects every guardrail to be kept at a point. */
export const expectsSafe = ({ excesses }: Picture, point: readonly number[]): boolean =>
  excesses.every((process) => process.meanAt(point) <= 0);

/** Normal quantile of a two-sided 95 % belief. */
const critical = 1.96;

/** Ends of a 95 % belief. */
export const beliefEnds = ({ mean, sd }: Belief): readonly [number, number] => [
  mean - critical * sd,
  mean + critical * sd,
];
