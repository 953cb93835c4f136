import type { Levels } from '../../analysis/cells.ts';
import { metricHeading } from '../../analysis/metricTitle.ts';
import type { Stationarity } from '../../analysis/stationarity.ts';
import type { Study } from '../../plan/study.ts';
import { differenceText, number2 } from '../../statistics/format.ts';
import { paragraph } from '../document.ts';
import type { PageSection } from '../pageSection.ts';

/** The cells that do not stay where they are while they are measured. */
export const moving = (found: Stationarity): readonly Levels[] =>
  found.cells.filter(({ holds }) => !holds).map(({ levels }) => levels);

/** In one sentence whether the measured days are a steady state. */
export function stationarityWords(
  found: Stationarity,
  study: Study,
  nameOf: (cell: Levels) => string,
): string {
  const { metric, margin, days, cells, isPast } = found;
  const name = metricHeading(metric, study);
  if (!isPast)
    return `**Not settled:** MSER-5 would leave out more than half of the ${number2(days)} measured days, so no steady answer is given.`;
  const moved = moving(found);
  if (moved.length === 0)
    return `**Settled:** in each of ${cells.length} cells both halves of the ${number2(days)} measured days agree within ${number2(margin)} (${name}).`;
  return `**Not settled by the end of ${number2(days)} measured days** within ${number2(margin)} (${name}): ${moved.map(nameOf).join('; ')}. The other ${cells.length - moved.length} of ${cells.length} cells have settled.`;
}

/** How the rule of settling went on the measured days, cell by cell. */
export function stationaritySection(
  found: Stationarity,
  study: Study,
  nameOf: (cell: Levels) => string,
): PageSection {
  const { metric, margin, days, dropped, cells } = found;
  const right = (title: string) => ({ title, align: 'right' as const });
  return {
    heading: 'Whether the measured days are a steady state',
    blocks: [
      paragraph(
        `The rule, stated before the first trial: MSER-5 on daily values of all cells leaves out less than half of the ${number2(days)} measured days (it leaves out ${number2(dropped)}), ` +
          `and the 95 % intervals of second half less first and of last quarter less the one before lie within ${number2(margin)}.`,
      ),
      {
        kind: 'table',
        caption: `${metricHeading(metric, study)} in the course of the measured days, mean ± half-width of the 95 % t interval, paired by seed.`,
        columns: [
          { title: 'cell' },
          right('second half − first'),
          right('last quarter − the one before'),
          { title: 'rule' },
        ],
        rows: cells.map(({ levels, halves, quarters, holds }) => [
          nameOf(levels),
          differenceText(halves, study.seeds),
          differenceText(quarters, study.seeds),
          holds ? 'settled' : 'still moves',
        ]),
      },
    ],
  };
}
