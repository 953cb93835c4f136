import type { Comparison } from '../../analysis/requirements/comparison.ts';
import { confidence } from '../../analysis/requirements/confidence.ts';
import { powerOf } from '../../statistics/power.ts';

/** What the rule can see with a number of seeds. */
export interface RulePower {
  /** The gain in question: twice the margin, in the objective's unit, the same in every scenario, with no guardrail touched. */
  readonly gain: number;
  readonly seeds: number;
  /** In which share of studies the study's own seeds then find the gain, whatever the other requirements say. */
  readonly gainAlone: number;
  /** In which share they say change: at least, by the misses of all requirements added (Bonferroni), and at most, by the rarest pass. */
  readonly found: number;
  readonly foundAtMost: number;
  /** In which share fresh seeds confirm it; 1 where none are asked for. */
  readonly confirmed: number;
  /** Seeds, and as many fresh ones where they are asked for, with which both together come to 80 of 100; null: no affordable number. */
  readonly enough: number | null;
  /** The requirement that asks for the most seeds. */
  readonly hardest: Comparison;
}

/** How often a gain of twice the margin is to be found. */
export const wantedPower = 0.8;
/**
 * The rule moves its bounds outwards on the long tail, which the noncentral t knows nothing of: without this part more of scatter the
 * formula named seeds that found 78 and 80 of 100 (results/reference/decision-rule).
 */
const skewAllowance = 1.08;
/** Seeds above which a study is not proposed. */
const mostSeeds = 100_000;

/**
 * The power of the rule at the scatter that was measured, for a gain of twice the margin that harms nothing; null where some requirement has
 * no measured scatter. Each requirement passes as `powerOf` says; that all of them pass is bounded from both sides, whatever their
 * correlations. The seeds named are those at which the lower bound reaches 80 of 100.
 */
export function rulePower(
  judged: readonly Comparison[],
  { candidates, seeds, confirmSeeds }: { candidates: number; seeds: number; confirmSeeds: number },
): RulePower | null {
  const gain = judged.find(({ role }) => role === 'gain');
  if (gain === undefined || judged.some(({ harm }) => harm === null)) return null;
  const planted = -2 * gain.limit;
  const passAll = (n: number) =>
    Math.max(0, 1 - judged.reduce((sum, one) => sum + 1 - passing(one, planted, candidates, n), 0));
  const again = (n: number) => (confirmSeeds === 0 ? 1 : passing(gain, planted, 1, n));
  const hardest = judged.toSorted(
    (one, other) => passing(one, planted, candidates, seeds) - passing(other, planted, candidates, seeds),
  )[0];
  return {
    gain: planted,
    seeds,
    gainAlone: passing(gain, planted, candidates, seeds),
    found: passAll(seeds),
    foundAtMost: passing(hardest, planted, candidates, seeds),
    confirmed: again(confirmSeeds),
    enough: fewest((n) => passAll(n) * again(n) >= wantedPower),
    hardest,
  };
}

/** In which share of studies of `seeds` seeds a requirement is surely kept. */
function passing(
  { role, harm, limit, idle }: Comparison,
  planted: number,
  values: number,
  seeds: number,
): number {
  // The gain is planted in every scenario, so the objective's loss is its negative there too; guardrails stay where they were.
  const expected = role === 'guardrail' ? idle : -planted;
  const level = 2 * confidence[role] - 1;
  // Sidak's bound is a little wider than max-t's: the share is a little too small.
  return powerOf(
    { distance: limit - expected, sd: skewAllowance * harm!.sd, level, comparisons: values },
    seeds,
  );
}

/** The fewest seeds for which something holds that more seeds keep holding; null where 100,000 are not enough. */
function fewest(isEnough: (seeds: number) => boolean): number | null {
  let [less, enough] = [1, 2];
  while (!isEnough(enough)) {
    if (enough >= mostSeeds) return null;
    [less, enough] = [enough, Math.min(mostSeeds, 2 * enough)];
  }
  while (enough - less > 1) {
    const middle = Math.floor((less + enough) / 2);
    if (isEnough(middle)) enough = middle;
    else less = middle;
  }
  return enough;
}
