import { median } from 'simple-statistics';
import { cellsOf, type Study } from '../../plan/study.ts';
import { differences, pairedDifference } from '../../statistics/paired.ts';
import { unpairedFor } from '../../statistics/replications.ts';
import { type Standing, seedsOfCells, type ValueOf } from './standing.ts';

/** Worlds that stopping and common seeds have saved. */
export interface Saving {
  readonly ran: number;
  /** As many seeds for every cell as the one took that needed most. */
  readonly fixed: number;
  /** Independent seeds for each cell, to the same half-widths; null for means, which gain nothing by common seeds. */
  readonly unpaired: number | null;
  /** Variance of a difference with independent seeds over that with common ones: median over the comparisons. */
  readonly ratio: number | null;
}

/** What a finished study by precision has saved, from its rows alone. */
export function savingOf(study: Study, standings: readonly Standing[], observed: ValueOf): Saving {
  const worlds = study.antithetic === true ? 2 : 1;
  const seeds = seedsOfCells(study, standings);
  const apart = cellsOf(study).map(() => 0);
  const ratios: number[] = [];
  for (const { cell, base, seeds: own } of standings) {
    if (base === null) {
      apart[cell] = Math.max(apart[cell], own);
      continue;
    }
    const lists = [cell, base].map((place) =>
      Array.from({ length: own }, (_, k) => observed(place, (study.firstSeed ?? 1) + k) ?? null),
    );
    const ratio =
      differences(lists[0], lists[1]).length < 2 ? null : pairedDifference(lists[0], lists[1])!.varianceRatio;
    if (ratio !== null) ratios.push(ratio);
    for (const place of [cell, base]) apart[place] = Math.max(apart[place], unpairedFor(own, ratio ?? 1));
  }
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  const paired = standings.some(({ base }) => base !== null);
  return {
    ran: worlds * sum(seeds),
    fixed: worlds * seeds.length * Math.max(...seeds),
    unpaired: paired ? worlds * sum(apart) : null,
    ratio: ratios.length > 0 ? median(ratios) : null,
  };
}
