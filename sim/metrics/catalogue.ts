import type { AnyMeasure } from './measure.ts';
import { agreement } from './measures/agreement.ts';
import { burnAtCeiling, burnAtFloor, burnPrice } from './measures/burnPrice.ts';
import { cabalPay } from './measures/cabalPay.ts';
import { cheaters } from './measures/cheaters.ts';
import { client } from './measures/client.ts';
import { clientGap } from './measures/clientGap.ts';
import { coldkeyHhi } from './measures/coldkeyHhi.ts';
import { deterred } from './measures/deterred.ts';
import { diversity } from './measures/diversity.ts';
import { evictedOutsidePeers } from './measures/evictedOutsidePeers.ts';
import { forwardsPerQuery } from './measures/forwardsPerQuery.ts';
import { halfLife } from './measures/halfLife.ts';
import { cabalStake, farmerSlots, idlerStake } from './measures/heldShares.ts';
import { idlerRatio } from './measures/idlerRatio.ts';
import { immuneShare } from './measures/immuneShare.ts';
import { incentiveGini } from './measures/incentiveGini.ts';
import { log2Difficulty } from './measures/log2Difficulty.ts';
import { nakamotoCoefficient } from './measures/nakamotoCoefficient.ts';
import { networkGap } from './measures/networkGap.ts';
import { networkQuality } from './measures/networkQuality.ts';
import { churn, registrations, registrationsPerDay } from './measures/registrations.ts';
import { scoreUpdates } from './measures/scoreUpdates.ts';
import { servedGap } from './measures/servedGap.ts';
import { servedQuality } from './measures/servedQuality.ts';
import { spearman } from './measures/spearman.ts';
import { timesToPay } from './measures/timesToPay.ts';
import { topDecileIncentive } from './measures/topDecileIncentive.ts';
import { validatorHhi } from './measures/validatorHhi.ts';
import { validatorsLearn } from './measures/validatorsLearn.ts';
import { validatorTrust } from './measures/validatorTrust.ts';
import { viableEvictions } from './measures/viableEvictions.ts';
import { weightEntries } from './measures/weightEntries.ts';
import { wrongEvictions } from './measures/wrongEvictions.ts';

/** Measures of any world, in the order in which tables list them. */
export const subnetMeasures: readonly AnyMeasure[] = [
  registrationsPerDay,
  churn,
  halfLife,
  immuneShare,
  burnPrice,
  burnAtFloor,
  burnAtCeiling,
  log2Difficulty,
  deterred,
  registrations,
  networkQuality,
  servedQuality,
  viableEvictions,
  wrongEvictions,
  timesToPay,
  spearman,
  topDecileIncentive,
  agreement,
  validatorTrust,
  validatorsLearn,
  diversity,
  incentiveGini,
  nakamotoCoefficient,
  validatorHhi,
  coldkeyHhi,
  evictedOutsidePeers,
  scoreUpdates,
  weightEntries,
];

/** Measures of worlds with deceivers, idlers, a client or a cabal; each is only in the rows of those worlds. */
export const adversaryMeasures: readonly AnyMeasure[] = [
  cheaters,
  idlerRatio,
  client,
  forwardsPerQuery,
  cabalPay,
  cabalStake,
  idlerStake,
  farmerSlots,
];

/** Measures of worlds in which a frontier moves: what they lie behind it. */
export const frontierMeasures: readonly AnyMeasure[] = [networkGap, servedGap, clientGap];
