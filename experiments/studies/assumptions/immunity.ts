import type { Knob, OneAtATime } from './oneAtATime.ts';

const knobs: readonly Knob[] = [
  { id: 'A1', knob: 'validatorSequenceLength' },
  {
    id: 'A10',
    knob: 'validatorBatchSize',
    values: [8, 128],
    because: 'a quarter and four times: tables exist for 8, 32 and 128 rows; rows times shape is what counts',
  },
  { id: 'A11', knob: 'validator.topk' },
  { id: 'A12.1', knob: 'scenario.arrivalRate' },
  { id: 'A12.2', knob: 'scenario.sizeMedian' },
  { id: 'A12.2', knob: 'scenario.sizeSigma' },
  { id: 'A12.3', knob: 'scenario.beliefError' },
  { id: 'A12.4', knob: 'scenario.costSigma' },
  { id: 'A12.5', knob: 'scenario.poorShare' },
  { id: 'A12.5', knob: 'scenario.poorFactor' },
  { id: 'A12.6', knob: 'scenario.foresight' },
  { id: 'A12.7', knob: 'scenario.patience' },
  { id: 'A12.8', knob: 'scenario.horizonDays' },
  { id: 'A12.9', knob: 'scenario.foresightHorizonDays', under: { 'scenario.foresight': 'observed' } },
  { id: 'A12.9', knob: 'scenario.foresightError', under: { 'scenario.foresight': 'observed' } },
  { id: 'A13', knob: 'stakePruningMin' },
  { id: 'A14.1', knob: 'scenario.minerStakeCap' },
  { id: 'A16', knob: 'validator.sweepBlocks' },
  { id: 'A16.1', knob: 'validator.alpha' },
  { id: 'A16.1', knob: 'validator.movingAverageOn' },
  { id: 'A17', knob: 'scenario.hashPrice' },
  { id: 'A18', knob: 'scenario.farmerShare', under: { 'scenario.farmerShare': 0.1 } },
  { id: 'A20', knob: 'scenario.tieOrder' },
  { id: 'A21', knob: 'scenario.failPerDay', under: { 'scenario.failPerDay': 0.01 } },
  { id: 'A22', knob: 'validator.staleMetagraph' },
  { id: 'A23', knob: 'scenario.responds' },
  { id: 'A26', knob: 'minAllowedWeights' },
  { id: 'A26', knob: 'rho' },
  { id: 'A26', knob: 'validatorExcludeQuantile' },
  { id: 'A29', knob: 'market.on' },
];

/** What the immunity study rests on: mean loss at the immunity of the interview, and what a longer one would change. */
export const immunityStudy: OneAtATime = {
  name: 'assumptions-immunity',
  question: 'What do the assumptions behind the immunity study do to its answer, halved and doubled?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  set: {},
  factor: 'immunityPeriod',
  levels: [3072, 7200],
  seeds: 12,
  warmUpDays: 2,
  days: 4,
  headlines: {
    quality: {
      title: 'mean loss at 3,072 blocks of immunity',
      unit: 'nats',
      measure: 'networkQuality',
      at: 3072,
    },
    longer: {
      title: 'mean loss at 7,200 blocks of immunity less that at 3,072; below 0 the longer one is better',
      unit: 'nats',
      measure: 'networkQuality',
      at: 7200,
      from: { level: 3072, as: 'difference' },
    },
  },
  about: ['quality', 'longer'],
  knobs,
};

/** What validators run on, at 2,048 tokens: at the 256 of late 2022 even a CPU is in time. */
export const validatorStudy: OneAtATime = {
  ...immunityStudy,
  name: 'assumptions-validators',
  question: 'What does the device of validators do to network quality?',
  set: { validatorSequenceLength: 2048 },
  levels: [3072],
  headlines: { quality: immunityStudy.headlines.quality },
  about: ['quality'],
  knobs: [{ id: 'A41', knob: 'validator.device' }],
};
