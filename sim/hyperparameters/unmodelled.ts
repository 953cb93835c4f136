/**
 * Rows that the chain or its validators' code act on and the laboratory does not yet, or that a scenario says
 * instead (difficulty, burn and issuance of the start). Setting one changes nothing, and the lab says so.
 */
export const unmodelled: ReadonlySet<string> = new Set([
  'burn',
  'defaultTake',
  'difficulty',
  'immuneOwnerUidsLimit',
  'initialIssuance',
  'maxAllowedMaxMinRatio',
  'servingRateLimit',
  'validatorEpochLen',
  'validatorEpochsPerReset',
  'weightsVersionKey',
]);
