import { answersOf } from '../../analysis/knobs/answer.ts';
import type { Answers, ScenarioAnswers } from '../../analysis/knobs/answers.ts';
import { guardrailsOf, type KnobGuardrails } from '../../analysis/requirements/guardrails.ts';
import type { Study } from '../../plan/study.ts';
import { assumptionsOf, limitsOf } from '../caveats.ts';
import { paragraph } from '../document.ts';
import {
  guardrailSentences,
  guardrailsData,
  guardrailsHeading,
  guardrailsTable,
} from '../guardrails/words.ts';
import type { PageBlock, PageSection } from '../pageSection.ts';
import type { Results } from '../readResults.ts';
import type { StudyPage } from '../studyPage.ts';
import { knobsAnswer } from './answer.ts';
import { knobsPicture } from './picture.ts';
import { interactionsTable, levelsTable, movedTable } from './tables.ts';
import { isInert, judgedWords, type Reasons, scenarioWords } from './words.ts';

/**
 * The page of a study that asks about several factors, or about one without numbers: an answer for each. `reasonsOf` looks why a factor
 * changes nothing in a scenario.
 */
export function knobsPage(
  results: Pick<Results, 'study' | 'rows'>,
  reasonsOf: (scenario: ScenarioAnswers) => Reasons = () => new Map(),
): StudyPage {
  const { study } = results;
  const answers = answersOf(study, results.rows);
  const reasons = answers.scenarios.map(reasonsOf);
  const guardrails = guardrailsOf(study, results.rows);
  return {
    answer: knobsAnswer(answers),
    picture: knobsPicture(answers),
    sure: [
      ...answers.scenarios.flatMap((scenario, k) => toldOf(scenario, reasons[k], answers)),
      ...guardrailSentences(study, guardrails),
      judgedWords(study.objectives, study),
    ],
    summary: levelsTable(study, answers.scenarios[0], 0),
    sections: [...guardrailsSection(study, guardrails), ...sectionsOf(answers)],
    limits: limitsOf(study),
    assumptions: assumptionsOf(study),
    data: {
      ...dataOf(answers, reasons),
      ...(guardrails.length > 0 && { guardrails: guardrailsData(guardrails) }),
    },
  };
}

function guardrailsSection(study: Study, guardrails: readonly KnobGuardrails[]): PageSection[] {
  const table = guardrailsTable(study, guardrails);
  return table === null ? [] : [{ heading: guardrailsHeading, blocks: [table] }];
}

function toldOf(scenario: ScenarioAnswers, reasons: Reasons, { study, scenarios }: Answers): string[] {
  const words = scenarioWords(scenario, reasons, study);
  return scenarios.length === 1 ? words : words.map((sentence) => `At \`${scenario.label}\`: ${sentence}`);
}

function sectionsOf({ study, scenarios }: Answers): PageSection[] {
  const levels = scenarios.flatMap((scenario, k) =>
    study.objectives.flatMap((_, objective): PageBlock[] =>
      k === 0 && objective === 0 ? [] : [levelsTable(study, scenario, objective)],
    ),
  );
  const pairs = scenarios.filter(({ interactions }) =>
    interactions.some(({ contrasts }) => contrasts.length > 0),
  );
  const moved = scenarios.filter(({ knobs }) => knobs.some((knob) => knob.moved.length > 0));
  return [
    ...(levels.length === 0 ? [] : [{ heading: 'By the other measures and scenarios', blocks: levels }]),
    ...(pairs.length === 0
      ? []
      : [
          {
            heading: 'How the factors depend on each other',
            blocks: pairs.map((one) => interactionsTable(study, one)),
          },
        ]),
    ...(moved.length === 0 ? [] : [{ heading: 'What else moves', blocks: moved.map(movedTable) }]),
    { heading: 'How it was compared', blocks: [paragraph(methodWords)] },
  ];
}

const methodWords =
  'Every combination of the values ran on the same seeds. What a factor does is the mean over all values of the other factors, seed by seed, and its intervals are paired by seed. Which values may be best: multiple comparisons with the best (Hsu 1984), simultaneous 95 %. Effects and interactions: simultaneous 95 % by max-t, by Sidak below 12 seeds. A factor does nothing where the rows of worlds that differ in it alone are equal in every digit.';

/** The answers for machines. */
const dataOf = ({ study, scenarios, trials }: Answers, reasons: readonly Reasons[]): object => ({
  question: study.question,
  judgedBy: study.objectives,
  trials,
  scenarios: scenarios.map(({ knobs, ...scenario }, k) => ({
    ...scenario,
    knobs: knobs.map((knob) => ({
      ...knob,
      doesNothing: isInert(knob),
      why: reasons[k].get(knob.name) ?? null,
    })),
  })),
});
