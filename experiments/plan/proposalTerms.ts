/** What no proposal may break: by how much a metric may get worse against the status quo, or how high or low it may be at all. */
export interface Guardrail {
  readonly metric: string;
  /** In the metric's unit, towards its bad side. */
  readonly worseBy?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
  /** What a unit of it costs the person who asks, in words: why this limit and no other. */
  readonly because?: string;
}

/** How much one scenario counts. */
export interface ScenarioWeight {
  /** Its value of every factor behind the first. */
  readonly levels: Readonly<Record<string, number | string | boolean>>;
  /** 0 … 1; those of all scenarios sum to one. */
  readonly weight: number;
}

/** The part of a study's plan that makes it the ground of a proposal. The knob is its first factor, every other factor a scenario. */
export interface ProposalTerms {
  /** The value in force: a level of the first factor. */
  readonly statusQuo: number;
  readonly guardrails: readonly Guardrail[];
  /** Seeds that did not decide, run for the status quo and the chosen value alone; 0: the study's own seeds decide. */
  readonly confirmSeeds: number;
  /** What the scenarios count, stated before the first trial; all the same where left out. */
  readonly weights?: readonly ScenarioWeight[];
  /** The most that the first objective may lose in any one scenario, in its unit; its margin where left out. */
  readonly regret?: number;
  /** What a unit of the first objective is worth to the person who asks, in words: why its margin is what it is. */
  readonly because?: string;
}
