import type { PairListener, PairPlan } from '../../../agents/feeder/feederPair.ts';

/** A small pair of networks that are not connected. */
export const smallPair: PairPlan = {
  seed: 'pair',
  percentile: 0,
  rule: 'pay',
  uids: 32,
  isSteady: false,
  graceDays: null,
  promotes: false,
  trustsRecord: false,
  correlation: 0.6,
  candidatesPerDay: 8,
  sybilShare: 0.1,
  farmerShare: 0.05,
  poorShare: 0.23,
  immunity: { feeder: 7200, higher: 7200 },
  cabalShare: 0,
};

export const deaf: PairListener = { met: () => {}, entered: () => {}, seated: () => {}, putOut: () => {} };
