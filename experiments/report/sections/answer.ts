import type { Analysis } from '../../analysis/analysis.ts';
import { decisionLine } from '../../plan/decision.ts';
import { levelText } from '../../statistics/format.ts';
import { paragraph, type Section } from '../document.ts';
import { headline } from '../headline.ts';

/** The question and what the trials answer, before anything else. */
export function answerSection(analysis: Analysis): Section {
  const { factor, landmarks, statusQuo, settings, study, trials } = analysis;
  const values = landmarks.map(({ label }) => label).join('; ');
  const swept =
    `\`${factor.name}\` at ${factor.levels.length} levels from ${levelText(factor.levels[0], factor.unit)} to ` +
    `${levelText(factor.levels[factor.levels.length - 1], factor.unit)}`;
  const seeds = Math.max(...settings.map((setting) => setting.seeds));
  return {
    id: 'answer',
    heading: 'The answer',
    blocks: [
      { kind: 'lead', parts: headline(analysis) },
      paragraph(
        `${swept}, ${seeds} common seeds, ${trials.complete} trials of ${daysOf(study.days)} after ${daysOf(study.warmUpDays)} ` +
          `of warm-up in the scenario \`${study.scenario}\` under \`${study.ruleset}\`.` +
          (values === ''
            ? ''
            : ` Named values: ${values}. The status quo is ${statusQuo ?? 'not among the levels'}.`),
      ),
      paragraph(decisionLine(study)),
    ],
  };
}

const daysOf = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;
