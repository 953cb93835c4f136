import { scenarioOf } from '../../agents/scenarios/catalogue.ts';
import type { Study } from '../plan/study.ts';
import { number2 } from '../statistics/format.ts';

type World = Pick<Study, 'ruleset' | 'scenario' | 'set' | 'factors'>;

/** Starting states of a study: its own, and those that it varies. */
function scenariosOf({ scenario, factors }: World): string[] {
  const varied = factors.find(({ name }) => name === 'scenario')?.values.map(String) ?? [];
  return [scenario, ...varied];
}

/** Whether some world of the study has a setting above 0: of a starting state, held fixed, or varied. */
function isAbove0(study: World, name: string): boolean {
  const { set, factors } = study;
  const varied = factors.find((factor) => factor.name === name)?.values ?? [];
  const stated = scenariosOf(study).map((scenario) => scenarioOf(scenario)?.settings[name]);
  return [...stated, set[name], ...varied].some((value) => Number(value ?? 0) > 0);
}

const isNakamoto = ({ ruleset }: World): boolean => ruleset === 'nakamoto-2022';

/** Assumptions of the register, each with the worlds that rest on it; others than these have none of their own. */
const places: readonly { readonly id: string; applies(study: World): boolean }[] = [
  { id: 'A10', applies: () => true },
  { id: 'A11', applies: () => true },
  { id: 'A12', applies: () => true },
  { id: 'A13', applies: isNakamoto },
  {
    id: 'A14',
    applies: (study) => scenariosOf(study).some((name) => scenarioOf(name)?.stakes === 'genesis'),
  },
  { id: 'A15', applies: (study) => scenariosOf(study).includes('finney-sn31') },
  { id: 'A51', applies: (study) => isAbove0(study, 'scenario.lookupShare') },
  { id: 'A52', applies: (study) => isAbove0(study, 'scenario.varianceShare') },
  { id: 'A53', applies: (study) => isAbove0(study, 'scenario.copierShare') },
];

/** Ids of the assumptions that the worlds of a study rest on. */
export const assumptionsOf = (study: World): string[] =>
  places.filter(({ applies }) => applies(study)).map(({ id }) => id);

/** What a reader must not take from a page about these worlds. */
export function limitsOf(study: Study): string[] {
  const { days, warmUpDays, scenario } = study;
  return [
    `Results are for ${number2(days)} days after ${number2(warmUpDays)} days of warm-up of \`${scenario}\`: a network that has run longer, or has changed before, may fare otherwise.`,
    'An interval covers the seeds of the model, not the distance between the model and the chain.',
    'That a factor does nothing is said of these worlds and days, not of the chain.',
  ];
}
