import { UserError } from '../base/userError.ts';
import { checkBounds, fewestSeeds, readPrecision, usualCap } from '../plan/precisionPlan.ts';
import type { Study } from '../plan/study.ts';
import { usualPilots } from '../plan/warmUpPlan.ts';

/** How a study is to be replicated, where a person says it on the command line. */
export interface ReplicationOptions {
  /** `networkQuality=0.002`: cells gain seeds until this is known. */
  readonly precision?: string;
  /** Seeds at which a cell gives up. */
  readonly maxSeeds?: number;
  readonly antithetic?: true;
  /** Days, or the rule that finds them. */
  readonly warmUp?: number | 'mser5';
}

/** A study, replicated as asked. A study by precision runs no arms: they are compared on a fixed number of seeds. Throws `UserError`. */
export function replicated(study: Study, options: ReplicationOptions): Study {
  const { precision, maxSeeds, antithetic, warmUp } = options;
  if (maxSeeds !== undefined && precision === undefined && study.precision === undefined)
    throw new UserError('--max-seeds is the cap of a run by precision: add --precision, or use --seeds');
  return {
    ...study,
    ...(precision !== undefined && byPrecision(study, precision, maxSeeds ?? usualCap)),
    ...(precision === undefined && maxSeeds !== undefined && capped(study, maxSeeds)),
    ...(antithetic === true && { antithetic }),
    ...(warmUp === 'mser5' && { warmUp: { rule: warmUp, pilots: usualPilots } }),
  };
}

function byPrecision(study: Study, text: string, cap: number): Partial<Study> {
  checkBounds(fewestSeeds, cap);
  const {
    metric,
    halfWidth,
    of = study.design === undefined ? 'difference' : 'mean',
  } = readPrecision(text, study);
  return {
    precision: { metric, halfWidth, of, least: fewestSeeds },
    seeds: cap,
    arms: [],
    armSeeds: 0,
    armLevels: [],
    armSet: {},
  };
}

function capped(study: Study, cap: number): Partial<Study> {
  checkBounds(study.precision!.least, cap);
  return { seeds: cap };
}
