import type { Level } from '../plan/rows.ts';
import type { Landmark, Study } from '../plan/study.ts';
import type { BootstrapInterval } from '../statistics/bootstrap.ts';
import type { Estimate } from '../statistics/estimate.ts';
import type { PathAnalysis } from './beginning/path.ts';
import type { KnobGuardrails } from './requirements/guardrails.ts';

/** From the rows of a study to what can be said: numbers with n, interval and method, no words. */
export interface Analysis {
  readonly study: Study;
  /** The swept factor. */
  readonly factor: { readonly name: string; readonly unit: string; readonly levels: readonly number[] };
  /** Values of the factor that history names, within the swept range. */
  readonly landmarks: readonly Landmark[];
  /** The level that changes are measured from: the first landmark that was swept; null if none was. */
  readonly statusQuo: number | null;
  /** One for each value of the second factor (one in all if there is none). */
  readonly settings: readonly SettingAnalysis[];
  readonly arms: readonly ArmAnalysis[];
  readonly trials: TrialCounts;
  /** Whether the guardrails are kept at each level; absent: nobody has judged them. */
  readonly guardrails?: readonly KnobGuardrails[];
  /** What the changes of a settled world do, day by day; all else is then of the long run. Null for a start-up world. */
  readonly path: PathAnalysis | null;
}

export interface TrialCounts {
  readonly planned: number;
  readonly complete: number;
  readonly failed: readonly {
    readonly id: string;
    readonly reason: string;
    readonly replay: string | undefined;
  }[];
}

/** All levels of the first factor at one value of the other factors. */
export interface SettingAnalysis {
  readonly levels: Readonly<Record<string, Level>>;
  /** Such as `validator.alpha 0.05`; empty if there is no second factor. */
  readonly label: string;
  readonly seeds: number;
  /** Whether the rows of all levels are the same on every seed, to the last digit: the factor does nothing here. */
  readonly isIdle: boolean;
  /** Why it does nothing, as far as a look into a world tells; absent: nobody has looked. */
  readonly why?: string;
  readonly byLevel: readonly LevelAnalysis[];
  /** One for each objective of the study, in its order. */
  readonly verdicts: readonly Verdict[];
  /** The same for other weights of newcomers and incumbents, and for other cuts. */
  readonly variants: readonly Verdict[];
  /** Paired differences from the status quo, by metric; [level]; null where one of the two is missing. */
  readonly differences: Readonly<Record<string, readonly (Estimate | null)[]>>;
  /** How the answer on mean loss changes within the measured days; null where it does not. */
  readonly settling: Settling | null;
  /** How much common random numbers save, by metric of an objective. */
  readonly savings: readonly Saving[];
}

/** What the trials say of one level of the first factor. */
export interface LevelAnalysis {
  readonly level: number;
  readonly seeds: number;
  /** Seeds without rates: fewer than 20 registrations, or a failed trial. */
  readonly missing: number;
  /** closed: more than a quarter of the seeds have no rates, so the level is out of every comparison of rates. */
  readonly entry: 'open' | 'closed';
  /** By metric; null where no seed has a value. */
  readonly estimates: Readonly<Record<string, Estimate | null>>;
  readonly to50: Incidence | null;
  readonly to90: Incidence | null;
  readonly survival: readonly Curve[];
  readonly days: readonly DayMeans[];
}

/** A step curve: at `ages` (blocks) it takes `shares`; before the first it is at its start. */
export interface Curve {
  readonly label: string;
  /** Newcomers in it, all seeds together. */
  readonly n: number;
  readonly ages: readonly number[];
  readonly shares: readonly number[];
}

/** Share of viable newcomers that got there by age, with eviction as a competing end (Aalen–Johansen). */
export interface Incidence {
  readonly curve: Curve;
  /** Age at which half of all had, blocks. */
  readonly halfAt: BootstrapInterval;
}

/** Means over seeds of one day. */
export interface DayMeans {
  readonly day: number;
  readonly registrations: Estimate;
  readonly log2Difficulty: Estimate;
  /** TAO. */
  readonly burn: Estimate;
  readonly networkQuality: Estimate;
}

export type LevelVerdict = 'in' | 'out' | 'undecided';

/** Where an objective is within `margin` of its best. */
export interface Verdict {
  readonly metric: string;
  /** What is weighed, in words, where it is not the metric itself. */
  readonly label: string;
  readonly margin: number;
  readonly unit: string;
  readonly outcome: 'decided' | 'not enough evidence' | 'no comparison';
  /** The level that looks best. */
  readonly best: number | null;
  /** [lowest, highest] level around it certainly within the margin (null where it is not certain itself), and not certainly outside it. */
  readonly inner: readonly [number, number] | null;
  readonly outer: readonly [number, number] | null;
  readonly byLevel: readonly {
    readonly level: number;
    readonly verdict: LevelVerdict;
    /** "market closed" where the level is out because it has too few values. */
    readonly reason: string | null;
    /** Mean against the level that looks best, with the simultaneous interval of the loss to the true best; null at a missing level. */
    readonly difference: Estimate | null;
  }[];
  /** Seeds that would decide, where they are not enough. */
  readonly seedsNeeded: number | null;
  /** Difference from the status quo, else from the first level, that eight in ten studies of these seeds find; null where too few have values. */
  readonly detectable: number | null;
  /** Seeds compared, all of them: the same choose the level that looks best and judge it. */
  readonly seeds: number;
  readonly method: string;
}

/** A difference of mean loss that is not the same early and late: the answer describes a start. */
export interface Settling {
  readonly level: number;
  readonly reference: number;
  /** Of the objective, nats. */
  readonly margin: number;
  /** Second half of the measured days less the first, of level − reference, paired by seed, nats. */
  readonly change: Estimate;
}

/** Variance of a difference between neighbouring levels: independent seeds over common ones. */
export interface Saving {
  readonly metric: string;
  /** Median over neighbouring pairs of levels, with the extremes. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly pairs: number;
}

/** A changed assumption: what it does to each objective, on the seeds it shares with the main study. */
export interface ArmAnalysis {
  readonly name: string;
  readonly set: Readonly<Record<string, Level>>;
  /** Its levels of the first factor, a part of the study's. */
  readonly levels: readonly number[];
  readonly seeds: number;
  readonly objectives: readonly ArmObjective[];
  /** No objective moves: every paired difference is within its interval of zero and below the margin. */
  readonly isInert: boolean;
}

export interface ArmObjective {
  readonly metric: string;
  readonly margin: number;
  readonly best: number | null;
  /** Best level of the main study on the same seeds. */
  readonly mainBest: number | null;
  /** Lowest and highest best level when each seed in turn is left out. */
  readonly bestRange: readonly [number, number] | null;
  /** The level that the next two are measured from: the status quo if the arm has it, else its first level. */
  readonly reference: number;
  /** [level of the arm] the arm's level − its reference, paired by seed. */
  readonly relative: readonly (Estimate | null)[];
  /** [level of the arm] the same in the main study, on the same seeds. */
  readonly mainRelative: readonly (Estimate | null)[];
  /** [level of the arm] arm − main, paired by seed. */
  readonly differences: readonly (Estimate | null)[];
  /** Deterred candidates at the arm's best level: shown beside any count of wrong evictions. */
  readonly deterredAtBest: Estimate | null;
  /** The arm's status quo − the arm's best level, paired by seed. */
  readonly statusQuoCost: Estimate | null;
}
