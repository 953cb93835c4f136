import { shortLabel } from '../../report/charts/shortLabel.ts';
import { type Comparison, comparedTitle } from './comparison.ts';

/** Why what was measured is not what was planned. */
export interface Fault {
  readonly kind: 'engine' | 'missing' | 'failed' | 'foreign' | 'damaged';
  readonly what: string;
  /** Trials that would mend it. */
  readonly runs: number;
}

/** All that a verdict may rest on. */
export interface Evidence {
  readonly faults: readonly Fault[];
  /** On the seeds that did not choose. */
  readonly judged: readonly Comparison[];
  /** On fresh seeds; null while they have not run. */
  readonly confirmed: readonly Comparison[] | null;
  /** Trials that one more seed costs: status quo and candidate in every scenario. */
  readonly runsPerSeed: number;
  readonly confirmSeeds: number;
}

export type Verdict = 'change' | 'no change' | 'not enough evidence';

export interface Decision {
  readonly verdict: Verdict;
  /** Trials that would decide, if the means stay; null where no affordable number would, or where none are needed. */
  readonly moreRuns: number | null;
  readonly reasons: readonly string[];
}

/** The state of a comparison: surely within its limit, surely beyond it, or neither. */
export type Standing = 'kept' | 'broken' | 'open';

/** Runs above which "that many would decide" is no advice. */
const mostRuns = 100_000;

/**
 * The verdict. `change` only if nothing is amiss, the first objective is surely better by more than its margin and every guardrail
 * surely kept, in every scenario, on the seeds that judged and again on fresh ones. `no change` if one of these is surely not so.
 * Anything else is not enough evidence. A comparison without finite ends is never kept and never broken.
 */
export function decide({ faults, judged, confirmed, runsPerSeed, confirmSeeds }: Evidence): Decision {
  if (faults.length > 0) {
    const runs = faults.reduce((sum, fault) => sum + fault.runs, 0);
    return notEnough(
      runs,
      faults.map(({ what }) => what),
    );
  }
  if (!hasObjective(judged)) return notEnough(null, ['no objective was compared']);
  const broken = judged.filter((comparison) => standingOf(comparison) === 'broken');
  if (broken.length > 0) return noChange(broken, 'the seeds that judge');
  const open = judged.filter((comparison) => standingOf(comparison) === 'open');
  if (open.length > 0) return notEnough(runsFor(open, runsPerSeed), open.map(openWords));
  if (confirmed === null || confirmed.length < judged.length || !hasObjective(confirmed))
    return notEnough(confirmSeeds * runsPerSeed, ['no fresh seeds have confirmed the choice yet']);
  const unconfirmed = confirmed.filter((comparison) => standingOf(comparison) === 'broken');
  if (unconfirmed.length > 0) return noChange(unconfirmed, 'fresh seeds');
  const left = confirmed.filter((comparison) => standingOf(comparison) === 'open');
  if (left.length > 0)
    return notEnough(
      runsFor(left, runsPerSeed),
      left.map((comparison) => `on fresh seeds, ${openWords(comparison)}`),
    );
  return { verdict: 'change', moreRuns: null, reasons: [] };
}

/** Guardrails alone say that a change does no harm, not that it does any good. */
const hasObjective = (comparisons: readonly Comparison[]): boolean =>
  comparisons.some(({ role }) => role === 'objective');

export function standingOf({ role, harm, limit }: Comparison): Standing {
  if (harm === null || !Number.isFinite(limit)) return 'open';
  if (!Number.isFinite(harm.low) || !Number.isFinite(harm.high)) return 'open';
  // An objective on its margin gains nothing that matters; a guardrail on its limit is kept.
  if (role === 'objective') return harm.high < limit ? 'kept' : harm.low >= limit ? 'broken' : 'open';
  return harm.high <= limit ? 'kept' : harm.low > limit ? 'broken' : 'open';
}

function notEnough(runs: number | null, reasons: readonly string[]): Decision {
  const moreRuns = runs === null || !(runs <= mostRuns) ? null : Math.max(1, Math.ceil(runs));
  return { verdict: 'not enough evidence', moreRuns, reasons };
}

function noChange(broken: readonly Comparison[], where: string): Decision {
  return {
    verdict: 'no change',
    moreRuns: null,
    reasons: broken.map((one) => `on ${where}, ${brokenWords(one)}`),
  };
}

const placeOf = (comparison: Comparison): string =>
  `${comparedTitle(comparison)}${comparison.scenario === '' ? '' : ` (${shortLabel(comparison.scenario)})`}`;

function brokenWords(comparison: Comparison): string {
  const place = placeOf(comparison);
  return comparison.role === 'objective'
    ? `${place} is surely not ${comparison.rule}`
    : `${place} surely breaks its limit, ${comparison.rule}`;
}

function openWords(comparison: Comparison): string {
  const place = placeOf(comparison);
  if (comparison.harm === null) return `${place} has too few values to compare`;
  return comparison.role === 'objective'
    ? `${place} may or may not be ${comparison.rule}`
    : `${place} may or may not keep its limit, ${comparison.rule}`;
}

/** An interval shrinks with √n, so at distance d from its limit a comparison needs n · (half-width / d)² seeds. */
function runsFor(open: readonly Comparison[], runsPerSeed: number): number {
  const seeds = open.map(({ harm, limit }) => {
    if (harm === null) return Number.POSITIVE_INFINITY;
    const half = (harm.high - harm.low) / 2;
    return harm.n * (half / Math.abs(harm.mean - limit)) ** 2 - harm.n;
  });
  return Math.max(1, Math.ceil(Math.max(...seeds))) * runsPerSeed;
}
