import { Cells, type Levels } from '../../analysis/cells.ts';
import { metricHeading } from '../../analysis/metricTitle.ts';
import { cellsOf } from '../../plan/study.ts';
import { estimateText, none } from '../../statistics/format.ts';
import type { Section } from '../document.ts';
import type { Results } from '../readResults.ts';

/** What is paid for, and what a client of the network gets. */
const names = ['servedQuality', 'clientLoss'];

/** Both losses in every cell of a study, whatever it decides by; null where its rows are older than both. */
export function servedSection({ study, rows }: Pick<Results, 'study' | 'rows'>): Section | null {
  const cells = new Cells(rows.filter(({ arm }) => arm === null));
  const measured = names.filter((name) => cellsOf(study).some((cell) => cells.mean(cell, name) !== null));
  if (measured.length === 0) return null;
  return {
    id: 'served',
    heading: 'What is paid for, and what a client gets',
    blocks: [
      {
        kind: 'table',
        caption: `Losses in nats: mean ± half-width of the 95 % t interval over up to n = ${study.seeds} seeds.`,
        columns: [
          { title: 'cell' },
          ...measured.map((name) => ({ title: metricHeading(name, study), align: 'right' as const })),
        ],
        rows: cellsOf(study).map((cell) => [
          labelOf(cell),
          ...measured.map((name) => {
            const loss = cells.mean(cell, name);
            return loss === null ? none : estimateText(loss, study.seeds);
          }),
        ]),
      },
    ],
  };
}

const labelOf = (cell: Levels): string =>
  Object.entries(cell)
    .map(([name, value]) => `\`${name} ${value}\``)
    .join(', ');
