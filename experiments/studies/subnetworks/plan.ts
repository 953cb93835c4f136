import type { ModelCondition, ModelStudy } from '../../plan/modelStudy.ts';
import { confirming } from '../fresh/confirming.ts';

/** What every size changes in turn. */
const attacks: readonly ModelCondition[] = [
  {
    name: 'paid-by-share',
    words: 'miners are paid what their network gets of the inflation, not in its alpha',
    set: { paidIn: 'share' },
  },
  { name: 'momentum', words: 'buyers of alpha follow rising prices', set: { buyers: 'momentum' } },
  { name: 'blind-buyers', words: 'buyers of alpha know nothing of clients', set: { buyers: 'blind' } },
  { name: 'blind-voters', words: 'validators and voters know nothing of clients', set: { voters: 'blind' } },
  {
    name: 'all-know',
    words: 'all know every domain and its use',
    set: { hypeSpread: 0, signalNoise: 0, attention: 1, delusion: 0 },
  },
  { name: 'recorded-start', words: 'prices begin as in April 2026', set: { start: 'recorded' } },
  { name: 'no-noise', words: 'scores have no noise', set: { scoringNoise: false } },
  {
    name: 'bound-miners',
    words: 'miners stay where they are, newcomers go where they happen to',
    set: { lookShare: 0, looks: 1 },
  },
  { name: 'alike-talents', words: 'miners differ less: spread of ln(size) 0.3', set: { talentSpread: 0.3 } },
  { name: 'equal-demand', words: 'all domains with clients are wanted alike', set: { demandSpread: 0 } },
  {
    name: 'heavy-demand',
    words: 'demand has a heavier tail: spread of ln(demand) 1.6',
    set: { demandSpread: 1.6 },
  },
  { name: 'domains-8', words: '8 domains instead of more', set: { domains: 8, topk: 2 } },
];

/** The same question in each size; demand and error have the spread at which prices are as concentrated as on Finney. */
const common = {
  name: 'subnetworks',
  question: 'Should domains share the inflation as one network or as many, and divided by which rule?',
  model: 'subnetworks',
  conditions: [
    { name: 'one', words: 'one network, all domains in one vector of weights', set: { partition: 'one' } },
    { name: 'root', words: 'many networks, divided by votes of root', set: { partition: 'root' } },
    { name: 'price', words: 'many networks, divided by price', set: { partition: 'price' } },
    { name: 'flow', words: 'many networks, divided by net flow', set: { partition: 'flow' } },
    { name: 'gate', words: 'many networks, divided by price behind the gate', set: { partition: 'gate' } },
    {
      name: 'demand',
      words: 'many networks, divided as clients use them (yardstick)',
      set: { partition: 'demand' },
    },
  ],
  decides: 'clientLoss',
  // What about 24 days of the frontier's progress bring (0.15 nats a year).
  margin: 0.01,
} as const;

export const subnetworksQuick: ModelStudy = {
  ...common,
  size: 'quick',
  base: {},
  attacks: [...attacks, { name: 'early', words: 'measured after 13 weeks', set: { weeks: 26 } }],
  seeds: 16,
  attackSeeds: 4,
};

/** As many domains as Finney has networks, over two years. */
export const subnetworksFull: ModelStudy = {
  ...common,
  size: 'full',
  base: { domains: 128, weeks: 104, measuredWeeks: 26 },
  attacks: [
    ...attacks,
    { name: 'early', words: 'measured after half a year', set: { weeks: 52 } },
    { name: 'domains-32', words: '32 domains instead of 128', set: { domains: 32 } },
    {
      name: 'more-slots',
      words: '64 slots of a network are simulated, of which a client asks 8',
      set: { slots: 64, topk: 8 },
    },
    { name: 'steep-pay', words: 'pay goes with the score to the power 2.5', set: { payPower: 2.5 } },
    { name: 'withheld', words: 'owners withhold pay as in August 2026', set: { owners: 'recorded' } },
  ],
  seeds: 64,
  attackSeeds: 16,
};

/** The quick size again on fresh seeds. */
export const subnetworksConfirm: ModelStudy = confirming(subnetworksQuick, {
  seeds: 64,
  attacks: ['paid-by-share', 'momentum', 'all-know', 'alike-talents'],
  attackSeeds: 8,
});
