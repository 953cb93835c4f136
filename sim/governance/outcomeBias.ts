import { checkRatio, checkWeights, type Ratio, totalOf } from './weightedGame.ts';

/** Who votes on one setting: how much and for what. */
export interface Preference {
  readonly weight: bigint;
  /** The setting it wants; of two others it prefers the nearer one. */
  readonly ideal: number;
}

/** Throws a RangeError at no voter, a negative weight, no weight at all, and an ideal that is not finite. */
function checkPreferences(voters: readonly Preference[]): void {
  checkWeights(voters.map(({ weight }) => weight));
  if (totalOf(voters.map(({ weight }) => weight)) === 0n)
    throw new RangeError('weights must have votes; they sum to 0: give at least one voter a weight');
  const place = voters.findIndex(({ ideal }) => !Number.isFinite(ideal));
  if (place >= 0)
    throw new RangeError(
      `voters[${place}].ideal must be a finite setting; received ${voters[place].ideal}: give the value it wants`,
    );
}

/** Votes for `option` against `other`; who is as far from both abstains. */
const votesFor = (voters: readonly Preference[], option: number, other: number): bigint =>
  totalOf(
    voters
      .filter(({ ideal }) => Math.abs(ideal - option) < Math.abs(ideal - other))
      .map(({ weight }) => weight),
  );

/**
 * The option that loses against none by votes (Condorcet); of several, the nearest to the status quo, then the lower one. With one setting and
 * voters that prefer what is nearer there always is one (Black 1948). Throws a RangeError at no option.
 */
export function pairwiseOutcome(
  voters: readonly Preference[],
  options: readonly number[],
  statusQuo: number,
): number {
  checkPreferences(voters);
  checkOptions(options);
  const unbeaten = options.filter((option) =>
    options.every((other) => votesFor(voters, option, other) >= votesFor(voters, other, option)),
  );
  return unbeaten.reduce((best, option) => {
    const nearer = Math.abs(option - statusQuo) - Math.abs(best - statusQuo);
    return nearer < 0 || (nearer === 0 && option < best) ? option : best;
  });
}

function checkOptions(options: readonly number[]): void {
  if (options.length === 0 || !options.every(Number.isFinite))
    throw new RangeError(
      `options must be finite settings, at least one; received [${options}]: give what is voted on`,
    );
}

/**
 * Where votes end that replace the setting in force by an option when at least `threshold` of all votes prefer it: the options are put to the
 * vote in their order, again and again until none passes. At a threshold above one half the order may matter, and much stays as it is.
 * Throws a RangeError at a threshold of one half or less, under which votes need never end.
 */
export function thresholdOutcome(
  voters: readonly Preference[],
  options: readonly number[],
  statusQuo: number,
  threshold: Ratio,
): number {
  checkPreferences(voters);
  checkOptions(options);
  checkRatio('threshold', threshold);
  if (2n * threshold.above <= threshold.below)
    throw new RangeError(
      `threshold must be above one half; received ${threshold.above}/${threshold.below}: with less, two options replace each other for ever`,
    );
  const all = totalOf(voters.map(({ weight }) => weight));
  const passes = (option: number, now: number) =>
    votesFor(voters, option, now) * threshold.below >= threshold.above * all;
  let setting = statusQuo;
  for (;;) {
    const next = options.find((option) => passes(option, setting));
    if (next === undefined) return setting;
    setting = next;
  }
}

/** The ideal in the middle of all voters, each counted once; of an even number the mean of the two in the middle. */
export function medianHolder(voters: readonly Preference[]): number {
  checkPreferences(voters);
  const ideals = voters.map(({ ideal }) => ideal).sort((one, other) => one - other);
  const upper = ideals.length >> 1;
  return ideals.length % 2 === 1 ? ideals[upper] : (ideals[upper - 1] + ideals[upper]) / 2;
}

/** How far an outcome is from what others would have, in units of the setting: outcome less theirs. */
export interface OutcomeBias {
  readonly outcome: number;
  readonly fromMedianHolder: number;
  readonly fromClient: number;
}

/** The bias of an outcome against the median holder and against what is best for the client. Throws a RangeError at a value that is not finite. */
export function outcomeBias(outcome: number, voters: readonly Preference[], clientBest: number): OutcomeBias {
  for (const [key, value] of Object.entries({ outcome, clientBest }))
    if (!Number.isFinite(value))
      throw new RangeError(
        `${key} must be a finite setting; received ${value}: give the value of the setting`,
      );
  return {
    outcome,
    fromMedianHolder: outcome - medianHolder(voters),
    fromClient: outcome - clientBest,
  };
}
