import { metricTitle } from '../../../analysis/metricTitle.ts';
import { type Block, list, paragraph, type Section } from '../../../report/document.ts';
import { unitOf } from '../../../report/headline.ts';
import { differenceText, number2 } from '../../../statistics/format.ts';
import { proposalStudies } from '../../../studies/proposals.ts';
import { type Past, pastOf } from '../past.ts';
import type { Proposal } from '../propose.ts';
import { valueText } from './words.ts';

/** Where history went, and whether the lab would have said the same; null for a study without a past. */
export function pastSection(proposal: Proposal): Section | null {
  const past = pastOf(proposal.study.name);
  if (past === null) return null;
  const blocks: Block[] = [
    list(past.events.map(({ when, what, source }) => `${when}: ${what} (${source})`)),
    paragraph(
      `**Would the lab have said the same?** ${sameWords(proposal, past.went)} ${alwaysNoWords(proposal, past)}`,
    ),
    ...effectItems(proposal, past.events),
  ];
  return { id: 'past', heading: 'Where history went', blocks };
}

/** The value history chose against the verdict. */
function sameWords({ decision, terms, candidate, row }: Proposal, went: number): string {
  const value = valueText(went, row);
  const stayed = went === terms.statusQuo;
  if (decision.verdict === 'not enough evidence')
    return `It would have given no answer yet: history went to ${value}, and this evidence decides neither for nor against.`;
  if (decision.verdict === 'no change')
    return stayed
      ? `Yes: history left it at ${value}, and so does the lab.`
      : `No: history went to ${value}; the lab would have stayed at ${valueText(terms.statusQuo, row)}.`;
  if (went === candidate.level) return `Yes: history went to ${value}, and so does the lab.`;
  const sameWay = Math.sign(went - terms.statusQuo) === Math.sign(candidate.level - terms.statusQuo);
  return stayed
    ? `No: history left it at ${value}; the lab proposes ${valueText(candidate.level, row)}.`
    : `${sameWay ? 'In direction, yes; in size, no' : 'No'}: history went to ${value}, the lab proposes ${valueText(candidate.level, row)}.`;
}

/** The verdict costs nothing to reach by always saying no: only what goes beyond that is knowledge. */
function alwaysNoWords({ terms }: Proposal, { went }: Past): string {
  const { left, of } = leftAlone();
  return (
    `A rule that always says no would have been ${went === terms.statusQuo ? 'right' : 'wrong'} here; ` +
    `of the ${of} proposals whose past is recorded it is right in ${left}, and only a verdict that differs from it can be to the lab’s credit.`
  );
}

/** In how many of the recorded pasts history left the value in force. */
function leftAlone(): { readonly left: number; readonly of: number } {
  const known = proposalStudies.flatMap(({ name, proposal }) => {
    const past = pastOf(name);
    return past === null || proposal === undefined ? [] : [past.went === proposal.statusQuo];
  });
  return { left: known.filter((stayed) => stayed).length, of: known.length };
}

/** What this model says of the values that history took. */
function effectItems(
  { analysis, study, terms }: Proposal,
  events: readonly { readonly value?: number }[],
): Block[] {
  const [{ metric }] = study.objectives;
  const values = [...new Set(events.flatMap(({ value }) => (value === undefined ? [] : [value])))];
  const items = values.flatMap((value) => {
    const place = analysis.factor.levels.indexOf(value);
    if (place < 0 || value === terms.statusQuo) return [];
    const effects = analysis.settings.flatMap(({ label, differences }) => {
      const own = differences[metric]?.[place];
      return own ? [`${differenceText(own)}${label === '' ? '' : ` at \`${label}\``}`] : [];
    });
    return [`${number2(value)}: ${effects.join('; ')}`];
  });
  if (items.length === 0) return [];
  const caption = `Effect of history’s values on ${metricTitle(metric, study)} (${unitOf(metric, study)}), against ${number2(terms.statusQuo)}, all ${study.seeds} seeds, each with its own 95 % interval:`;
  return [paragraph(caption), list(items)];
}
