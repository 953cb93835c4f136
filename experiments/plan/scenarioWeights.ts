import { UserError } from '../base/userError.ts';
import { grid } from './design/grid.ts';
import type { ScenarioWeight } from './proposalTerms.ts';
import type { Factor } from './study.ts';

/** How far from one the sum of stated weights may lie: what adding decimals costs. */
const tolerance = 1e-9;

/** What is weighed: a plan's name and factors. */
interface Weighed {
  readonly name: string;
  readonly factors: readonly Factor[];
}

/**
 * The weight of every scenario, in the order of the plan: as stated, or all the same where nothing is. Throws `UserError` for weights that
 * are negative, do not sum to one, name no scenario, or leave one out or name it twice.
 */
export function weightsOf(study: Weighed, stated: readonly ScenarioWeight[] | undefined): number[] {
  const scenarios = grid(study.factors.slice(1));
  if (stated === undefined) return scenarios.map(() => 1 / scenarios.length);
  for (const { levels, weight } of stated) {
    if (!(Number.isFinite(weight) && weight >= 0))
      throw new UserError(
        `a scenario of ${study.name} weighs 0 or more; received ${weight} for ${labelOf(levels)}`,
      );
    if (!scenarios.some((scenario) => isSame(scenario, levels)))
      throw new UserError(
        `${study.name} has no scenario ${labelOf(levels)} to weigh: name one value of each of ${namesOf(study)}`,
      );
  }
  checkSum(study, stated);
  return scenarios.map((scenario) => weightIn(study, scenario, stated));
}

function checkSum({ name }: Weighed, stated: readonly ScenarioWeight[]): void {
  const weights = stated.map(({ weight }) => weight);
  const sum = weights.reduce((total, weight) => total + weight, 0);
  if (Math.abs(sum - 1) <= tolerance) return;
  throw new UserError(
    `the scenario weights of ${name} must sum to 1; received ${weights.join(' + ')} = ${Number(sum.toPrecision(10))}` +
      (sum > 0
        ? ' (divide each by their sum, before the first trial)'
        : ' (give at least one scenario a weight)'),
  );
}

function weightIn(study: Weighed, scenario: ScenarioWeight['levels'], stated: readonly ScenarioWeight[]) {
  const own = stated.filter(({ levels }) => isSame(scenario, levels));
  if (own.length === 1) return own[0].weight;
  const fault = own.length === 0 ? 'has no weight' : `is weighed ${own.length} times`;
  throw new UserError(
    `the scenario ${labelOf(scenario)} of ${study.name} ${fault}: weigh each once, with 0 for one that does not count`,
  );
}

const isSame = (one: ScenarioWeight['levels'], other: ScenarioWeight['levels']): boolean =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([name, value]) => Object.hasOwn(other, name) && other[name] === value);

const labelOf = (levels: ScenarioWeight['levels']): string =>
  Object.entries(levels)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ') || '(no values)';

const namesOf = ({ factors }: Weighed): string =>
  factors
    .slice(1)
    .map(({ name }) => name)
    .join(', ') || 'no factor: it has a single scenario and needs no weights';
