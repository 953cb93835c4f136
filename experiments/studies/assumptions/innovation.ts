import type { OneAtATime } from './oneAtATime.ts';

const training = { 'market.trainingShare': 0.5 };
const gradients = { ...training, 'market.gradientShare': 0.2 };
const ideas = { 'market.inventionsPerDay': 0.01 };
const imitators = { 'market.imitatorShare': 0.2 };

/** What miners that get better rest on: how good those are that run, and what they run on. */
export const innovationStudy: OneAtATime = {
  name: 'assumptions-innovation',
  question: 'What do the assumptions about miners that train, invent and imitate do, halved and doubled?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  set: { 'market.on': true },
  factor: 'immunityPeriod',
  levels: [3072],
  seeds: 12,
  warmUpDays: 1,
  days: 6,
  headlines: {
    loss: { title: 'mean true loss of the miners that run', unit: 'nats', measure: 'answeredLoss', at: 3072 },
    compute: { title: 'deployed compute', unit: 'TFLOP/s', measure: 'deployedCompute', at: 3072 },
  },
  knobs: [
    { id: 'A35', knob: 'market.trainingShare', under: training },
    { id: 'A35', knob: 'market.trainingGap', under: training },
    { id: 'A36', knob: 'market.gradientShare', under: gradients },
    { id: 'A36', knob: 'market.gradientGain', under: gradients },
    { id: 'A37', knob: 'market.inventionsPerDay', under: ideas, headline: 'compute' },
    { id: 'A37', knob: 'market.inventors', under: ideas, headline: 'compute' },
    { id: 'A37', knob: 'market.inventionSaving', under: ideas, headline: 'compute' },
    { id: 'A37', knob: 'market.inventionSpares', under: ideas, headline: 'compute' },
    { id: 'A37', knob: 'market.inventionsMost', under: ideas, headline: 'compute' },
    { id: 'A37', knob: 'market.diffusionDays', under: ideas, headline: 'compute' },
    { id: 'A38', knob: 'market.imitatorShare', under: imitators },
    { id: 'A38', knob: 'market.imitatorStep', under: imitators },
    { id: 'A38', knob: 'market.imitatorSees', under: imitators },
  ],
};

/** What an ASIC and its vendors rest on. */
export const asicStudy: OneAtATime = {
  name: 'assumptions-asic',
  question: 'What do the assumptions about an ASIC and its vendors do, halved and doubled?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  set: { 'market.on': true, 'market.asicDay': 2 },
  factor: 'immunityPeriod',
  levels: [3072],
  seeds: 12,
  warmUpDays: 1,
  days: 6,
  headlines: {
    compute: { title: 'deployed compute', unit: 'TFLOP/s', measure: 'deployedCompute', at: 3072 },
  },
  knobs: [
    { id: 'A39', knob: 'market.asicDay' },
    { id: 'A39', knob: 'market.asicPerDay' },
    { id: 'A39', knob: 'market.asicRunning' },
    { id: 'A39', knob: 'market.asicUnitCost' },
    { id: 'A39', knob: 'market.makers' },
    { id: 'A40', knob: 'market.vendorMargin' },
  ],
};

/** Whether a cheaper way is its finder's to sell: read on how many come to answer by one. */
export const licenceStudy: OneAtATime = {
  ...innovationStudy,
  name: 'assumptions-licences',
  question: 'What does it do that cheaper ways are sold, and are not free?',
  set: { 'market.on': true, ...ideas },
  headlines: {
    cheap: {
      title: 'share of running miners that answer by a cheaper way',
      unit: '',
      measure: 'cheapShare',
      at: 3072,
    },
  },
  knobs: [{ id: 'A42', knob: 'market.licences' }],
};
