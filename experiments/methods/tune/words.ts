import { metricTitle } from '../../analysis/metricTitle.ts';
import { factorRow } from '../../input/factorRow.ts';
import type { Value } from '../../plan/design/domain.ts';
import { metric } from '../../plan/measures.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, number2 } from '../../statistics/format.ts';
import type { KnobRange } from './range.ts';
import type { Setting } from './space.ts';
import type { TuneObjective, TunePlan } from './tunePlan.ts';
import type { TuneOutcome } from './tuneStudy.ts';

/** A value of a knob as a person reads it: five digits, with its unit. */
export function valueText(plan: TunePlan, knob: string, value: Value): string {
  const { unit } = factorRow(plan.ruleset, knob, plan);
  if (typeof value !== 'number') return String(value);
  const shown = value.toLocaleString('en', { maximumSignificantDigits: Number.isInteger(value) ? 12 : 4 });
  return unit === '' ? shown : `${shown} ${unit}`;
}

/** `immunityPeriod 4,096 → 3,000 blocks, validator.alpha 0.05 → 0.1`: the knobs that move. */
export function changeText(plan: TunePlan, from: Setting, to: Setting): string {
  const moved = plan.dimensions.filter(({ name }) => from[name] !== to[name]);
  return moved
    .map(
      ({ name }) => `\`${name}\` ${valueText(plan, name, from[name])} → ${valueText(plan, name, to[name])}`,
    )
    .join(', ');
}

/** In the objective's own direction: a difference is kept with lower better. */
export function natural({ better }: TuneObjective, estimate: Estimate): Estimate {
  if (better === 'lower') return estimate;
  return { ...estimate, mean: -estimate.mean, low: -estimate.high, high: -estimate.low };
}

export const unitOf = (plan: TunePlan, { expression }: TuneObjective): string =>
  metric(expression, plan)?.unit ?? '';

/** The answer in a few sentences, the recommendation first. */
export function sentencesOf(plan: TunePlan, outcome: TuneOutcome): string[] {
  return [...verdictSentences(plan, outcome), ...outcome.ranges.map((range) => rangeSentence(plan, range))];
}

function verdictSentences(plan: TunePlan, { verdict }: TuneOutcome): string[] {
  const { recommended, contenders, seeds, seedsNeeded, outcome } = verdict;
  const on = `${seeds} fresh seeds, simultaneous 95 % intervals`;
  if (recommended !== null) {
    const { setting, differences, roles } = contenders[recommended];
    const effects = plan.objectives.map((objective, k) => effectText(plan, objective, differences[k]));
    const rails = plan.guardrails.length === 0 ? '' : ' Every guardrail holds for certain.';
    return [
      `**Change** ${changeText(plan, plan.statusQuo, setting)}: ${effects.join('; ')} (${on}).${rails}`,
      ...(roles.includes('smallest sufficient change')
        ? ['It is the smallest change found that is as good as the best within the margin.']
        : []),
    ];
  }
  if (contenders.length === 0)
    return [
      '**No change.** What every search chose is the status quo itself, or as good as it within the margin.',
    ];
  const best = contenders[0];
  const shown = plan.objectives
    .map((objective, k) => effectText(plan, objective, best.differences[k]))
    .join('; ');
  if (outcome === 'not enough evidence')
    return [
      `**Not enough evidence** for or against a change (${on}); about ${number2(seedsNeeded!)} fresh seeds would decide, if the means stay as they are.`,
      `The nearest candidate is ${changeText(plan, plan.statusQuo, best.setting)}: ${shown}.`,
    ];
  const broken = contenders.filter(({ standing }) => standing === 'breaks a guardrail').length;
  const why =
    broken === contenders.length
      ? 'is kept from breaking a guardrail'
      : 'is better than the status quo by its margin';
  return [
    `**No change.** None of ${contenders.length} candidate${contenders.length === 1 ? '' : 's'} ${why} (${on}).`,
    `The first of them is ${changeText(plan, plan.statusQuo, best.setting)}: ${shown}.`,
  ];
}

/** `networkQuality −0.0123 ± 0.0040 nats (better)`. */
export function effectText(plan: TunePlan, objective: TuneObjective, difference: Estimate): string {
  const unit = unitOf(plan, objective);
  const sense = difference.high < 0 ? 'better' : difference.low > 0 ? 'worse' : 'not distinguishable from 0';
  const text = differenceText(natural(objective, difference), difference.n);
  return `${metricTitle(objective.name, plan)} ${text}${unit === '' ? '' : ` ${unit}`} (${sense})`;
}

function rangeSentence(plan: TunePlan, range: KnobRange): string {
  const { knob, certain, expected, possible } = range;
  const within = plan.objectives
    .map((objective) => `${number2(objective.margin)} ${unitOf(plan, objective)}`.trim())
    .join(' and ');
  if (possible.length === 0) return `\`${knob}\`: no level is expected to keep the guardrails.`;
  return (
    `\`${knob}\` as good as its best within ${within}: expected ${spanText(plan, range, expected)}, ` +
    `for certain ${spanText(plan, range, certain)}, at most ${spanText(plan, range, possible)}.`
  );
}

/** A range as a person reads it. */
export function spanText(plan: TunePlan, { knob, isNumeric }: KnobRange, values: readonly Value[]): string {
  if (values.length === 0) return 'nowhere';
  if (!isNumeric) return values.map((value) => valueText(plan, knob, value)).join(', ');
  const [low, high] = values;
  if (low === high) return valueText(plan, knob, low);
  const { unit } = factorRow(plan.ruleset, knob, plan);
  const bare = (value: Value) => valueText(plan, knob, value).replace(` ${unit}`, '');
  return `${bare(low)} – ${bare(high)}${unit === '' ? '' : ` ${unit}`}`;
}
