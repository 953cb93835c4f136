import { Cells, type Levels } from '../analysis/cells.ts';
import type { Row } from '../plan/rows.ts';
import { estimateText } from '../statistics/format.ts';

/** What a client gets out of the network for what is paid into it: the line that ends an answer. */
export function clientLine(cells: Cells, best: Levels, worst: Levels, of: string): string {
  return (
    `**What comes out of the system:** a client that averages the ten best paid miners has a loss of ` +
    `${estimateText(cells.mean(best, 'clientLoss'))} nats ${of}, and ${estimateText(cells.mean(worst, 'clientLoss'))} at the worst of ` +
    `this page; for 1,000 TAO of emission a day that is ${estimateText(cells.mean(best, 'clientGainPerTao'))} nats below guessing, ` +
    `against ${estimateText(cells.mean(worst, 'clientGainPerTao'))}.`
  );
}

/** The same line for a page whose rows may have been made without a client: none then. */
export function clientLines(
  rows: readonly Row[],
  best: Levels,
  among: readonly Levels[],
  of: string,
): string[] {
  const cells = new Cells(rows);
  return cells.mean(best, 'clientLoss') === null
    ? []
    : [clientLine(cells, best, worstForClient(cells, among), of)];
}

/** The cell with the largest mean loss at the client. */
export function worstForClient(cells: Cells, among: readonly Levels[]): Levels {
  const loss = (cell: Levels) => cells.mean(cell, 'clientLoss')?.mean ?? Number.NEGATIVE_INFINITY;
  return among.reduce((worst, cell) => (loss(cell) > loss(worst) ? cell : worst));
}
