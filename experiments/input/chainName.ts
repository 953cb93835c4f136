/** Names of the chain's calls and of its tools that are not the laboratory's in other letters. */
const others: Readonly<Record<string, string>> = {
  liquidAlphaEnabled: 'liquidAlphaOn',
  yuma3Enabled: 'yuma3On',
  commitRevealPeriod: 'revealPeriodEpochs',
  commitRevealWeightsInterval: 'revealPeriodEpochs',
  weightsRateLimit: 'weightsSetRateLimit',
  maxWeightLimit: 'maxWeightsLimit',
  maxWeightsLimit: 'maxWeightLimit',
  maxValidators: 'maxAllowedValidators',
  activityCutoffFactor: 'activityCutoffFactorMilli',
  targetRegsPerInterval: 'targetRegistrationsPerInterval',
  maxRegsPerBlock: 'maxRegistrationsPerBlock',
  bondsMovingAvg: 'bondsMovingAverage',
};

/**
 * The laboratory's name of a setting that is written as the chain and its tools have it (`liquid_alpha_enabled`), if it is among the
 * known ones; else the name itself.
 */
export function labName(name: string, known: readonly string[]): string {
  if (known.includes(name)) return name;
  const camel = name.replaceAll(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
  return [camel, others[camel]].find((one) => one !== undefined && known.includes(one)) ?? name;
}
