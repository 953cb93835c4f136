import type { Column } from '../../base/textTable.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { decimalsOf, none, number } from '../../statistics/format.ts';
import type { OutputAnalysis } from './analyse.ts';
import type { SensitivityPlan } from './plan.ts';

/** A table of indices: factors down, the strongest first. */
export interface IndexTable {
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

/** `0.314 [0.302, 0.326]`: an index with its interval. */
export function indexText(estimate: Estimate | null): string {
  if (estimate === null) return none;
  const { mean, low, high } = estimate;
  const decimals = Math.min(4, decimalsOf((high - low) / 2));
  return `${number(mean, decimals)} [${number(low, decimals)}, ${number(high, decimals)}]`;
}

const right = (title: string): Column => ({ title, align: 'right' });

/** First-order and total indices, or mu*, sigma and mu, of every factor; each with its interval and n. */
export function indexTable({ dimensions }: SensitivityPlan, analysis: OutputAnalysis): IndexTable {
  const { sobol, morris } = analysis;
  const names = dimensions.map(({ name }) => name);
  if (sobol !== null) {
    return {
      columns: [{ title: 'factor', shrinks: true }, right('alone (S)'), right('in all (ST)'), right('n')],
      rows: ordered(sobol.total).map((k) => [
        names[k],
        indexText(sobol.first[k]),
        indexText(sobol.total[k]),
        String(sobol.rows),
      ]),
    };
  }
  const effects = morris ?? [];
  const isStochastic = effects.some(({ floor }) => floor !== null);
  return {
    columns: [
      { title: 'factor', shrinks: true },
      ...['mu*', 'sigma', 'mu'].map(right),
      ...(isStochastic ? ['chance in sigma²', 'mu* by chance'].map(right) : []),
      right('n'),
    ],
    rows: ordered(effects.map(({ muStar }) => muStar)).map((k) => {
      const { mu, muStar, sigma, noise, floor } = effects[k];
      const chance = floor === null ? none : number(floor, decimalsOf(floor));
      return [
        names[k],
        ...[muStar, sigma, mu].map(indexText),
        ...(isStochastic ? [indexText(noise), chance] : []),
        String(muStar.n),
      ];
    }),
  };
}

/** Interactions of pairs, the strongest first; empty where none were designed. */
export function pairTable({ dimensions }: SensitivityPlan, { sobol }: OutputAnalysis): IndexTable {
  const second = sobol?.second ?? [];
  return {
    columns: [{ title: 'pair', shrinks: true }, right('both beyond each (S2)'), right('n')],
    rows: ordered(second.map(({ index }) => index)).map((k) => [
      second[k].pair.map((factor) => dimensions[factor].name).join(' × '),
      indexText(second[k].index),
      String(second[k].index.n),
    ]),
  };
}

/** Places from the largest mean to the smallest. */
const ordered = (estimates: readonly Estimate[]): number[] =>
  estimates.map((_, k) => k).sort((one, other) => estimates[other].mean - estimates[one].mean);
