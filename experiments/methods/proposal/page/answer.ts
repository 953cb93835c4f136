import { metricTitle } from '../../../analysis/metricTitle.ts';
import type { Study } from '../../../plan/study.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { paragraph, type Section } from '../../../report/document.ts';
import { unitOf } from '../../../report/headline.ts';
import { differenceText, number } from '../../../statistics/format.ts';
import type { Comparison } from '../comparison.ts';
import type { Proposal } from '../propose.ts';
import { valueText, verdictWords } from './words.ts';

/** The verdict and its ground, before anything else. */
export function answerSection(proposal: Proposal): Section {
  const { study, row, terms, candidate } = proposal;
  return {
    id: 'verdict',
    heading: 'The verdict',
    blocks: [
      { kind: 'lead', parts: [{ label: '', sentences: verdictSentences(proposal) }] },
      {
        kind: 'table',
        caption: 'What would change.',
        columns: [{ title: 'parameter' }, { title: 'current' }, { title: proposedTitle(proposal) }],
        rows: [[`\`${row.name}\``, valueText(terms.statusQuo, row), valueText(candidate.level, row)]],
      },
      paragraph(study.question),
    ],
  };
}

const proposedTitle = ({ decision }: Proposal): string =>
  decision.verdict === 'change' ? 'proposed' : 'best candidate, not proposed';

/** The verdict in sentences: what to do, on what ground. */
export function verdictSentences(proposal: Proposal): string[] {
  const { decision, row, terms, candidate } = proposal;
  const now = valueText(terms.statusQuo, row);
  const then = valueText(candidate.level, row);
  const head = `**${verdictWords(proposal)}**`;
  const worst = worstObjective(proposal);
  const ground = worst === null ? '' : ` ${effectSentence(worst, proposal.study)}`;
  switch (decision.verdict) {
    case 'change':
      return [
        `${head}: set \`${row.name}\` from ${now} to ${then}.`,
        `It is better by more than the margin in every scenario and breaks no guardrail, on seeds that did not choose it and again on fresh ones.${ground}`,
      ];
    case 'no change':
      return [
        `${head}: leave \`${row.name}\` at ${now}.`,
        `The best candidate, ${then}, is not worth it.${ground} ${reasonsOf(decision.reasons)}`,
      ];
    default:
      return [
        `${head}: leave \`${row.name}\` at ${now} until they have run.`,
        `The best candidate is ${then}.${ground} ${reasonsOf(decision.reasons)}`,
      ];
  }
}

const mostReasons = 1;

function reasonsOf(reasons: readonly string[]): string {
  const shown = reasons
    .slice(0, mostReasons)
    .map((reason) => `${reason[0].toUpperCase()}${reason.slice(1)}.`);
  const more =
    reasons.length > mostReasons ? ` ${reasons.length - mostReasons} more comparisons say the same.` : '';
  return `${shown.join(' ')}${more}`;
}

/** The objective where it gains least. */
function worstObjective({ evidence }: Proposal): Comparison | null {
  const own = evidence.judged.filter(({ role, harm }) => role === 'objective' && harm !== null);
  return own.sort((one, other) => other.harm!.high - one.harm!.high)[0] ?? null;
}

function effectSentence({ metric, scenario, effect }: Comparison, study: Study): string {
  const where = scenario === '' ? '' : ` in the worst scenario (${shortLabel(scenario)})`;
  return `Effect on ${metricTitle(metric, study)}${where}: ${differenceText(effect)} ${unitOf(metric, study)} (95 %, n ${effect!.n}).`;
}

/** A number as an answer gives it: `−0.0123`, with the decimals of its interval. */
export const plain = (value: number): string =>
  number(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4);
