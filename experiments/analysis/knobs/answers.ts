import type { Level } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import type { TrialCounts } from '../analysis.ts';

/** From the rows of a study that asks about several factors, or about one without numbers, to an answer for each: numbers, no words. */
export interface Answers {
  readonly study: Study;
  /** One for each combination of the factors that are scenarios; one in all if there are none. */
  readonly scenarios: readonly ScenarioAnswers[];
  readonly trials: TrialCounts;
}

export interface ScenarioAnswers {
  /** Such as `scenario flat-subnet`; empty if there are no scenarios. */
  readonly label: string;
  readonly levels: Readonly<Record<string, Level>>;
  readonly seeds: number;
  /** In the order of the study. */
  readonly knobs: readonly KnobAnswer[];
  /** For every two knobs and each objective. */
  readonly interactions: readonly Interaction[];
}

/** What one factor does, averaged over the values of the others. */
export interface KnobAnswer {
  readonly name: string;
  readonly unit: string;
  /** Numbers ascending, other values as they were written. */
  readonly levels: readonly Level[];
  /** The value in force, where it is among the levels. */
  readonly inForce: Level | null;
  /** The level that effects are measured from: the one in force, else the first. */
  readonly reference: Level;
  readonly sameness: Sameness;
  /** One for each objective of the study. */
  readonly verdicts: readonly KnobVerdict[];
  /** Other measures that it moves for certain, the surest first. */
  readonly moved: readonly Moved[];
}

/** In how many worlds the factor changed nothing at all, to the last digit. */
export interface Sameness {
  /** Groups of worlds that differ in this factor alone, and those of them in which all rows are the same. */
  readonly groups: number;
  readonly same: number;
  /** Values of other factors with which all rows are the same, where they are not all. */
  readonly where: readonly { readonly name: string; readonly value: Level }[];
}

/**
 * nothing: no value of the measure differs by a digit. small: every level is within the margin of the best for certain. decided: every
 * level is for certain within the margin or beyond it, and one is beyond. open: some level is neither. none: too few values.
 */
export type KnobOutcome = 'nothing' | 'small' | 'decided' | 'open' | 'none';

export interface KnobVerdict {
  readonly metric: string;
  readonly margin: number;
  readonly unit: string;
  readonly outcome: KnobOutcome;
  /** The level that looks best; null where there is none. */
  readonly best: Level | null;
  readonly byLevel: readonly KnobLevel[];
  /** Seeds that would decide, where they are not enough and fewer than 100,000 would do. */
  readonly seedsNeeded: number | null;
  /** Difference that eight in ten studies of these seeds find; null where nothing varies or too few have values. */
  readonly detectable: number | null;
  readonly seeds: number;
}

export interface KnobLevel {
  readonly level: Level;
  readonly mean: Estimate | null;
  /** From the reference, paired by seed, simultaneous over the levels; null at the reference. */
  readonly effect: Estimate | null;
  readonly state: 'in' | 'out' | 'undecided' | 'missing';
  /** By how much it is worse than the best, whichever that is. */
  readonly loss: { readonly low: number; readonly high: number } | null;
}

/** A measure that a factor moves: the largest of its effects from the reference, whose interval holds for all measures and levels together. */
export interface Moved {
  readonly metric: string;
  readonly unit: string;
  readonly level: Level;
  readonly effect: Estimate;
}

/** How far the effect of one factor depends on another, averaged over the rest. */
export interface Interaction {
  readonly names: readonly [string, string];
  readonly metric: string;
  readonly margin: number;
  readonly unit: string;
  /** nothing: exactly 0. small: within the margin for certain. depends: not small, and beyond 0 for certain. open: none of these. none: too few values. */
  readonly outcome: 'nothing' | 'small' | 'depends' | 'open' | 'none';
  /** The effects of the first factor at a value of the second, less those at the reference of the second; intervals hold together. */
  readonly contrasts: readonly InteractionContrast[];
}

export interface InteractionContrast {
  /** [from, to] of the first factor, and of the second. */
  readonly first: readonly [Level, Level];
  readonly second: readonly [Level, Level];
  readonly estimate: Estimate;
}
