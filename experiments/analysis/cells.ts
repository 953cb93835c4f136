import { ifAllCame } from '../plan/measures.ts';
import type { CompleteRow, Level, Row } from '../plan/rows.ts';
import type { Estimate } from '../statistics/estimate.ts';
import { meanInterval } from '../statistics/meanInterval.ts';
import { pairedDifference } from '../statistics/paired.ts';

export type Levels = Readonly<Record<string, Level>>;

/** Rows of a study of cells, asked by cell and measure. */
export class Cells {
  private readonly rows: readonly CompleteRow[];
  readonly seeds: readonly string[];

  constructor(rows: readonly Row[]) {
    this.rows = rows.filter((row): row is CompleteRow => row.status === 'complete');
    this.seeds = [...new Set(this.rows.map(({ plan }) => plan.seed))].sort(
      (one, other) => Number(one) - Number(other),
    );
  }

  /** [seed] a measure in a cell; null where the trial or its value is missing, or an age did not come in all. */
  values(cell: Levels, metric: string): (number | null)[] {
    const own = this.rows.filter(({ levels }) =>
      Object.entries(cell).every(([name, value]) => levels[name] === value),
    );
    return ifAllCame(
      metric,
      this.seeds.map((seed) => own.find(({ plan }) => plan.seed === seed)?.measures[metric] ?? null),
    );
  }

  /** Mean with its 95 % interval; null for fewer than two values. */
  mean(cell: Levels, metric: string): Estimate | null {
    const present = this.values(cell, metric).filter((value) => value !== null);
    return present.length < 2 ? null : meanInterval(present);
  }

  /** One − other, paired by seed. */
  difference(one: Levels, other: Levels, metric: string): Estimate | null {
    return pairedDifference(this.values(one, metric), this.values(other, metric));
  }
}
