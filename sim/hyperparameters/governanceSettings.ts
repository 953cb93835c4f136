import { type HyperparameterRows, numberOf } from './hyperparameter.ts';

/** A change of the rules while a world runs, and how it is made known. None by default. */
export const governanceSettings = {
  'governance.change': {
    type: 'choice',
    choices: ['none', 'immunityPeriod', 'validatorSequenceLength', 'minBurn', 'maxBurn'],
    unit: '',
    default: 'none',
    setter: 'scenario',
    influences: 'which hyperparameter changes while the world runs',
    source: 'the interview: changes were made by surprise, and are to be announced as a central bank does',
  },
  'governance.value': {
    ...numberOf('of the hyperparameter', 0, 1e9),
    default: 0,
    setter: 'scenario',
    influences: 'what it becomes',
    source: 'the study that sets it',
  },
  'governance.day': {
    ...numberOf('days', 0, 100_000),
    default: 10,
    setter: 'scenario',
    influences:
      'day after the start, warm-up included, or after the change that decides on it, on which it changes',
    source: 'the study that sets it',
  },
  'governance.noticeDays': {
    ...numberOf('days', 0, 10_000),
    default: 0,
    setter: 'scenario',
    influences: 'how long before it is announced, with its date and value; 0: surprise',
    source: 'the study that sets it',
  },
  'governance.rampDays': {
    ...numberOf('days', 0, 10_000),
    default: 0,
    setter: 'scenario',
    influences: 'days after the first step over which it goes on in four equal steps; 0: at once',
    source: 'the study that sets it',
  },
} as const satisfies HyperparameterRows;
