import type { OneAtATime } from './oneAtATime.ts';

/** A day that no trial reaches: the crash never comes. */
const never = 10_000;
const shock = 4;

/** What the bear market rests on: the compute that a crash of the price switches off. */
export const crashStudy: OneAtATime = {
  name: 'assumptions-crash',
  question: 'What do the assumptions behind the bear market do to its answer, halved and doubled?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  set: { 'market.on': true, 'market.price': 'crash' },
  factor: 'market.shockDay',
  levels: [shock, never],
  seeds: 12,
  warmUpDays: shock,
  days: 4,
  headlines: {
    compute: {
      title: 'deployed compute in the four days after a crash, against none',
      unit: '%',
      measure: 'deployedCompute',
      at: shock,
      from: { level: never, as: 'percent' },
    },
    deployed: {
      title: 'deployed compute',
      unit: 'TFLOP/s',
      measure: 'deployedCompute',
      at: never,
    },
  },
  knobs: [
    { id: 'A30', knob: 'market.gpuAccess' },
    { id: 'A30', knob: 'market.rentSigma' },
    { id: 'A31', knob: 'market.startPrice' },
    { id: 'A31', knob: 'market.shockSize' },
    { id: 'A31', knob: 'market.shockLasts', under: { 'market.shockLasts': 3 } },
    { id: 'A31', knob: 'market.computeElasticity', under: { 'market.computeElasticity': 0.5 } },
    {
      id: 'A31',
      knob: 'market.price',
      under: { 'market.price': 'flat' },
      values: ['bull', 'bear', 'bootstrap'],
      headline: 'deployed',
    },
    { id: 'A31', knob: 'market.driftPerDay', under: { 'market.price': 'bear' }, headline: 'deployed' },
    {
      id: 'A31',
      knob: 'market.halvingDay',
      under: { 'market.price': 'flat', 'market.halvingDay': 5 },
      headline: 'deployed',
    },
    { id: 'A32', knob: 'market.slippage' },
    { id: 'A32', knob: 'market.saleDelay' },
    { id: 'A32', knob: 'market.reserveDays' },
    { id: 'A33', knob: 'market.paybackDays' },
    { id: 'A33', knob: 'market.switchDays' },
    { id: 'A33', knob: 'market.exitDays' },
  ],
};

/** What the announcement study rests on: the regretted devices that a notice of a week saves. */
export const announcementStudy: OneAtATime = {
  name: 'assumptions-announcement',
  question: 'What do the assumptions behind the announcement study do to its answer, halved and doubled?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  set: {
    'market.on': true,
    'market.foresightDays': 21,
    'governance.change': 'validatorSequenceLength',
    'governance.value': 64,
    'governance.day': 5,
  },
  factor: 'governance.noticeDays',
  levels: [0, 7],
  seeds: 12,
  warmUpDays: 2,
  days: 11,
  headlines: {
    saved: {
      title: 'regretted devices with a week of notice, less those under surprise',
      unit: 'devices',
      measure: 'regrettedChanges',
      at: 7,
      from: { level: 0, as: 'difference' },
    },
    regretted: {
      title: 'regretted devices under surprise',
      unit: 'devices',
      measure: 'regrettedChanges',
      at: 0,
    },
  },
  knobs: [
    { id: 'A34', knob: 'governance.value' },
    {
      id: 'A34',
      knob: 'governance.change',
      values: ['immunityPeriod'],
      because: 'a change of immunity to 64 blocks',
    },
    { id: 'A34', knob: 'governance.day' },
    { id: 'A34', knob: 'governance.rampDays', under: { 'governance.rampDays': 3 } },
    { id: 'A34', knob: 'market.foresightDays' },
  ],
};

/** The length of the notice is a group of its own: above, notice is what is varied. */
export const noticeStudy: OneAtATime = {
  ...announcementStudy,
  name: 'assumptions-notice',
  question: 'What does half or twice the notice of a change do to regretted devices?',
  factor: 'market.foresightDays',
  levels: [21],
  set: { ...announcementStudy.set, 'governance.noticeDays': 7 },
  headlines: {
    regretted: {
      title: 'regretted devices under a week of notice',
      unit: 'devices',
      measure: 'regrettedChanges',
      at: 21,
    },
  },
  knobs: [{ id: 'A34', knob: 'governance.noticeDays' }],
};
