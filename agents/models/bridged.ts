import { type FeederRule, feederRules } from '../feeder/feederRule.ts';
import { followedDays } from '../feeder/pairTally.ts';
import { runPair } from '../feeder/runPair.ts';
import { type Model, type ModelMeasure, type ModelSetting, measure, settled } from './model.ts';

const share = (name: string, words: string, usual: number): ModelSetting => ({
  name,
  words,
  usual,
  within: [0, 1],
});

const settings: readonly ModelSetting[] = [
  {
    name: 'percentile',
    words: 'of a hundred members of the feeder, how many a newcomer must be ahead of; 0: not connected',
    usual: 0,
    within: [0, 100],
  },
  {
    name: 'rule',
    words:
      'by what members of the feeder are ranked: the pruning score, as in 2023, or the pay of the last epoch',
    usual: 'pay',
    oneOf: feederRules,
  },
  {
    name: 'arrangement',
    words:
      'bridged: asked at registration, as in 2023; nested: asked after each epoch, and put out after a time of grace',
    usual: 'bridged',
    oneOf: ['bridged', 'nested'],
  },
  { name: 'graceDays', words: 'time of grace of a nested network, days', usual: 3, within: [0, 365] },
  {
    name: 'promotes',
    words: 'whether who meets the demand is registered at once and pays nothing',
    usual: false,
  },
  {
    name: 'trustsRecord',
    words: 'whether validators of the higher network begin with the rank of a newcomer in the feeder',
    usual: false,
  },
  share(
    'correlation',
    'share of people whose model is worth the same at both networks; the others have one for each',
    0.6,
  ),
  {
    name: 'uids',
    words: 'uids of each network, of which one in eight validates',
    usual: 64,
    within: [16, 256],
  },
  {
    name: 'start',
    words:
      'steady: both networks begin in the turnover of a steady state; young: with founders like those who arrive',
    usual: 'steady',
    oneOf: ['steady', 'young'],
  },
  {
    name: 'candidatesPerDay',
    words: 'people a day who look at the networks',
    usual: 4,
    within: [0.1, 200],
  },
  share('sybilShare', 'share of people who are hotkeys of a sybil: eight run one model', 0.1),
  share('farmerShare', 'share of the slots of a network that farmers of immunity try to hold', 0.05),
  share('poorShare', 'share of people whose model is badly set up when they come', 0.23),
  { name: 'immunityDays', words: 'immunity in the higher network, days', usual: 1, within: [0, 9] },
  { name: 'feederImmunityDays', words: 'immunity in the feeder, days', usual: 1, within: [0, 9] },
  share('cabalShare', 'share of the feeder’s validating stake that pays only miners of its own', 0),
  { name: 'warmUpDays', words: 'days before anything is measured', usual: 10, within: [0, 1000] },
  { name: 'days', words: 'days that a run lasts', usual: 60, within: [1, 2000] },
];

const measures: readonly ModelMeasure[] = [
  measure('clientLoss', 'loss of the client of the higher network', 'nats', 'lower'),
  measure('servedLoss', 'loss of the higher network’s miners, by their pay', 'nats', 'lower'),
  measure(
    'daysToPay',
    `time from a good newcomer’s arrival to its first pay, ${followedDays} days if it is not reached`,
    'days',
    'lower',
  ),
  measure(
    'goodPaid',
    `good newcomers that the higher network pays within ${followedDays} days`,
    'share',
    'higher',
  ),
  measure('goodLeftOut', `good newcomers that never get in within ${followedDays} days`, 'a day', 'lower'),
  measure('goodArrivals', 'good newcomers that arrive', 'a day', null),
  measure('goodEvicted', 'good miners that lose a slot of the higher network', 'a day', 'lower'),
  measure('putOut', 'miners that a nested network puts out', 'a day', null),
  measure('adversarySlots', 'slots of the higher network that sybils and farmers hold', 'share', 'lower'),
  measure('adversaryPay', 'pay of the higher network that goes to sybils and farmers', 'share', 'lower'),
  measure('costOfEntry', 'what a newcomer paid for its slots in both networks', 'TAO', 'lower'),
  measure('registrations', 'registrations in the higher network', 'a day', null),
  measure('feederRegistrations', 'registrations in the feeder', 'a day', null),
  measure('incumbentPay', 'pay of the higher network that goes to miners of 30 days and more', 'share', null),
  measure('feederLoss', 'loss of the client of the feeder', 'nats', 'lower'),
];

/**
 * Two networks of which one admits the best of the other, in bridges or nested: two worlds of the lab under the rules of 2023 on one
 * clock, with the same people. Interview of 10 November 2022 at 38:12; requirement of subtensor v0.0.1 registration.rs,
 * passes_network_connection_requirement().
 */
export const bridged: Model = {
  name: 'bridged',
  settings,
  measures,
  run(given, seed) {
    const all = settled(bridged, given);
    const number = (name: string) => Number(all[name]);
    const rule: FeederRule = all.rule === 'score' ? 'score' : 'pay';
    const plan = {
      seed,
      uids: wholeEighths(number('uids')),
      isSteady: all.start === 'steady',
      percentile: number('percentile'),
      rule,
      graceDays: all.arrangement === 'nested' ? number('graceDays') : null,
      promotes: all.promotes === true,
      trustsRecord: all.trustsRecord === true,
      correlation: number('correlation'),
      candidatesPerDay: number('candidatesPerDay'),
      sybilShare: number('sybilShare'),
      farmerShare: number('farmerShare'),
      poorShare: number('poorShare'),
      immunity: {
        feeder: Math.round(number('feederImmunityDays') * 7200),
        higher: Math.round(number('immunityDays') * 7200),
      },
      cabalShare: number('cabalShare'),
    };
    return { measures: runPair(plan, { warmUp: number('warmUpDays'), all: number('days') }) };
  },
};

function wholeEighths(uids: number): number {
  if (uids % 8 !== 0)
    throw new RangeError(`uids must be a multiple of 8; received ${uids} (one in eight validates)`);
  return uids;
}
