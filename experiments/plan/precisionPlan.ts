import { UserError, unknownName } from '../base/userError.ts';
import { metric as metricNamed, metricNames } from './measures.ts';
import type { OwnMark } from './ownFiles.ts';

/** What must be known, and how well, before a cell stops; written before the first trial. */
export interface PrecisionPlan {
  readonly metric: string;
  /** Half-width of the 95 % interval to reach, in the metric's unit. */
  readonly halfWidth: number;
  /** Of every cell's paired difference from its base, or of its own mean. */
  readonly of: 'difference' | 'mean';
  /** Seeds of a cell before the first look. */
  readonly least: number;
}

/** A cell must run this often before its own variance may stop it (`experiments/statistics/replications.ts`). */
export const fewestSeeds = 30;
/** The most seeds of a cell where nothing is said. */
export const usualCap = 500;

/** Reads `networkQuality=0.002` (of differences) or `mean(networkQuality)=0.002`. Throws `UserError`. */
export function readPrecision(
  text: string,
  own: OwnMark = {},
): Pick<PrecisionPlan, 'metric' | 'halfWidth'> & { of?: 'mean' } {
  const [, outer, inner, name, width] =
    /^\s*(?:(mean)\s*\(\s*(\w+)\s*\)|(\w+))\s*=\s*(\S+)\s*$/.exec(text) ?? [];
  const halfWidth = Number(width);
  if (width === undefined || !(halfWidth > 0 && Number.isFinite(halfWidth)))
    throw new UserError(
      `--precision is a metric and the half-width to reach, above 0, as in networkQuality=0.002 or mean(networkQuality)=0.002; received ${JSON.stringify(text)}`,
    );
  const metric = inner ?? name;
  checkMetric(metric, own);
  return { metric, halfWidth, ...(outer === undefined ? {} : { of: 'mean' }) };
}

/** Throws `UserError` with the nearest known metrics. */
export function checkMetric(name: string, own: OwnMark = {}): void {
  if (metricNamed(name, own) === undefined) throw unknownName('metric', name, metricNames(own));
}

/** Throws `UserError` for bounds between which no cell could stop. */
export function checkBounds(least: number, cap: number): void {
  if (least < fewestSeeds)
    throw new UserError(
      `a cell needs at least ${fewestSeeds} seeds before its own variance may stop it; received least ${least}`,
    );
  if (cap < least)
    throw new UserError(
      `the cap must be at least ${least}, the seeds before the first look; received ${cap} (raise it, or run a fixed number of seeds)`,
    );
}
