import type { Estimate } from '../statistics/estimate.ts';

/** A figure that follows from a rule or an equation, held against what the code computes: it says nothing about real networks. */
export interface CodeCheck {
  readonly name: string;
  readonly source: string;
  /** What the source says, in words and as the range that passes. */
  readonly published: string;
  readonly range: readonly [number, number];
  readonly ours: Estimate | null;
  /** Our interval and the range have something in common. */
  readonly passes: boolean;
}

/** A pattern of real networks, held against what the model shows by a test that could have gone the other way. */
export interface DataPattern {
  readonly name: string;
  readonly unit: string;
  readonly source: string;
  /** Knobs that were fitted, and on which part of the data; `nothing` where none was. */
  readonly fittedOn: string;
  /** The part of the data that judges, unseen in fitting. */
  readonly judgedOn: string;
  readonly test: string;
  /** What is shown of either sample, such as `mean`. */
  readonly shows: 'mean' | 'median';
  /** Of the record; a range where ours is to lie within one. */
  readonly recorded: number | readonly [low: number, high: number] | null;
  readonly ours: number | null;
  /** Values of the record, and of the model. */
  readonly n: readonly [recorded: number, model: number];
  /** p-value of record and model being alike. */
  readonly p: number;
  /** How often such a record contradicts the model where the truth is half of what the model shows, and twice; `test` names others. */
  readonly power: readonly [half: number, twice: number];
  /** p is below 0.05. */
  readonly contradicted: boolean;
}

/** All that is checked. */
export interface Patterns {
  readonly data: readonly DataPattern[];
  readonly code: readonly CodeCheck[];
}
