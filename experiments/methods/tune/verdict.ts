import type { Estimate } from '../../statistics/estimate.ts';
import { maxTIntervals } from '../../statistics/maxT.ts';
import type { Contender } from './contenders.ts';
import { undominatedProbability } from './pareto.ts';
import type { Score } from './scores.ts';

/** A contender as fresh seeds judge it. */
export interface Judged extends Contender {
  /** [objective] contender − status quo, paired by seed, lower is better; simultaneous over all contenders and guardrails. */
  readonly differences: readonly Estimate[];
  /** [guardrail] its excess, broken above 0; of the same family of intervals. */
  readonly excesses: readonly Estimate[];
  /** [objective] its own mean on the seeds that all have. */
  readonly means: readonly number[];
  readonly standing: 'better' | 'undecided' | 'not better' | 'breaks a guardrail';
  /** Fresh seeds that would decide, the means staying as they are; null where it is decided. */
  readonly seedsNeeded: number | null;
  /** Probability that none of the others, the status quo included, is better in everything. */
  readonly undominated: number;
}

export interface Verdict {
  readonly outcome: 'change' | 'no change' | 'not enough evidence';
  /** Place in `contenders` of what is recommended; null where nothing is. */
  readonly recommended: number | null;
  readonly contenders: readonly Judged[];
  readonly statusQuoMeans: readonly number[];
  readonly statusQuoExcesses: readonly number[];
  readonly statusQuoUndominated: number;
  /** Fresh seeds on which the status quo and every contender have a score. */
  readonly seeds: number;
  readonly seedsNeeded: number | null;
  readonly method: string;
}

/** Scores on the fresh seeds, null where a trial failed: `[seed]`. */
export type FreshScores = readonly (Score | null)[];

interface Fresh {
  readonly contender: Contender;
  readonly scores: FreshScores;
}

/** Fewest common seeds from which anything is said. */
const fewestSeeds = 3;

/**
 * Judges contenders on seeds that no search has seen. A change is recommended where an objective is certainly better than under the
 * status quo, by an estimated margin at least, no objective is certainly or possibly worse by its margin, and every guardrail certainly
 * holds. All intervals hold together with 95 %, so a world in which nothing matters gets the verdict `change` in at most 2.5 % of studies.
 * Among settings that qualify, the first one listed that is not certainly worse than another by a margin is recommended: list the
 * smallest change first. Throws a `RangeError` for fewer than three common seeds.
 */
export function verdictOf(
  fresh: readonly Fresh[],
  statusQuo: FreshScores,
  margins: readonly number[],
  draws: { readonly normal: () => number; readonly uniform: () => number },
): Verdict {
  const common = statusQuo.flatMap((score, seed) =>
    score !== null && fresh.every(({ scores }) => scores[seed] !== null) ? [seed] : [],
  );
  if (common.length < fewestSeeds)
    throw new RangeError(
      `a verdict needs ${fewestSeeds} fresh seeds on which every setting has a score; received ${common.length}`,
    );
  const base = common.map((seed) => statusQuo[seed]!);
  const all = fresh.map(({ scores }) => common.map((seed) => scores[seed]!));
  const goals = margins.map((_, k) => k);
  const rails = base[0].excesses.map((_, k) => k);
  const { intervals, chances } = compared(base, all, { goals, rails }, draws);
  const width = goals.length + rails.length;
  const contenders = fresh.map(({ contender }, j): Judged => {
    const differences = goals.map((k) => intervals[j * width + k]);
    const excesses = rails.map((k) => intervals[j * width + goals.length + k]);
    const standing = standingOf(differences, excesses, margins);
    const needed = standing === 'undecided' ? seedsToDecide(differences, excesses, margins) : null;
    const means = goals.map((k) => meanOf(all[j].map(({ objectives }) => objectives[k])));
    return {
      ...contender,
      differences,
      excesses,
      means,
      standing,
      seedsNeeded: needed,
      undominated: chances[j + 1],
    };
  });
  const recommended = recommendedOf(contenders, margins);
  const open = contenders.filter(({ standing }) => standing === 'undecided');
  const isOpen = recommended === null && open.length > 0;
  return {
    outcome: recommended !== null ? 'change' : isOpen ? 'not enough evidence' : 'no change',
    recommended,
    contenders,
    statusQuoMeans: goals.map((k) => meanOf(base.map(({ objectives }) => objectives[k]))),
    statusQuoExcesses: rails.map((k) => meanOf(base.map(({ excesses }) => excesses[k]))),
    statusQuoUndominated: chances[0],
    seeds: common.length,
    seedsNeeded: isOpen ? Math.min(...open.map(({ seedsNeeded }) => seedsNeeded!)) : null,
    method: intervals[0]?.method ?? 'nothing to compare',
  };
}

/** Intervals of every difference and excess that hold together, and the chance of each setting that none dominates it. */
function compared(
  base: readonly Score[],
  all: readonly (readonly Score[])[],
  { goals, rails }: { readonly goals: readonly number[]; readonly rails: readonly number[] },
  draws: { readonly normal: () => number; readonly uniform: () => number },
) {
  const contrasts = all.flatMap((scores) => [
    ...goals.map((k) => scores.map(({ objectives }, seed) => objectives[k] - base[seed].objectives[k])),
    ...rails.map((k) => scores.map(({ excesses }) => excesses[k])),
  ]);
  const intervals = contrasts.length === 0 ? [] : maxTIntervals(contrasts, draws.normal);
  const chances =
    goals.length < 1 || all.length === 0
      ? [1]
      : undominatedProbability(
          [base, ...all].map((scores) => scores.map(({ objectives }) => [...objectives])),
          draws.uniform,
        );
  return { intervals, chances };
}

const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function standingOf(
  differences: readonly Estimate[],
  excesses: readonly Estimate[],
  margins: readonly number[],
): Judged['standing'] {
  if (excesses.some(({ low }) => low > 0)) return 'breaks a guardrail';
  const gains = differences.some(({ mean, high }, k) => high < 0 && mean <= -margins[k]);
  const harmless = differences.every(({ high }, k) => high <= margins[k]);
  if (gains && harmless && excesses.every(({ high }) => high <= 0)) return 'better';
  const mayGain = differences.some(({ low }, k) => low <= -margins[k]);
  const mayHarmNothing = differences.every(({ low }, k) => low <= margins[k]);
  return mayGain && mayHarmNothing ? 'undecided' : 'not better';
}

/**
 * An interval shrinks with √n, so one whose half-width must come below a distance needs n · (half / distance)² seeds. Either the gain is
 * shown, or it is shown to be less than the margin; a guardrail must be shown to hold or to break.
 */
function seedsToDecide(
  differences: readonly Estimate[],
  excesses: readonly Estimate[],
  margins: readonly number[],
): number {
  const needs = [
    ...differences.map((one, k) => {
      const isGain = one.mean <= -margins[k];
      if (isGain) return one.high < 0 ? 0 : seedsFor(one, -one.mean);
      if (one.low > -margins[k] && one.high <= margins[k]) return 0;
      return seedsFor(one, Math.min(one.mean + margins[k], Math.abs(margins[k] - one.mean)));
    }),
    ...excesses.map((one) => (one.high <= 0 ? 0 : seedsFor(one, Math.abs(one.mean)))),
  ];
  const most = Math.ceil(Math.max(differences[0].n + 1, ...needs));
  return Number.isFinite(most) ? Math.min(most, Number.MAX_SAFE_INTEGER) : Number.MAX_SAFE_INTEGER;
}

function seedsFor({ n, low, high }: Estimate, distance: number): number {
  const half = (high - low) / 2;
  return distance <= 0 ? Number.POSITIVE_INFINITY : n * (half / distance) ** 2;
}

/** The first of those that are better which no other beats for certain by a margin, judged by the ends of their intervals. */
function recommendedOf(contenders: readonly Judged[], margins: readonly number[]): number | null {
  const better = contenders.flatMap(({ standing }, k) => (standing === 'better' ? [k] : []));
  const isBeaten = (k: number) =>
    better.some(
      (j) =>
        j !== k &&
        contenders[k].differences.every(
          ({ mean }, o) => mean - contenders[j].differences[o].mean > margins[o],
        ),
    );
  return better.find((k) => !isBeaten(k)) ?? better[0] ?? null;
}
