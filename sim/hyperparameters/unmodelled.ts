/**
 * Rows that the chain or its validators' code act on and the laboratory does not, or that a scenario says instead, each with the
 * reason. Setting one changes nothing, which a note tells.
 */
export const unmodelled: ReadonlyMap<string, string> = new Map([
  ['burn', 'the scenario says what an entry costs at the start'],
  ['defaultTake', 'stake is not delegated during a run'],
  ['difficulty', 'the scenario says what an entry costs at the start'],
  ['initialIssuance', 'the scenario says what was issued before its start'],
  ['maxAllowedMaxMinRatio', 'the chain stores it and checks it no more'],
  ['servingRateLimit', 'addresses do not change during a run'],
  ['validatorEpochLen', 'validator.sweepBlocks says how often a validator sets weights'],
  ['validatorEpochsPerReset', 'weights do not depend on what a validator resets'],
  ['weightsVersionKey', 'all validators run the newest code'],
]);
