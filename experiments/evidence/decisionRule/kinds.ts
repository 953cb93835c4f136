import { regretOf } from '../../analysis/requirements/requirements.ts';
import type { Planted, Population } from './population.ts';

/** A kind of world in which the right answer is known. */
export interface Kind {
  readonly name: KindName;
  /** What is planted in study k; `best` is the value that gains, where only one does. */
  planted(population: Population, k: number): { readonly planted: Planted; readonly best: number };
  /** Whether a change is right. */
  readonly isChange: boolean;
}

export type KindName =
  | 'nothing changes'
  | 'every value gains the margin itself'
  | 'one value gains twice the margin'
  | 'a guardrail harmed by its whole allowance'
  | 'one scenario loses the whole regret';

const bestIn = ({ candidates }: Population, k: number): number => candidates[k % candidates.length];

/** Each planted at the edge of what is wrong: further in, errors are rarer. */
export const kinds: readonly Kind[] = [
  {
    name: 'nothing changes',
    isChange: false,
    planted: (population, k) => ({ planted: () => 0, best: bestIn(population, k) }),
  },
  {
    name: 'every value gains the margin itself',
    isChange: false,
    planted: (population, k) => {
      const [{ metric: objective, margin }] = population.study.objectives;
      return {
        planted: (_, metric) => (metric === objective ? -margin : 0),
        best: bestIn(population, k),
      };
    },
  },
  {
    name: 'one value gains twice the margin',
    isChange: true,
    planted: (population, k) => {
      const [{ metric: objective, margin }] = population.study.objectives;
      const best = bestIn(population, k);
      return {
        planted: (level, metric) => (metric === objective && level === best ? -2 * margin : 0),
        best,
      };
    },
  },
  {
    name: 'a guardrail harmed by its whole allowance',
    isChange: false,
    planted: (population, k) => {
      const { study, terms, measured } = population;
      const [{ metric: objective, margin }] = study.objectives;
      const places = terms.guardrails.flatMap((guardrail) =>
        measured.scenarios.map(({ label }) => ({ guardrail, label })),
      );
      const { guardrail, label } = places[k % places.length];
      return {
        planted: (_, metric, scenario) =>
          metric === objective
            ? -2 * margin
            : metric === guardrail.metric && scenario === label
              ? (guardrail.worseBy ?? 0)
              : 0,
        best: bestIn(population, k),
      };
    },
  },
  {
    name: 'one scenario loses the whole regret',
    isChange: false,
    planted: (population, k) => {
      const { study, terms, measured } = population;
      const [{ metric: objective, margin }] = study.objectives;
      const { label } = measured.scenarios[k % measured.scenarios.length];
      const count = measured.scenarios.length;
      const regret = regretOf(study, terms);
      // The others make up for it, so that the mean gains twice the margin.
      const others = (2 * margin * count + regret) / (count - 1);
      return {
        planted: (_, metric, scenario) => (metric !== objective ? 0 : scenario === label ? regret : -others),
        best: bestIn(population, k),
      };
    },
  },
];
