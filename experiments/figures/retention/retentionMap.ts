import { firstOrder, type SortedColumns, sortedColumns } from './sortedColumns.ts';
import { keptEmission, type Rule, splitScratch, weightDeviation } from './splitEpoch.ts';
import type { Team, TwoTeams } from './twoTeams.ts';

/** Cells along one side of a map less one: utilities in steps of 0.02, as published. */
export const steps = 50;

/** What the majority keeps over all utilities of the two sides. */
export interface RetentionMap {
  readonly majorStake: number;
  readonly rule: Rule;
  /** [steps · w_H × steps · w_C], row-major: E_H. */
  readonly kept: Float64Array;
}

/** The maps of several rules over the same two sides, and how far their weights disagree. */
export interface RetentionMaps {
  /** [rule] */
  readonly maps: readonly RetentionMap[];
  /** [steps · w_H × steps · w_C], row-major: mean deviation of the weights, share of their mean. */
  readonly deviation: Float64Array;
}

/**
 * All 51 × 51 cells for every rule; rules that share kappa share the consensus, so put them side by side.
 * w_H is the share of their weight that the majority's validators give the majority's servers, w_C the minority's own.
 */
export function retentionMaps(teams: TwoTeams, rules: readonly Rule[]): RetentionMaps {
  const cells = (steps + 1) ** 2;
  const maps = rules.map((rule) => ({
    majorStake: teams.majorStake,
    rule,
    kept: new Float64Array(cells),
  }));
  const deviation = new Float64Array(cells);
  const scratch = splitScratch(teams.servers, rules.length);
  const majors = everyUtility(teams.major, teams.majorServers, (utility) => utility);
  const minors = everyUtility(teams.minor, teams.majorServers, (utility) => 1 - utility);
  for (let cell = 0; cell < cells; cell++) {
    const major = majors[Math.floor(cell / (steps + 1))];
    const minor = minors[cell % (steps + 1)];
    const split = { majorStake: teams.majorStake, majorServers: teams.majorServers, major, minor };
    for (const [at, kept] of keptEmission(split, rules, scratch).entries()) maps[at].kept[cell] = kept;
    deviation[cell] = weightDeviation(split);
  }
  return { maps, deviation };
}

/** [steps · utility] a team's columns; `toMajor` turns its utility into its share for the majority's servers. */
function everyUtility(
  team: Team,
  majorServers: number,
  toMajor: (utility: number) => number,
): SortedColumns[] {
  const order = firstOrder(team);
  return Array.from({ length: steps + 1 }, (_, step) =>
    sortedColumns(team, toMajor(step / steps), majorServers, order),
  );
}
