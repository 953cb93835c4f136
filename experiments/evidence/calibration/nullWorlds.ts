import type { NullWorld } from './nullWorld.ts';

/** A null world for each study: what the study asks, where the answer is known to be "nothing". */
export const nullWorlds: readonly NullWorld[] = [
  {
    study: 'immunity-period',
    because: 'there are no arrivals, so no evictions, and immunity protects no miner',
    ruleset: 'nakamoto-2022',
    set: { 'scenario.arrivalRate': 0 },
    knob: 'immunityPeriod',
    levels: [512, 4096, 14_400],
    metrics: ['networkQuality', 'servedQuality', 'spearman'],
  },
  {
    study: 'bear-market',
    because: 'the price is flat, so the size of a crash that never comes changes nothing',
    ruleset: 'nakamoto-2022',
    set: { 'market.on': true, 'market.price': 'flat' },
    knob: 'market.shockSize',
    levels: [0.2, 0.5, 0.8],
    metrics: ['deployedCompute', 'log2Difficulty', 'answeredLoss', 'qualityPerDollar'],
  },
  {
    study: 'sequence-length',
    because: 'no miner needs a device to answer, and a longer sequence changes all losses by one factor',
    ruleset: 'nakamoto-2022',
    set: {},
    knob: 'validatorSequenceLength',
    levels: [64, 256, 2048],
    metrics: ['spearman', 'topDecileIncentive', 'log2Difficulty'],
  },
  {
    study: 'announcement',
    because: 'no miner looks ahead, so the notice of a change has no effect',
    ruleset: 'nakamoto-2022',
    set: {
      'market.on': true,
      'governance.change': 'validatorSequenceLength',
      'governance.value': 64,
      'governance.day': 1,
    },
    knob: 'governance.noticeDays',
    levels: [0, 0.5, 0.9],
    metrics: ['deployedCompute', 'answeredLoss', 'qualityPerDollar', 'minerProfit'],
  },
  {
    study: 'cheaters',
    because: 'the look-up miners know nothing by heart, so how often a look-up misses moves nothing',
    ruleset: 'nakamoto-2022',
    set: { 'scenario.lookupShare': 0.2, 'scenario.lookupHits': 0, 'scenario.clientTopk': 10 },
    knob: 'scenario.lookupMiss',
    levels: [0, 0.3, 1],
    metrics: ['cheaterRatio', 'clientLoss', 'spearman'],
  },
  {
    study: 'scoring-rule',
    because: 'the pairs of 2022 use no gate, so steps that train one move nothing',
    ruleset: 'nakamoto-2022',
    set: { 'validator.scoringRule': 'synergy', 'scenario.clientTopk': 10 },
    knob: 'validator.gateSteps',
    levels: [0, 10, 100],
    metrics: ['clientLoss', 'spearman'],
  },
];
