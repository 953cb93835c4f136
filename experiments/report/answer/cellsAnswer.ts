import type { Cell } from '../../plan/design/list.ts';
import { estimateText, number2 } from '../../statistics/format.ts';
import type { CellResult } from '../cellResults.ts';
import type { Results } from '../readResults.ts';
import { fitting } from './fitting.ts';
import { nothingMeasured } from './nothingMeasured.ts';
import { measureWords, unitWords, worldsWords } from './phrases.ts';

/** The answer of a study whose cells were drawn: what the best cell gives, and how that was chosen. `cells`: the best first. */
export function cellsAnswer(
  { study, rows }: Pick<Results, 'study' | 'rows'>,
  cells: readonly CellResult[],
): string {
  const nothing = nothingMeasured(rows);
  if (nothing !== null) return nothing;
  const [{ metric }] = study.objectives;
  const [best] = cells;
  const found = best?.estimates[0] ?? null;
  if (found === null)
    return `Nothing can be compared: ${measureWords(metric, study)} has no value in any of ${cells.length} cells.`;
  const value = `${measureWords(metric, study)} is ${estimateText(found)}${unitWords(metric, study)} (${worldsWords(found.n, study)})`;
  const head = `Of ${number2(cells.length)} settings the best that was seen`;
  const careful = 'run it on other worlds before acting on it';
  return fitting(
    `${head} is ${cellWords(best.cell)}: there ${value}; ${careful}.`,
    `${head} is ${cellWords(best.cell)}: there ${value}.`,
    `${head} is the first in the table: there ${value}; ${careful}.`,
  );
}

const cellWords = (cell: Cell): string =>
  Object.entries(cell)
    .map(
      ([name, value]) =>
        `\`${name}\` ${typeof value === 'number' ? Number(value.toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 6 }) : value}`,
    )
    .join(', ');
