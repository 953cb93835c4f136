import type { Analysis } from '../../analysis/analysis.ts';
import { decisionLine } from '../../plan/decision.ts';
import type { Study } from '../../plan/study.ts';
import { levelText } from '../../statistics/format.ts';
import { type Block, paragraph } from '../document.ts';
import { headline } from '../headline.ts';
import { partBlocks } from '../headlinePart.ts';

/** What the answer rests on: every objective with its interval, what was swept on how many seeds, and what decides. */
export function sureBlocks(analysis: Analysis): Block[] {
  const { factor, landmarks, statusQuo, settings, study, trials } = analysis;
  const values = landmarks.map(({ label }) => label).join('; ');
  const swept =
    `\`${factor.name}\` at ${factor.levels.length} levels from ${levelText(factor.levels[0], factor.unit)} to ` +
    `${levelText(factor.levels[factor.levels.length - 1], factor.unit)}`;
  const seeds = Math.max(...settings.map((setting) => setting.seeds));
  return [
    ...partBlocks(headline(analysis)),
    paragraph(
      `${swept}, ${seeds} common seeds, ${trials.complete} trials of ${daysOf(study.days)} ${worldWords(study)}.` +
        (values === ''
          ? ''
          : ` Named values: ${values}. The status quo is ${statusQuo ?? 'not among the levels'}.`),
    ),
    paragraph(decisionLine(study)),
  ];
}

/** What the measured days come after: a start, or a change in a world that had settled. */
const worldWords = ({ beginning, warmUpDays, scenario, ruleset }: Study): string =>
  beginning === undefined
    ? `after ${daysOf(warmUpDays)} of warm-up in a start-up world, the scenario \`${scenario}\` under \`${ruleset}\``
    : `after a change on day ${warmUpDays} of the scenario \`${scenario}\` under \`${ruleset}\``;

const daysOf = (days: number): string => `${days} ${days === 1 ? 'day' : 'days'}`;
