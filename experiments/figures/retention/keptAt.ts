import { firstOrder, sortedColumns } from './sortedColumns.ts';
import { keptEmission, type Rule, splitScratch } from './splitEpoch.ts';
import type { TwoTeams } from './twoTeams.ts';

/** E_H of one cell, at any utilities: what the majority keeps of the emission. */
export function keptAt(teams: TwoTeams, majorUtility: number, minorUtility: number, rule: Rule): number {
  const { majorStake, majorServers, servers, major, minor } = teams;
  const split = {
    majorStake,
    majorServers,
    major: sortedColumns(major, majorUtility, majorServers, firstOrder(major)),
    minor: sortedColumns(minor, 1 - minorUtility, majorServers, firstOrder(minor)),
  };
  return keptEmission(split, [rule], splitScratch(servers, 1))[0];
}
