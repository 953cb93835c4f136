import type { AnyMeasure } from './measure.ts';
import { agreement } from './measures/agreement.ts';
import { burnPrice } from './measures/burnPrice.ts';
import { cabalPay } from './measures/cabalPay.ts';
import { cheaters } from './measures/cheaters.ts';
import { client } from './measures/client.ts';
import { clientGap } from './measures/clientGap.ts';
import { diversity } from './measures/diversity.ts';
import { idlerRatio } from './measures/idlerRatio.ts';
import { immuneShare } from './measures/immuneShare.ts';
import { incentiveGini } from './measures/incentiveGini.ts';
import { log2Difficulty } from './measures/log2Difficulty.ts';
import { networkGap } from './measures/networkGap.ts';
import { networkQuality } from './measures/networkQuality.ts';
import { churn, registrationsPerDay } from './measures/registrations.ts';
import { servedGap } from './measures/servedGap.ts';
import { servedQuality } from './measures/servedQuality.ts';
import { spearman } from './measures/spearman.ts';
import { topDecileIncentive } from './measures/topDecileIncentive.ts';
import { validatorsLearn } from './measures/validatorsLearn.ts';
import { viableEvictionsOfDay } from './viableEvictionsOfDay.ts';

/** A measure that can be read day by day. */
export interface PathMeasure {
  /** The measure of a whole window that this is the day's value of. */
  readonly name: string;
  /** Brings that name; started anew on every day. */
  readonly measure: AnyMeasure;
  /** What a mean over days weighs them by: a rate per registration belongs to the registrations of its day. */
  readonly weight: 'day' | 'registrations';
}

const daily = (name: string, measure: AnyMeasure): PathMeasure => ({ name, measure, weight: 'day' });

/** The registrations of a day, by which rates per registration are weighed. */
export const flowName = 'registrationsPerDay';

/** Every measure that a path may be read from: a new one is a row. */
export const pathCatalogue: readonly PathMeasure[] = [
  daily('networkQuality', networkQuality),
  daily('servedQuality', servedQuality),
  daily('clientLoss', client),
  daily('networkGap', networkGap),
  daily('servedGap', servedGap),
  daily('clientGap', clientGap),
  daily('clientGainPerTao', client),
  daily(flowName, registrationsPerDay),
  daily('churn', churn),
  { name: 'viableEvictions', measure: viableEvictionsOfDay, weight: 'registrations' },
  daily('immuneShare', immuneShare),
  daily('burnPrice', burnPrice),
  daily('log2Difficulty', log2Difficulty),
  daily('spearman', spearman),
  daily('topDecileIncentive', topDecileIncentive),
  daily('incentiveGini', incentiveGini),
  daily('agreement', agreement),
  daily('cabalPay', cabalPay),
  daily('diversity', diversity),
  daily('cheaterRatio', cheaters),
  daily('cheaterShare', cheaters),
  daily('idlerRatio', idlerRatio),
  daily('validatorSkill', validatorsLearn),
];

export const pathNames: readonly string[] = pathCatalogue.map(({ name }) => name);

/** Undefined for a measure that has no value of a single day. */
export const pathMeasure = (name: string): PathMeasure | undefined =>
  pathCatalogue.find((known) => known.name === name);
