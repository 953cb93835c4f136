import { type HyperparameterRows, numberOf } from './hyperparameter.ts';

/** What keeps turnover alive: the frontier moves, incumbents follow it or fall behind, the weak mend. All off by default. */
export const frontierSettings = {
  'scenario.frontierPerDay': {
    ...numberOf('nats per day', 0, 0.01),
    default: 0,
    setter: 'scenario',
    field: 'frontier.perDay',
    influences: 'how fast the loss of newcomers falls, and with it how fast incumbents fall behind',
    source:
      'assumption A60: 0; 0.15 nats a year (0.09–0.37) if compute for a given loss halves in 8 months (Ho et al. 2024)',
  },
  'scenario.followRate': {
    ...numberOf('share of the frontier’s progress', 0, 1),
    default: 0,
    setter: 'scenario',
    field: 'frontier.followRate',
    influences: 'how much of the frontier’s progress incumbents make as well; 1: none ever falls behind',
    source: 'assumption A60: none; no source',
  },
  'scenario.repairMedianDays': {
    ...numberOf('days', 0, 10_000),
    default: 0,
    setter: 'scenario',
    field: 'miners.repairMedianDays',
    influences: 'how long a misconfigured or failed miner takes to notice its pay and mend; 0: it never does',
    source: 'assumption A61: never; no source',
  },
  'scenario.founders': {
    type: 'choice',
    choices: ['arrivals', 'stationary'],
    unit: '',
    default: 'arrivals',
    setter: 'scenario',
    field: 'miners.founders',
    influences: 'whether founders are like newcomers, or like those who have stayed in a steady state',
    source: 'assumption A62: arrivals; model of steady states in agents/scenarios/steadyState.ts',
  },
  'scenario.foundersFlow': {
    ...numberOf('registrations per day', 0, 100_000),
    default: 0,
    setter: 'scenario',
    field: 'miners.foundersFlow',
    influences: 'the flow that has shaped stationary founders; 0: every candidate registers',
    source: 'assumption A62: 0',
  },
} as const satisfies HyperparameterRows;
