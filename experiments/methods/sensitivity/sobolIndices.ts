import { mean } from 'simple-statistics';
import type { Estimate } from '../../statistics/estimate.ts';
import { jackknife, share, summed } from './jackknife.ts';
import { layoutOf, type RowOutputs, type Sums, sumsOf } from './rowSums.ts';

/** Shares of the variance of the expected output that factors explain. */
export interface SobolIndices {
  /** [factor] Alone. */
  readonly first: readonly Estimate[];
  /** [factor] Alone and in every combination. */
  readonly total: readonly Estimate[];
  /** For each pair of factors, what both explain beyond each alone; empty if it was not designed. */
  readonly second: readonly { readonly pair: readonly [number, number]; readonly index: Estimate }[];
  /** Share of chance in the variance of a single trial; null with one replication, where it cannot be separated. */
  readonly noise: Estimate | null;
  /** Variance of the expected output over the factors' distribution. */
  readonly variance: number;
  readonly rows: number;
  readonly replications: number;
}

/** How the indices are estimated, for reports. */
export const sobolMethod = {
  both: 'first order and total by Azzini, Mara and Rosati 2021 (Jansen 1999 over both halves), second order by Saltelli 2002',
  half: 'first order by Saltelli et al. 2010, total by Jansen 1999',
} as const;

/**
 * Sobol's indices. From A, B and AB: first order by Saltelli et al. 2010 (their table 2, b), total by Jansen 1999 (f). With BA too, first
 * order and total by Azzini, Mara and Rosati 2021 (Reliab. Eng. Syst. Saf. 207, 107348), whose total is Jansen's over both halves:
 * sharper at the same number of trials; second order by Saltelli 2002. Interval: Student's over the delete-a-block jackknife of
 * independent scrambles, which counts what Sobol points gain (a bootstrap of rows does not). The same jackknife takes off the bias of a ratio
 * of few rows: of 64 rows with chance, two thirds of it, and the error gets smaller too.
 *
 * Of a stochastic model these are the indices of its expectation E[Y | x] (Hart, Alexanderian and Gremaud 2017; Zhu and Sudret
 * 2021). Replication k of all points of a row runs with the same seed; every product takes its two factors from different
 * replications, averaged over all pairs, so chance adds nothing on average and common seeds still make differences sharper.
 * With one replication the output is taken as deterministic.
 *
 * Throws a `RangeError` for fewer than two blocks, or an output that does not vary over the factors.
 */
export function sobolIndices(rows: readonly RowOutputs[], level = 0.95): SobolIndices {
  const replications = rows[0]?.a.length ?? 0;
  const center = mean(rows.flatMap(({ a, b }) => [...a, ...b]));
  const blocks = [...groups(rows).values()].map((block) => summed(block.map((row) => sumsOf(row, center))));
  const layout = layoutOf(rows[0].ab.length, rows[0].ba.length > 0);
  checkVaries(summed(blocks), layout.variance, center ** 2 * rows.length);
  const interval = (statistic: (sums: Sums) => number) =>
    jackknife(blocks, statistic, { n: rows.length, level, isCorrected: true });
  const first = (factor: number) => (sums: Sums) => sums[layout.first[factor]] / sums[layout.scale[factor]];
  return {
    first: layout.first.map((_, factor) => interval(first(factor))),
    total: layout.total.map((place, factor) => interval((sums) => sums[place] / sums[layout.scale[factor]])),
    second: layout.second.map(({ pair, place }) => ({
      pair,
      index: interval(
        (sums) => sums[place] / sums[layout.variance] - first(pair[0])(sums) - first(pair[1])(sums),
      ),
    })),
    noise:
      replications < 2
        ? null
        : share(interval((sums) => sums[layout.noise] / (sums[layout.noise] + sums[layout.variance]))),
    variance: summed(blocks)[layout.variance] / rows.length,
    rows: rows.length,
    replications,
  };
}

function checkVaries(sums: Sums, place: number, squares: number): void {
  // 1e-24 of the mean's square is what rounding leaves of a constant.
  if (sums[place] > 1e-24 * squares) return;
  throw new RangeError(
    'the expected output does not vary over the factors: it has no indices (take wider factors, another output, or more replications)',
  );
}

function groups(rows: readonly RowOutputs[]): Map<number, RowOutputs[]> {
  const byBlock = new Map<number, RowOutputs[]>();
  for (const row of rows) {
    const block = byBlock.get(row.block);
    if (block === undefined) byBlock.set(row.block, [row]);
    else block.push(row);
  }
  return byBlock;
}
