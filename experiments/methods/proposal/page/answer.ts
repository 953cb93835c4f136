import { metricTitle } from '../../../analysis/metricTitle.ts';
import { standingOf } from '../../../analysis/requirements/standing.ts';
import { settingsOf } from '../../../analysis/settings.ts';
import { weightsOf } from '../../../plan/scenarioWeights.ts';
import { boundsText } from '../../../report/boundsText.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { list, paragraph, type Section } from '../../../report/document.ts';
import { unitOf } from '../../../report/headline.ts';
import { number, number2 } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';
import { missedSentence, powerSentences } from './power.ts';
import { valueText, verdictWords } from './words.ts';

/** What to do: the values before and after, and what was asked. */
export function doSection(proposal: Proposal): Section {
  const { study, row, terms, candidate, decision } = proposal;
  const own = decision.verdict === 'change' ? 'Set' : 'Do not set';
  const until = decision.verdict === 'not enough evidence' ? ' until more is known' : '';
  return {
    id: 'do',
    heading: 'What to do',
    blocks: [
      paragraph(
        `**Verdict: ${verdictWords(proposal)}.** ${own} \`${row.name}\` from ${valueText(terms.statusQuo, row)} to ${valueText(candidate.level, row)}${until}.`,
      ),
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

/** For whose network it is: the rules, and the kinds of network that were asked, with what each counts. */
export function whomSection({ study, terms, row }: Proposal): Section {
  const scenarios = settingsOf(study);
  const weights = weightsOf(study, terms.weights);
  const weightOf = (k: number) => (terms.weights === undefined ? '' : ` (${number2(weights[k])})`);
  const named = scenarios.map(({ label }, k) => `\`${shortLabel(label)}\`${weightOf(k)}`).join('; ');
  const kinds =
    scenarios.length === 1
      ? `Asked in one kind of network: \`${study.scenario}\`.`
      : `Asked in ${scenarios.length} kinds of network, which count ${terms.weights === undefined ? 'the same' : 'by the numbers behind them'}: ${named}.`;
  return {
    id: 'whom',
    heading: 'For whom',
    blocks: [
      list([
        `Networks that run under \`${study.ruleset}\`, as \`${study.scenario}\` is.`,
        kinds,
        `What it moves: ${row.influences}.`,
      ]),
    ],
  };
}

const proposedTitle = ({ decision }: Proposal): string =>
  decision.verdict === 'change' ? 'proposed' : 'best candidate, not proposed';

/** The verdict in sentences: what to do, on what ground, and what the seeds could have shown. */
export function verdictSentences(proposal: Proposal): string[] {
  const { decision, row, terms, candidate } = proposal;
  const now = valueText(terms.statusQuo, row);
  const then = valueText(candidate.level, row);
  const head = `**${verdictWords(proposal)}**`;
  const ground = gainSentence(proposal);
  switch (decision.verdict) {
    case 'change':
      return [`${head}: set \`${row.name}\` from ${now} to ${then}.`, ground, keptSentence(proposal)];
    case 'no change':
      return [
        `${head}: leave \`${row.name}\` at ${now}.`,
        `${ruledOut(proposal)} The nearest to a change is ${then}. ${ground} ${reasonsOf(decision.reasons)}`,
        missedSentence(proposal),
      ];
    default:
      return [
        `${head}: leave \`${row.name}\` at ${now} until more is known.`,
        `The best candidate is ${then}. ${ground} ${reasonsOf(decision.reasons)}`,
        [...seedsSentences(proposal), ...powerSentences(proposal)].join(' '),
      ];
  }
}

/** What the candidate gains in the mean over the scenarios, with its bounds. */
export function gainSentence({ candidate, study }: Proposal): string {
  const gain = candidate.comparisons.find(({ role }) => role === 'gain');
  const [{ metric, margin }] = study.objectives;
  const isMean = candidate.comparisons.some(({ role }) => role === 'regret');
  const where = isMean ? ', as the weighted mean over the scenarios,' : '';
  const unit = unitOf(metric, study);
  if (gain?.effect == null) return `Its effect on ${metricTitle(metric, study)} has too few values.`;
  return `Its effect on ${metricTitle(metric, study)}${where} is ${boundsText(gain)} ${unit} (${gain.effect.n} seeds); the margin is ${margin}.`;
}

function keptSentence({ candidate, terms }: Proposal): string {
  const regrets = candidate.comparisons.some(({ role }) => role === 'regret');
  const guardrails = terms.guardrails.length > 0;
  const kept = [
    ...(regrets ? ['no scenario loses more than the plan allows'] : []),
    ...(guardrails ? ['every guardrail is kept in every scenario'] : []),
  ];
  const first = kept.length === 0 ? '' : `${sentence(`surely ${kept.join(', and ')}`)} `;
  return terms.confirmSeeds === 0
    ? `${first}The study’s own seeds decide; the plan asks for no fresh ones.`
    : `${first}${terms.confirmSeeds} fresh seeds found the gain again.`;
}

/** Why there is no value to change to: shown not to help, or shown to harm. */
function ruledOut({ candidate, evidence, decision }: Proposal): string {
  if (decision.reasons.some((reason) => reason.startsWith('on fresh seeds')))
    return 'The study’s own seeds upheld a value, fresh ones did not.';
  const all = [candidate.comparisons, ...evidence.others.map(({ comparisons }) => comparisons)];
  const useless = all.filter((comparisons) =>
    comparisons.some((one) => one.role === 'gain' && standingOf(one) === 'broken'),
  ).length;
  const harmful = all.length - useless;
  if (harmful === 0) return 'Shown not to help: every value surely gains less than the margin.';
  if (useless === 0) return 'Every value surely harms something that the plan protects.';
  return `Every value is ruled out: ${useless} by a gain surely below the margin, ${harmful} by harm to what the plan protects.`;
}

/** How to learn more, without looking twice at the same seeds. */
function seedsSentences({ decision, evidence }: Proposal): string[] {
  if (decision.seeds === null) return [];
  const stage = evidence.confirmed === null ? 'seeds' : 'confirming seeds';
  return [
    `A plan of its own with ${number(decision.seeds, 0)} fresh ${stage} would decide, if the means stay; to add seeds to this one and look again errs more often than stated.`,
  ];
}

const sentence = (text: string): string => `${text[0].toUpperCase()}${text.slice(1)}.`;

const mostReasons = 1;

function reasonsOf(reasons: readonly string[]): string {
  const shown = reasons.slice(0, mostReasons).map(sentence);
  const more =
    reasons.length > mostReasons ? ` The same holds of ${reasons.length - mostReasons} more limits.` : '';
  return `${shown.join(' ')}${more}`;
}

/** A number as an answer gives it: `−0.0123`, with the decimals of its interval. */
export const plain = (value: number): string =>
  number(value, Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 1 ? 2 : 4);
