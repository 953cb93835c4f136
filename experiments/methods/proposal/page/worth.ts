import { metricTitle } from '../../../analysis/metricTitle.ts';
import { regretOf } from '../../../analysis/requirements/requirements.ts';
import { settingsOf } from '../../../analysis/settings.ts';
import type { Guardrail } from '../../../plan/proposalTerms.ts';
import { weightsOf } from '../../../plan/scenarioWeights.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { type Block, list, paragraph } from '../../../report/document.ts';
import { unitOf } from '../../../report/headline.ts';
import { number2 } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';

type Planned = Pick<Proposal, 'study' | 'terms'>;

const unsaid = 'the plan does not say what it is worth';

/** What decides, written down before the first trial: margins with what they are worth, and what the scenarios count. */
export function worthBlocks(proposal: Planned): Block[] {
  const { study, terms } = proposal;
  const [{ metric, margin, because }] = study.objectives;
  const unit = unitOf(metric, study);
  const named = metricTitle(metric, study);
  return [
    paragraph(
      `A change is proposed if the gain in ${named}, as the weighted mean over the scenarios, is surely above the margin, and if in every ` +
        'scenario what it may lose and each guardrail are surely kept. The plan fixed all of this before the first trial.',
    ),
    list([
      `Margin of ${named}: ${number2(margin)} ${unit}; ${terms.because ?? because ?? unsaid}.`,
      `In any one scenario it may lose ${number2(regretOf(study, terms))} ${unit} at most` +
        `${terms.regret === undefined ? ': as much as the margin, since the plan states no other' : ''}.`,
      ...terms.guardrails.map(
        (guardrail) =>
          `${metricTitle(guardrail.metric, study)}: ${allowance(guardrail, unitOf(guardrail.metric, study))}; ${guardrail.because ?? unsaid}.`,
      ),
      ...weightItems(proposal),
    ]),
  ];
}

function allowance({ worseBy, atMost, atLeast }: Guardrail, unit: string): string {
  if (worseBy !== undefined) return `worse by at most ${number2(worseBy)} ${unit}`.trimEnd();
  if (atMost !== undefined) return `at most ${number2(atMost)} ${unit}`.trimEnd();
  return `at least ${number2(atLeast!)} ${unit}`.trimEnd();
}

function weightItems({ study, terms }: Planned): string[] {
  const scenarios = settingsOf(study);
  if (scenarios.length === 1) return [];
  if (terms.weights === undefined)
    return [`The ${scenarios.length} scenarios count the same, since the plan states no weights.`];
  const weights = weightsOf(study, terms.weights);
  return [
    `The scenarios count: ${scenarios.map(({ label }, k) => `${shortLabel(label)} ${number2(weights[k])}`).join('; ')}.`,
  ];
}
