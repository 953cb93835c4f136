import { mean, sampleStandardDeviation } from 'simple-statistics';
import { studentQuantile } from '../../statistics/studentT.ts';

/** Seeds on which every setting of a tuner's race runs before the first is thrown out. */
export const raceFirstLook = 4;

/** A race of settings on common seeds. */
export interface RaceRules {
  /** Probability that the truly best setting is thrown out, over the whole race. */
  readonly error: number;
  /** Seeds every setting runs before the first is thrown out. */
  readonly firstLook: number;
  /** Seeds at which the race ends. */
  readonly seeds: number;
  /** Trials after which no further look is begun; none if left out. */
  readonly mostTrials?: number;
}

/** Runs settings on seeds, both numbered from 0, and returns their values in the same order: lower is better, null where a trial failed. */
export type RunRace = (
  wanted: readonly { readonly setting: number; readonly seed: number }[],
) => Promise<readonly (number | null)[]>;

export interface RaceResult {
  /** Settings still in the race at its end. */
  readonly left: readonly number[];
  /** Of them the one with the lowest mean. */
  readonly best: number;
  readonly trials: number;
  /** [setting] seeds it ran. */
  readonly ran: readonly number[];
}

/**
 * Runs settings seed by seed and drops those that are worse than the leader, by a paired interval (Maron & Moore 1997;
 * Birattari's F-race). The error is split evenly over all comparisons and looks (Bonferroni), and looks are made each
 * time the number of seeds has grown by half, so that there are few of them. A setting with a failed trial leaves the race.
 * Throws a `RangeError` for rules that make no race, and where every setting failed.
 */
export async function race(settings: number, run: RunRace, rules: RaceRules): Promise<RaceResult> {
  checkRules(settings, rules);
  const looks = looksOf(rules);
  const { mostTrials = Number.POSITIVE_INFINITY } = rules;
  const values: (number | null)[][] = Array.from({ length: settings }, () => []);
  const known = values as number[][];
  let left = values.map((_, setting) => setting);
  let trials = 0;
  for (const look of looks) {
    const wanted = left.flatMap((setting) =>
      Array.from({ length: look - values[setting].length }, (_, k) => ({
        setting,
        seed: values[setting].length + k,
      })),
    );
    if (trials > 0 && trials + wanted.length > mostTrials) break;
    trials += wanted.length;
    for (const [k, value] of (await run(wanted)).entries()) values[wanted[k].setting].push(value);
    left = left.filter((setting) => !values[setting].includes(null));
    if (left.length === 0) throw new RangeError('every setting of the race has a failed trial');
    const leader = leaderOf(left, known);
    const each = rules.error / looks.length / (settings - 1);
    const critical = studentQuantile(1 - each, look - 1);
    left = left.filter((setting) => setting === leader || !isWorse(known[setting], known[leader], critical));
    if (left.length === 1) break;
  }
  return { left, best: leaderOf(left, known), trials, ran: values.map(({ length }) => length) };
}

const leaderOf = (left: readonly number[], values: readonly (readonly number[])[]): number =>
  left.reduce((best, setting) => (mean([...values[setting]]) < mean([...values[best]]) ? setting : best));

function isWorse(one: readonly number[], leader: readonly number[], critical: number): boolean {
  const gaps = one.map((value, seed) => value - leader[seed]);
  const gap = mean(gaps);
  const sd = sampleStandardDeviation(gaps);
  return gap > (critical * sd) / Math.sqrt(gaps.length) && gap > 0;
}

/** Numbers of seeds at which the race is looked at. */
function looksOf({ firstLook, seeds }: RaceRules): number[] {
  const looks: number[] = [];
  for (let look = firstLook; look < seeds; look = Math.ceil(1.5 * look)) looks.push(look);
  return [...looks, seeds];
}

function checkRules(settings: number, { error, firstLook, seeds }: RaceRules): void {
  if (!(Number.isInteger(settings) && settings >= 2))
    throw new RangeError(`a race needs at least two settings; received ${settings}`);
  if (!(error > 0 && error < 1)) throw new RangeError(`an error rate lies in 0 … 1; received ${error}`);
  if (!(firstLook >= 3 && seeds >= firstLook))
    throw new RangeError(`a race looks at 3 seeds first and ends later; received ${firstLook} and ${seeds}`);
}
