import { metricHeading } from '../../../analysis/metricTitle.ts';
import { type Block, list, paragraph, type Section } from '../../../report/document.ts';
import { hours, none, number2 } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';
import type { Band } from '../watch.ts';
import { plain } from './answer.ts';
import { permissionSentences, valueText } from './words.ts';

/** Who can make the change, how, and how to reverse it. */
export function carrySection(proposal: Proposal): Section {
  const { row, decision, ramp, terms } = proposal;
  const would = decision.verdict === 'change' ? 'is' : 'would be';
  const blocks: Block[] = [
    list([...permissionSentences(proposal), `Source: ${row.source}.`]),
    paragraph(
      `A surprise wastes what participants built for the old value. So the change ${would} announced ${number2(ramp.notice)} blocks ` +
        `(${hours(ramp.notice)}) ahead, and each value stays ${number2(ramp.hold)} blocks (${hours(ramp.hold)}) before the next: ` +
        'at least as long as this study waited before it measured. Announcement is block 0.',
    ),
    {
      kind: 'table',
      caption: 'The ramp.',
      columns: [{ title: 'block', align: 'right' }, { title: row.name }],
      rows: [
        ['0', `${valueText(terms.statusQuo, row)}; announcement`],
        ...ramp.steps.map(({ block, value }) => [number2(block), valueText(value, row)]),
      ],
    },
  ];
  return { id: 'carry', heading: 'Who can do it, and where', blocks };
}

/** What to watch, and when to go back. */
export function watchBlocks({ watched, study, ramp }: Proposal): Block[] {
  const rows = watched.map(({ metric, unit, onChain, before, after, rollBack }) => [
    metricHeading(metric, study),
    unit,
    bandText(before),
    bandText(after),
    rollBack === null ? none : `${rollBack.side} ${plain(rollBack.at)}`,
    onChain ? 'read off the chain' : 'by evaluating miners',
  ]);
  return [
    {
      kind: 'table',
      caption:
        `What to watch, and when to roll back: the range of a mean over ${study.days} days of one world in 95 of 100 cases, before and after, over all scenarios. ` +
        'Roll back: beyond this value neither the old setting nor the guardrail’s allowance explains it.',
      columns: [
        { title: 'measure' },
        { title: 'unit' },
        { title: 'before', align: 'right' },
        { title: 'after', align: 'right' },
        { title: 'roll back', align: 'right' },
        { title: 'seen' },
      ],
      rows,
    },
    paragraph(
      `Do not read anything before the last value has been in force for ${number2(ramp.hold)} blocks. Rolling back takes the steps of the ramp in ` +
        'reverse, without notice.',
    ),
  ];
}

const bandText = ({ low, high }: Band): string => `${plain(low)} … ${plain(high)}`;
