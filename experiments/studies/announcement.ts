import type { Study } from '../plan/study.ts';

/** Days between the decision and the first step of the change: on the day of the decision people are told of it, or they are not. */
export const decidedDays = 7;

export const policies = [
  { name: 'surprise', noticeDays: 0, rampDays: 0 },
  { name: 'announced', noticeDays: decidedDays, rampDays: 0 },
  { name: 'announced and ramped', noticeDays: decidedDays, rampDays: 6 },
] as const;

const cell = (
  change: string,
  value: number,
  noticeDays: number,
  rampDays: number,
  foresightDays: number,
) => ({
  'governance.change': change,
  'governance.value': value,
  'governance.noticeDays': noticeDays,
  'governance.rampDays': rampDays,
  'market.foresightDays': foresightDays,
});

const none = cell('none', 0, 0, 0, 0);

/** Each policy at each step, for miners that look so many days ahead; for those that ignore the future an announcement is no news. */
const announced = (values: readonly number[], foresights: readonly number[]) =>
  values.flatMap((value) =>
    foresights.flatMap((foresight) =>
      policies.map(({ noticeDays, rampDays }) =>
        cell('validatorSequenceLength', value, noticeDays, rampDays, foresight),
      ),
    ),
  );

/** A step in immunity, by surprise and with notice: how long until its effect can be read, and does notice move it? */
const immunity = [0, decidedDays].map((notice) => cell('immunityPeriod', 14_400, notice, 0, 0));

/** A network that has settled decides on a change; in each branch it comes in another way, in one never. */
const common = {
  name: 'announcement',
  question: 'Should a change of a hyperparameter come by surprise, be announced, or be announced and ramped?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-settled',
  arithmetic: 'float64',
  set: { 'market.on': true, 'scenario.clientTopk': 10, 'governance.day': decidedDays },
  warmUpDays: 0,
  objectives: [
    {
      // Not the gap to the frontier: a change of length moves the frontier's own loss.
      metric: 'clientLoss',
      margin: 0.05,
      because:
        'a client is the one for whom the rules are changed; 0.05 nats are what four months of the frontier’s progress bring',
    },
  ],
  decides: {
    measure: 'regrettedUsd',
    because:
      'a miner that a change takes by surprise loses what it paid for a device and has not earned back',
  },
  statusQuo: [],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
} as const;

const factors = (values: readonly number[]) => [
  { name: 'governance.change', values: ['none', 'validatorSequenceLength', 'immunityPeriod'] },
  { name: 'governance.value', values: [0, ...values, 14_400] },
  { name: 'governance.noticeDays', values: [0, decidedDays] },
  { name: 'governance.rampDays', values: [0, 6] },
  { name: 'market.foresightDays', values: [0, 21] },
];

const beginning = {
  rule: 'settled',
  statusQuo: none,
  limitDays: 100,
  alsoFollowed: ['servedGap', 'networkGap', 'log2Difficulty', 'clientGap'],
} as const;

export const announcementQuick: Study = {
  ...common,
  size: 'quick',
  factors: factors([64, 1024]),
  seeds: 8,
  // Thirty days from the first step on.
  days: decidedDays + 30,
  cells: [none, ...announced([64, 1024], [21]), ...immunity],
  beginning: { ...beginning, pilots: 8, pathDays: [1, 3, 8, 10, 17, 37] },
};

export const announcementFull: Study = {
  ...common,
  size: 'full',
  factors: factors([64, 128, 512, 1024]),
  seeds: 32,
  days: decidedDays + 60,
  cells: [none, ...announced([64, 128, 512, 1024], [0, 21]), ...immunity],
  beginning: { ...beginning, pilots: 12, pathDays: [1, 3, 8, 10, 17, 37, 67] },
};
