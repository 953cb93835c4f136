/**
 * What the interview expects of miners is asked of hard times, of which it speaks: a TAO fetches 5 dollars, so that a CPU costs a third of
 * what the usual miner earns and no miner rents a GPU. The network has settled before anything new comes up.
 */
export const hardTimes = {
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-settled',
  arithmetic: 'float64',
  set: { 'market.on': true, 'market.startPrice': 5, 'validator.alpha': 0.1 },
  warmUpDays: 0,
  objectives: [
    {
      metric: 'servedGap',
      margin: 0.01,
      because:
        'a network welcomes what is new for the answers that it pays for; 0.01 nats are what 24 days of the frontier’s progress bring (0.15 nats a year)',
    },
  ],
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

/** Followed day by day: what a client gets, who takes to the new, and what that earns it and the others. */
export const followed = [
  'clientGap',
  'servedQuality',
  'clientLoss',
  'minerProfit',
  'cpuProfit',
  'adopterShare',
  'adopterPay',
  'adopterProfit',
  'otherProfit',
  'finderProfit',
  'ableShare',
  'deployedCompute',
  'log2Difficulty',
  'validatorSkill',
] as const;

/** The rule of the beginning, alike for all: hard times take up to four months to settle. */
export const settling = { rule: 'settled', limitDays: 120, pilots: 8, alsoFollowed: followed } as const;
