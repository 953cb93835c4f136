import { type Hyperparameters, knownSettings, resolve } from '../../sim/hyperparameters/registry.ts';
import { type Dimension, levelsOf } from '../plan/design/domain.ts';
import { metric } from '../plan/measures.ts';
import type { Level } from '../plan/rows.ts';
import type { Asked, Study } from '../plan/study.ts';
import { scenarioOfPlan } from '../plan/trial.ts';
import { usualMargin } from '../plan/usualMargins.ts';
import type { SensitivityPlan } from './sensitivity/plan.ts';
import type { TunePlan } from './tune/tunePlan.ts';

/** Levels of an interval that a slider is sure to stop at. */
const levels = 5;

/** A search for a better setting, or a sensitivity study. */
type Plan = TunePlan | SensitivityPlan;

/** Whether a plan is that of a search or of a sensitivity study. */
export const hasDimensions = (plan: unknown): plan is Plan =>
  typeof plan === 'object' &&
  plan !== null &&
  'kind' in plan &&
  (plan.kind === 'tune' || plan.kind === 'sensitivity');

/**
 * The study that the panel of a plan asks: each of its dimensions against the status quo, in its world. A search has the seeds that judged
 * it. `order`: dimensions by their place, the one that a reader moves first in front; absent: as in the plan.
 */
export function panelStudy(plan: Plan, order: readonly number[] = [...plan.dimensions.keys()]): Study {
  const { name, question, ruleset, scenario, arithmetic, set, warmUpDays, days, network } = plan;
  const dimensions = order.map((k) => plan.dimensions[k]);
  return {
    ...{ name, size: '', question, ruleset, scenario, arithmetic, set, warmUpDays, days },
    factors: dimensions.map((one) => ({ name: one.name, values: levelsOf(one.domain, levels) })),
    asks: dimensions.map((one) => askedOf(plan, one)),
    objectives: measuresIn(plan),
    ...{ seeds: 1, statusQuo: [], arms: [], armSeeds: 0, armLevels: [], armSet: {} },
    ...(plan.kind === 'tune' && { firstSeed: plan.firstSeed + plan.searchSeeds }),
    ...(network !== undefined && { network }),
    ...(plan.with !== undefined && { with: plan.with }),
  };
}

/** A dimension with its value in force: what the search measures changes from, or what the world has. */
function askedOf(plan: Plan, { name }: Dimension): Asked {
  if (plan.kind === 'tune') return { name, inForce: plan.statusQuo[name] };
  if (name === 'scenario') return { name, inForce: plan.scenario };
  const inWorld: unknown = Reflect.get(settingsOf(plan), name);
  return { name, inForce: isLevel(inWorld) ? inWorld : null };
}

function settingsOf({ ruleset, scenario, set, network }: Plan): Hyperparameters {
  const { settings } = scenarioOfPlan({ scenario, ...(network !== undefined && { network }) });
  return resolve(ruleset, { ...knownSettings(ruleset, settings), ...set });
}

/** The measures that its expressions speak of, in their order, each with its margin. */
function measuresIn(plan: Plan): Study['objectives'] {
  const asked =
    plan.kind === 'tune'
      ? [...plan.objectives, ...plan.guardrails.map(({ expression }) => ({ expression, margin: 0 }))]
      : plan.outputs.map((expression) => ({ expression, margin: 0 }));
  const found = asked.flatMap(({ expression, margin }) =>
    (expression.match(/[A-Za-z_]\w*/g) ?? [])
      .filter((word) => metric(word) !== undefined)
      .map((word) => ({
        metric: word,
        margin: word === expression && margin > 0 ? margin : (usualMargin(word) ?? 0),
      })),
  );
  return [...new Map(found.reverse().map((one) => [one.metric, one])).values()].reverse();
}

const isLevel = (value: unknown): value is Level => ['number', 'string', 'boolean'].includes(typeof value);
