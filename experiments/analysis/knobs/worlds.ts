import { grid } from '../../plan/design/grid.ts';
import { ifAllCame } from '../../plan/measures.ts';
import { type CompleteRow, type Level, type Row, seedsOf } from '../../plan/rows.ts';
import type { Factor } from '../../plan/study.ts';
import type { BySeed } from '../../statistics/paired.ts';

type Levels = Readonly<Record<string, Level>>;

/** The worlds of one scenario: a row for each combination of the factors that are asked about, and each seed. */
export class Worlds {
  readonly factors: readonly Factor[];
  readonly seeds: readonly string[];
  private readonly rows: ReadonlyMap<string, CompleteRow>;

  /** `factors`: those asked about; `scenario`: the values of all others. */
  constructor(factors: readonly Factor[], scenario: Levels, rows: readonly Row[]) {
    this.factors = factors;
    const own = rows.filter(
      ({ arm, levels }) =>
        arm === null && Object.entries(scenario).every(([name, value]) => levels[name] === value),
    );
    this.seeds = seedsOf(own);
    this.rows = new Map(
      own.flatMap((row) =>
        row.status === 'complete' ? [[this.keyOf(row.levels, row.plan.seed), row] as const] : [],
      ),
    );
  }

  private keyOf(levels: Levels, seed: string): string {
    return JSON.stringify([...this.factors.map(({ name }) => levels[name]), seed]);
  }

  at(levels: Levels, seed: string): CompleteRow | null {
    return this.rows.get(this.keyOf(levels, seed)) ?? null;
  }

  /** Every combination of the values of the factors but those named. */
  others(...names: readonly string[]): readonly Levels[] {
    return grid(this.factors.filter(({ name }) => !names.includes(name)));
  }

  /** [seed] a measure at some values, averaged over all values of the other factors; null where one of these worlds has none. */
  mean(at: Levels, metric: string): BySeed {
    const others = this.others(...Object.keys(at));
    const values = this.seeds.map((seed) => {
      const all = others.map((levels) => this.at({ ...at, ...levels }, seed)?.measures[metric] ?? null);
      const present = all.filter((value) => value !== null);
      return present.length < all.length ? null : present.reduce((sum, value) => sum + value, 0) / all.length;
    });
    return ifAllCame(metric, values);
  }

  /** Names of all measures that rows have. */
  metrics(): string[] {
    const names = new Set<string>();
    for (const { measures } of this.rows.values()) for (const name of Object.keys(measures)) names.add(name);
    return [...names].sort();
  }
}
