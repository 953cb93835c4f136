import type { Stream } from '../../../sim/random.ts';
import { judge } from '../../analysis/requirements/comparison.ts';
import { seedsOf, type Table, tableOf } from '../../analysis/requirements/table.ts';
import { type RulePower, rulePower } from '../../methods/proposal/power.ts';
import type { ProposalTerms } from '../../plan/proposalTerms.ts';
import type { Study } from '../../plan/study.ts';
import { directionOf, termsOf } from '../../plan/termsOf.ts';
import { readResults } from '../../report/readResults.ts';
import type { BySeed } from '../../statistics/paired.ts';

/**
 * How the seeds of a new study are drawn: the study's own with replacement, or normal values with their means and covariances. A dozen seeds
 * drawn again are no population: what a single one of them carries, 24 draws miss in 12 of 100 studies, and no rule can know it.
 */
export type Draw = 'its seeds' | 'normal, its covariances';

/** The mean harm that is planted, more as worse, for a value of the knob, a metric and a scenario. */
export type Planted = (level: number, metric: string, scenario: string) => number;

/** A committed study as a population of seeds: its scatter and its covariances are real, its effects are planted. */
export interface Population {
  readonly study: Study;
  readonly draw: Draw;
  readonly terms: ProposalTerms;
  readonly measured: Table;
  /** Values of the knob but the one in force, ascending. */
  readonly candidates: readonly number[];
  /** Mean of each cell, by level, metric and scenario. */
  readonly means: ReadonlyMap<string, number>;
}

/** Reads a committed study. Its own seeds decide, so that what is counted is the rule and no confirmation. */
export function populationOf(folder: string, draw: Draw): Population {
  const { study, rows } = readResults(folder);
  const terms = { ...termsOf(study), confirmSeeds: 0 };
  const measured = remembered(tableOf(study, rows, seedsOf(study)));
  const levels = (study.factors[0].values as readonly number[]).toSorted((one, other) => one - other);
  const means = new Map<string, number>();
  for (const level of levels)
    for (const metric of metricsOf(study, terms))
      for (const scenario of measured.scenarios)
        means.set(keyOf(level, metric, scenario.label), meanOf(measured.values(scenario, level, metric)));
  const candidates = levels.filter((level) => level !== terms.statusQuo);
  return { study, draw, terms, measured, candidates, means };
}

/** A table that is asked for the same lists thousands of times. */
function remembered(table: Table): Table {
  const lists = new Map<string, BySeed>();
  return {
    ...table,
    values(scenario, level, metric) {
      const key = keyOf(level, metric, scenario.label);
      const list = lists.get(key) ?? table.values(scenario, level, metric);
      lists.set(key, list);
      return list;
    },
  };
}

/** The study again on `seeds` new seeds, with every mean effect as planted. */
export function drawnAgain(population: Population, planted: Planted, seeds: number, draws: Stream): Table {
  const { study, terms, measured, means } = population;
  const shares = sharesOf(population, seeds, draws);
  const values = (scenario: Table['scenarios'][number], level: number, metric: string): BySeed => {
    const own = measured.values(scenario, level, metric);
    const meanAt = (at: number) => means.get(keyOf(at, metric, scenario.label)) ?? 0;
    const mean = meanAt(level);
    const harm =
      level === terms.statusQuo ? 0 : directionOf(metric, study) * planted(level, metric, scenario.label);
    // What the value in force has, and the harm on top of it.
    const center = meanAt(terms.statusQuo) + harm;
    return shares.map((share) => {
      let sum = center;
      for (const [place, part] of share) sum += part * ((own[place] ?? mean) - mean);
      return sum;
    });
  };
  return remembered({ scenarios: measured.scenarios, seeds: shares.map((_, k) => k), values });
}

/** [seed] which of the population's seeds a new one is made of, and with what share of their distance from the mean. */
function sharesOf({ draw, measured }: Population, seeds: number, { next, normal }: Stream) {
  const count = measured.seeds.length;
  const scale = 1 / Math.sqrt(count - 1);
  return Array.from({ length: seeds }, (): (readonly [number, number])[] =>
    draw === 'its seeds'
      ? [[Math.floor(next() * count), 1]]
      : measured.seeds.map((_, place) => [place, scale * normal()]),
  );
}

/** What the rule's own formula says of a candidate, from the population's scatter, for a number of seeds. */
export function powerIn(
  population: Population,
  level: number,
  seeds = population.measured.seeds.length,
): RulePower | null {
  const { study, terms, measured, candidates } = population;
  const judged = judge(study, terms, measured, candidates).find((one) => one.level === level)!;
  return rulePower(judged.comparisons, {
    candidates: candidates.length,
    seeds,
    confirmSeeds: 0,
  });
}

const metricsOf = ({ objectives: [{ metric }] }: Study, { guardrails }: ProposalTerms): string[] => [
  ...new Set([metric, ...guardrails.map((guardrail) => guardrail.metric)]),
];

const keyOf = (level: number, metric: string, scenario: string): string => `${level} ${metric} ${scenario}`;

function meanOf(values: BySeed): number {
  const present = values.filter((value) => value !== null);
  return present.reduce((sum, value) => sum + value, 0) / present.length;
}
