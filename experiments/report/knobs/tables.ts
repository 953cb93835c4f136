import type { KnobAnswer, KnobVerdict, ScenarioAnswers } from '../../analysis/knobs/answers.ts';
import { metricHeading, metricTitle } from '../../analysis/metricTitle.ts';
import type { Level } from '../../plan/rows.ts';
import type { Study } from '../../plan/study.ts';
import type { Estimate } from '../../statistics/estimate.ts';
import { differenceText, estimateText, none, number2 } from '../../statistics/format.ts';
import type { Table } from '../document.ts';
import { isIdle } from './words.ts';

const states = { in: 'as good as the best', out: 'worse', undecided: 'not known', missing: 'too few values' };

/** Every value of every factor by one objective, averaged over the values of the other factors. */
export function levelsTable(
  study: Study,
  { knobs, seeds, label }: ScenarioAnswers,
  objective: number,
): Table {
  const { metric } = study.objectives[objective];
  const where = label === '' ? '' : `${label}: `;
  return {
    kind: 'table',
    caption: `${where}${metricHeading(metric, study)} at each value, averaged over the other factors; n = ${seeds} seeds, 95 %; ‹ › in force. A change is from there, else from the first value.`,
    columns: [
      { title: 'factor', shrinks: true },
      { title: 'value', align: 'right' },
      { title: metricTitle(metric, study), align: 'right' },
      { title: 'change', align: 'right' },
      { title: 'is', shrinks: true },
    ],
    rows: knobs.flatMap((knob) => rowsOf(knob, knob.verdicts[objective], seeds)),
  };
}

const shown = (level: Level): string => (typeof level === 'number' ? number2(level) : String(level));

/** Below a hundredth of the margin digits are noise. */
function changeText(effect: Estimate | null, margin: number, seeds: number): string {
  const size = effect === null ? 0 : Math.max(Math.abs(effect.low), Math.abs(effect.high));
  return size > 0 && size < margin / 100 ? `below ${number2(margin / 100)}` : differenceText(effect, seeds);
}

function rowsOf(knob: KnobAnswer, verdict: KnobVerdict, seeds: number): string[][] {
  const { byLevel, best, outcome, margin } = verdict;
  return byLevel.map(({ level, mean, effect, state }, k) => [
    k === 0 ? `\`${knob.name}\`${knob.unit === '' ? '' : `, ${knob.unit}`}` : '',
    level === knob.inForce ? `‹${shown(level)}›` : shown(level),
    estimateText(mean, seeds),
    level === knob.reference ? none : changeText(effect, margin, seeds),
    isIdle(knob) || outcome === 'nothing'
      ? 'the same'
      : level === best && outcome !== 'small'
        ? 'best mean'
        : states[state],
  ]);
}

/** How far effects depend on each other, by every objective. */
export function interactionsTable(study: Study, scenario: ScenarioAnswers): Table {
  return {
    kind: 'table',
    caption: `${scenario.label === '' ? '' : `${scenario.label}: `}the effect of the first factor (from → to) at the second value of the other, less that at its first; averaged over all further factors, paired by seed, 95 % for all contrasts of a pair together.`,
    columns: [
      { title: 'measure' },
      { title: 'effect of' },
      { title: 'depends on' },
      { title: 'difference of effects', align: 'right' },
    ],
    rows: scenario.interactions.flatMap(({ names: [one, other], metric, contrasts }) =>
      contrasts.map(({ first, second, estimate }) => [
        metricTitle(metric, study),
        `\`${one}\` ${first.join(' → ')}`,
        `\`${other}\` ${second.join(' → ')}`,
        differenceText(estimate, scenario.seeds),
      ]),
    ),
  };
}

/** Measures beside the objectives that a factor moves for certain. */
export function movedTable(scenario: ScenarioAnswers): Table {
  return {
    kind: 'table',
    caption: `${scenario.label === '' ? '' : `${scenario.label}: `}other measures that a factor moves for certain, at most five each: the largest effect from its value in force, else its first; 95 % for all measures and values together.`,
    columns: [
      { title: 'factor' },
      { title: 'measure' },
      { title: 'from → to' },
      { title: 'effect', align: 'right' },
      { title: 'unit' },
    ],
    rows: scenario.knobs.flatMap(({ name, moved, reference }) =>
      moved.map(({ metric, level, effect, unit }) => [
        `\`${name}\``,
        metric,
        `${reference} → ${level}`,
        differenceText(effect, scenario.seeds),
        unit,
      ]),
    ),
  };
}
