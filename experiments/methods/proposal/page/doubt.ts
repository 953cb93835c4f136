import { metricHeading, metricTitle } from '../../../analysis/metricTitle.ts';
import type { Comparison } from '../../../analysis/requirements/comparison.ts';
import { assumptions } from '../../../report/assumptions.ts';
import { boundsText } from '../../../report/boundsText.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { type Block, list, paragraph } from '../../../report/document.ts';
import { unitOf } from '../../../report/headline.ts';
import { assumedBelow, limitItems } from '../../../report/sections/method.ts';
import { differenceText } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';
import { plain } from './answer.ts';

/** What would turn the verdict, an item each. */
export function mindItems(proposal: Proposal): string[] {
  const { decision, evidence, study } = proposal;
  return [
    ...turning(proposal),
    ...armItems(proposal),
    ...(decision.verdict === 'change'
      ? ['A reading beyond a roll-back line above.']
      : [
          'A candidate or a scenario that this plan does not have: it needs a new plan, written down before it runs.',
        ]),
    'A mistake found in the model. ' +
      `Its assumptions (${assumptions.map(({ id }) => id).join(', ')}) are in \`ASSUMPTIONS.md\`, each with the knob that changes it; ` +
      'the intervals cover the seeds only.',
    ...(evidence.faults.length > 0 ? evidence.faults.map(({ what }) => `First of all: ${what}.`) : []),
    `Another margin: ${study.objectives
      .map(
        ({ metric, margin }) =>
          `${metricTitle(metric, study)} within ${margin} ${unitOf(metric, study)} counts as equal`,
      )
      .join(', ')}.`,
  ];
}

/** The comparisons that the verdict hangs on, with their distance. */
function turning(proposal: Proposal): string[] {
  const { decision, evidence } = proposal;
  const known = evidence.judged.filter(({ harm }) => harm !== null);
  const sorted = known.toSorted((one, other) => slackOf(one) - slackOf(other));
  if (decision.verdict === 'change')
    return sorted
      .slice(0, 2)
      .map(
        (one) =>
          `${placeWords(one)} turning out ${plain(slackOf(one))} worse: it is the nearest to its limit.`,
      );
  const first = sorted.filter((one) => slackOf(one) < 0).slice(0, 3);
  return first.map(
    (one) =>
      `${placeWords(one)} turning out ${one.rule}; measured: ${boundsText(one)} ${unitOf(one.metric, proposal.study)}.`,
  );
}

/** Limits that the value breaks or may break, the furthest beyond first; where all are kept, the two nearest to theirs. */
export function harmsOf({ evidence, study }: Proposal): string[] {
  const known = evidence.judged.filter(({ harm, role }) => harm !== null && role !== 'gain');
  const sorted = known.toSorted((one, other) => slackOf(one) - slackOf(other));
  const beyond = sorted.filter((one) => slackOf(one) < 0);
  return (beyond.length > 0 ? beyond.slice(0, 3) : sorted.slice(0, 2)).map(
    (one) =>
      `${placeWords(one)}: must be ${one.rule}; measured ${boundsText(one)} ${unitOf(one.metric, study)}`.trimEnd() +
      '.',
  );
}

const slackOf = ({ harm, limit }: Comparison): number => limit - harm!.high;

const placeWords = ({ metric, own, scenario }: Comparison): string =>
  `${own?.title ?? metricHeading(metric)}${scenario === '' ? '' : ` (${shortLabel(scenario)})`}`;

/** Changed assumptions under which the candidate does the opposite. */
function armItems({ analysis, candidate, study }: Proposal): string[] {
  const [{ metric }] = study.objectives;
  return analysis.arms.flatMap(({ name, levels, seeds, objectives }) => {
    const place = levels.indexOf(candidate.level);
    const own = objectives[0];
    const [there, here] = [own.relative[place] ?? null, own.mainRelative[place] ?? null];
    if (place < 0 || there === null || here === null || there.mean * here.mean >= 0) return [];
    return [
      `The assumption “${name}”: there the effect on ${metricTitle(metric, study)} is ${differenceText(there)} ${unitOf(metric, study)}, here ` +
        `${differenceText(here)} on the same ${seeds} seeds.`,
    ];
  });
}

/** When the verdict does not hold: what would turn it, and what the model leaves out. */
export const doubtBlocks = (proposal: Proposal): Block[] => [
  paragraph('What would change our mind:'),
  list(mindItems(proposal)),
  paragraph('What this model does not show:'),
  list([...limitItems(proposal.analysis), assumedBelow]),
];
