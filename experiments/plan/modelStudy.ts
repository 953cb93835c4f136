import type { ModelSettings } from '../../agents/models/model.ts';

/** A way in which a model is run: all that differs from the base of its study. */
export interface ModelCondition {
  readonly name: string;
  /** As a page calls it. */
  readonly words: string;
  readonly set: ModelSettings;
}

/**
 * A question to a model that is not one network, written before its first trial runs. Plain data; its hash is its id. Its trials are every
 * condition times every seed; conditions are compared seed by seed.
 */
export interface ModelStudy {
  readonly name: string;
  readonly size: string;
  readonly question: string;
  /** Name of the model, as in `agents/models/catalogue.ts`. */
  readonly model: string;
  /** Settings that all conditions share, where they differ from the usual. */
  readonly base: ModelSettings;
  /** The first is the one that others are compared with. */
  readonly conditions: readonly [ModelCondition, ...ModelCondition[]];
  /** Attacks on the answer: the conditions again, each under one changed assumption, with fewer seeds. */
  readonly attacks: readonly ModelCondition[];
  readonly seeds: number;
  readonly attackSeeds: number;
  /** The first of the seeds; left out: 1. With one beyond those of an earlier run its answer is confirmed on fresh ones. */
  readonly firstSeed?: number;
  /** The measure that decides, and the difference in it that matters, in its unit. */
  readonly decides: string;
  readonly margin: number;
}
