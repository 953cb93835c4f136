import { metricHeading } from '../../../analysis/metricTitle.ts';
import { type Block, list, paragraph, type Section } from '../../../report/document.ts';
import { hours, none, number2 } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';
import type { Band } from '../watch.ts';
import { plain } from './answer.ts';
import { permissionSentences, valueText } from './words.ts';

/** Who may do it, how, and how to take it back. */
export function carrySection(proposal: Proposal): Section {
  const { row, decision, ramp, terms } = proposal;
  const would = decision.verdict === 'change' ? 'is' : 'would be';
  const blocks: Block[] = [
    list([...permissionSentences(proposal), `What it moves: ${row.influences}.`, `Source: ${row.source}.`]),
    paragraph(
      `A surprise wastes what people built on the old value. So the change ${would} announced ${number2(ramp.notice)} blocks ` +
        `(${hours(ramp.notice)}) ahead, and each value stays ${number2(ramp.hold)} blocks (${hours(ramp.hold)}) before the next: ` +
        'no shorter than this study itself waited before it read its numbers. Announcement is block 0.',
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
  return { id: 'carry', heading: 'Who may do it, and how', blocks };
}

/** What to watch, and when to go back. */
export function watchSection({ watched, study, ramp }: Proposal): Section {
  const rows = watched.map(({ metric, unit, onChain, before, after, rollBack }) => [
    metricHeading(metric, study),
    unit,
    bandText(before),
    bandText(after),
    rollBack === null ? none : `${rollBack.side} ${plain(rollBack.at)}`,
    onChain ? 'read off the chain' : 'by evaluating miners',
  ]);
  return {
    id: 'watch',
    heading: 'What to watch, and when to roll back',
    blocks: [
      {
        kind: 'table',
        caption:
          `Where a mean over ${study.days} days of one world lies in 95 of 100 cases, before and after, over all scenarios. ` +
          'Roll back: beyond this neither the old value nor what a guardrail allows explains it.',
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
        `Read nothing before the last value has stood for ${number2(ramp.hold)} blocks. Rolling back takes the steps of the ramp in ` +
          'reverse, without notice.',
      ),
    ],
  };
}

const bandText = ({ low, high }: Band): string => `${plain(low)} … ${plain(high)}`;
