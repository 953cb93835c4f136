/** What no proposal may break: by how much a metric may get worse against the status quo, or how high or low it may be at all. */
export interface Guardrail {
  readonly metric: string;
  /** In the metric's unit, towards its bad side. */
  readonly worseBy?: number;
  readonly atMost?: number;
  readonly atLeast?: number;
}

/** The part of a study's plan that makes it the ground of a proposal. The knob is its first factor, every other factor a scenario. */
export interface ProposalTerms {
  /** The value in force: a level of the first factor. */
  readonly statusQuo: number;
  readonly guardrails: readonly Guardrail[];
  /** Seeds that neither chose nor judged, run for the status quo and the chosen value alone. */
  readonly confirmSeeds: number;
}
