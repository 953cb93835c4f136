import { type Comparison, comparedTitle, type Judged } from '../../analysis/requirements/comparison.ts';
import { fails, passes, standingOf } from '../../analysis/requirements/standing.ts';
import { shortLabel } from '../../report/charts/shortLabel.ts';

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
  /** The chosen value, on all seeds of the study. */
  readonly judged: readonly Comparison[];
  /** Every other candidate, on the same seeds. */
  readonly others: readonly Judged[];
  /** The chosen value on fresh seeds; null while they have not run. */
  readonly confirmed: readonly Comparison[] | null;
  /** Fresh seeds that the plan asks for; 0: none. */
  readonly confirmSeeds: number;
  /** Trials that one more seed costs: every value in every scenario, and of a confirmation the two values alone. */
  readonly runsPerSeed: { readonly study: number; readonly confirmation: number };
  /** Seeds with which the rule finds a gain of twice the margin in 80 of 100 cases; null: no affordable number does. */
  readonly enough: number | null;
}

export type Verdict = 'change' | 'no change' | 'not enough evidence';

export interface Decision {
  readonly verdict: Verdict;
  /** Trials that would decide; null where no affordable number would, or where none are needed. */
  readonly moreRuns: number | null;
  /** Seeds of a plan of its own that would decide; null where `moreRuns` is, or where what is missing is not seeds. */
  readonly seeds: number | null;
  readonly reasons: readonly string[];
}

/** Runs above which "that many would decide" is no advice. */
const mostRuns = 100_000;

/**
 * The verdict.
 *
 * `change`: nothing is amiss and the chosen value surely keeps all that is asked of it. In the weighted mean over the scenarios its gain is
 * surely above the margin (the lower bound, 97.5 % one-sided, for all values of the knob together); in every scenario the objective surely
 * loses no more than the plan's regret (97.5 %), and each guardrail is surely harmed no more than it allows (99.5 %). Each of these alone can
 * stop it, so their number costs no certainty. Where the plan asks for fresh seeds the gain must be found
 * on them again by the same rule, and nothing may surely be broken there.
 * `no change`: every value of the knob surely breaks one of these (97.5 %, for all requirements of a value together), or fresh seeds do.
 * Anything else is not enough evidence.
 *
 * A bound above the margin, and not above zero with a mean of the margin: with the seeds that
 * the former needs, the latter says `change` in six to eight of ten studies in which every value gains the margin itself
 * (`results/reference/decision-rule/` counts both).
 */
export function decide(evidence: Evidence): Decision {
  const { faults, judged, others, confirmed, confirmSeeds } = evidence;
  if (faults.length > 0) {
    const runs = faults.reduce((sum, fault) => sum + fault.runs, 0);
    return notEnough(
      runs,
      null,
      faults.map(({ what }) => what),
    );
  }
  if (!hasGain(judged)) return notEnough(null, null, ['no objective was compared']);
  if (passes({ comparisons: judged })) {
    if (confirmSeeds === 0) return change;
    if (confirmed === null || confirmed.length < judged.length || !hasGain(confirmed))
      return notEnough(confirmSeeds * evidence.runsPerSeed.confirmation, null, [
        'no fresh seeds have confirmed the choice yet',
      ]);
    return confirmation(confirmed, evidence);
  }
  if (fails({ comparisons: judged }) && others.every(fails))
    return noChange(broken(judged), 'on the study’s seeds');
  const open = judged.filter((comparison) => standingOf(comparison) === 'open');
  const reasons = open.length > 0 ? open.map(openWords) : ['another value of the knob is not ruled out'];
  return notEnough(...asked(evidence, open), reasons);
}

const change: Decision = { verdict: 'change', moreRuns: null, seeds: null, reasons: [] };

function confirmation(confirmed: readonly Comparison[], { runsPerSeed }: Evidence): Decision {
  if (fails({ comparisons: confirmed })) return noChange(broken(confirmed), 'on fresh seeds');
  const gain = confirmed.filter(({ role }) => role === 'gain');
  const open = gain.filter((comparison) => standingOf(comparison) === 'open');
  if (open.length === 0) return change;
  const seeds = seedsFor(open);
  return notEnough(
    seeds * runsPerSeed.confirmation,
    seeds,
    open.map((comparison) => `on fresh seeds, ${openWords(comparison)}`),
  );
}

/** What a plan of its own would take: the seeds that see twice the margin, and no fewer than the present means ask for. */
function asked(
  { enough, runsPerSeed }: Evidence,
  open: readonly Comparison[],
): [number | null, number | null] {
  const wanted = Math.max(seedsFor(open), enough ?? 0);
  return [wanted * runsPerSeed.study, wanted];
}

/** Guardrails alone say that a change does no harm, not that it does any good. */
const hasGain = (comparisons: readonly Comparison[]): boolean =>
  comparisons.some(({ role }) => role === 'gain');

const broken = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.filter((comparison) => standingOf(comparison) === 'broken');

function notEnough(runs: number | null, seeds: number | null, reasons: readonly string[]): Decision {
  const verdict = 'not enough evidence';
  if (runs === null || !(runs <= mostRuns)) return { verdict, moreRuns: null, seeds: null, reasons };
  return { verdict, moreRuns: Math.max(1, Math.ceil(runs)), seeds, reasons };
}

const noChange = (comparisons: readonly Comparison[], where: string): Decision => ({
  verdict: 'no change',
  moreRuns: null,
  seeds: null,
  reasons: comparisons.map((one) => `${where}, ${brokenWords(one)}`),
});

const placeOf = (comparison: Comparison): string =>
  `${comparedTitle(comparison)}${comparison.scenario === '' ? '' : ` (${shortLabel(comparison.scenario)})`}`;

function brokenWords(comparison: Comparison): string {
  const place = placeOf(comparison);
  return comparison.role === 'gain'
    ? `${place} is surely not ${comparison.rule}`
    : `${place} surely breaks its limit, ${comparison.rule}`;
}

function openWords(comparison: Comparison): string {
  const place = placeOf(comparison);
  if (comparison.harm === null) return `${place} has too few values to compare`;
  return comparison.role === 'gain'
    ? `${place} may or may not be ${comparison.rule}`
    : `${place} may or may not keep its limit, ${comparison.rule}`;
}

/** A bound comes nearer with √n, so at distance d from its limit a comparison needs n · (reach / d)² seeds. */
function seedsFor(open: readonly Comparison[]): number {
  const seeds = open.map(({ harm, limit }) => {
    if (harm === null) return Number.POSITIVE_INFINITY;
    const distance = harm.mean - limit;
    const reach = distance < 0 ? harm.high - harm.mean : harm.mean - harm.low;
    return Math.ceil(harm.n * (reach / Math.abs(distance)) ** 2);
  });
  return Math.max(1, ...seeds);
}
