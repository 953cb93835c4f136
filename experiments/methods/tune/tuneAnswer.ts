import { factorRow } from '../../input/factorRow.ts';
import { fitting } from '../../report/answer/fitting.ts';
import { measureWords, settingWords, sizeText, unitWords, worldsWords } from '../../report/answer/phrases.ts';
import { yardstickWords } from '../../report/answer/yardstick.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, number2 } from '../../statistics/format.ts';
import type { TuneObjective, TunePlan } from './tunePlan.ts';
import type { TuneOutcome } from './tuneStudy.ts';
import type { Judged } from './verdict.ts';
import { natural, valueText } from './words.ts';

/** The answer of a tuning study in one sentence: what to change, and by how much the first objective moves on fresh seeds. */
export function tuneAnswer(plan: TunePlan, { verdict, evaluations }: TuneOutcome): string {
  const { recommended, contenders, seeds, seedsNeeded, outcome } = verdict;
  const worlds = worldsWords(seeds).replace('world', 'fresh world');
  if (recommended !== null) {
    const told = contenders[recommended];
    return fitting(
      `Change ${changeOf(plan, told)}: ${effectWords(plan, told)} (${worlds}).`,
      `Change ${knobsOf(plan, told)} as the table says: ${effectWords(plan, told)} (${worlds}).`,
    );
  }
  if (contenders.length === 0)
    return `Change nothing: every search chose the present setting, or one that is as good (${number2(evaluations.length)} trials).`;
  const [first] = contenders;
  if (outcome === 'not enough evidence')
    return fitting(
      `Not decided: with ${placeOf(plan, first)} ${effectWords(plan, first)} (${worlds}); about ${number2(seedsNeeded!)} would decide.`,
      `Not decided: with the nearest candidate ${effectWords(plan, first)} (${worlds}); about ${number2(seedsNeeded!)} would decide.`,
    );
  const none = `Change nothing: ${contenders.length === 1 ? 'the one candidate is not' : `none of ${contenders.length} candidates is`} better by enough to matter`;
  return fitting(
    `${none}; with ${placeOf(plan, first)} ${effectWords(plan, first)} (${worlds}).`,
    `${none}; with the first ${effectWords(plan, first)} (${worlds}).`,
  );
}

/** Whether what the candidate that is told moves is much, beside the margin of its objective; null where none is told. */
export function tuneYardstick(
  plan: TunePlan,
  { verdict: { recommended, contenders } }: TuneOutcome,
): string | null {
  const [objective] = plan.objectives;
  const told = contenders[recommended ?? 0];
  if (told === undefined) return null;
  return yardstickWords([
    {
      ...{ measure: nameOf(plan, objective), unit: unitWords(objective.expression, plan) },
      ...{ margin: objective.margin, estimate: natural(objective, told.differences[0]) },
    },
  ]);
}

/** Settings that move, as they are said: `the immunity period from 4,096 to 3,000 blocks`. */
function changeOf(plan: TunePlan, judged: Judged): string {
  return movedOf(plan, judged)
    .map(({ name, from, to }) => `${settingWords(name)} from ${from} to ${to}`)
    .join(', ');
}

const placeOf = (plan: TunePlan, judged: Judged): string =>
  movedOf(plan, judged)
    .map(({ name, to }) => `${settingWords(name)} at ${to}`)
    .join(', ');

function movedOf(plan: TunePlan, { setting }: Judged) {
  return plan.dimensions
    .filter(({ name }) => plan.statusQuo[name] !== setting[name])
    .map(({ name }) => {
      const { unit } = factorRow(plan.ruleset, name, plan);
      const [before, to] = [plan.statusQuo, setting].map((values) => valueText(plan, name, values[name]));
      return { name, from: unit === '' ? before : before.replace(` ${unit}`, ''), to };
    });
}

const knobsOf = (plan: TunePlan, judged: Judged): string => `${movedOf(plan, judged).length} settings`;

/** `mean loss is 0.0123 ± 0.0040 nats lower`. */
function effectWords(plan: TunePlan, { differences }: Judged): string {
  const [objective] = plan.objectives;
  const estimate: Estimate = natural(objective, differences[0]);
  const [measure, unit] = [nameOf(plan, objective), unitWords(objective.expression, plan)];
  if (estimate.low <= 0 && estimate.high >= 0)
    return `${measure} differs by ${differenceText(estimate)}${unit}`;
  return `${measure} is ${sizeText(estimate)}${unit} ${estimate.mean > 0 ? 'higher' : 'lower'}`;
}

const nameOf = (plan: TunePlan, { name, expression }: TuneObjective): string =>
  name === expression ? measureWords(expression, plan) : `\`${name}\``;
