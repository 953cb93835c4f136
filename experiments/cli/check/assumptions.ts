import { terminalWidth, textTable } from '../../base/textTable.ts';
import { changesOf, headlinesOf } from '../../studies/assumptions/change.ts';
import { committed } from '../../studies/assumptions/kept.ts';
import { movers } from '../../studies/assumptions/report.ts';
import { tablesOf } from '../../studies/assumptions/tables.ts';
import { oneAtATimes } from '../../studies/assumptions.ts';
import { print, printJson } from '../verb.ts';

/**
 * `yuma-lab check assumptions`: what every assumption does to the result it concerns when it is halved and doubled, from the committed
 * measures. The studies behind them run by their own names: `studies --all` lists them.
 */
export function showAssumptions(json: boolean): void {
  const kept = oneAtATimes.flatMap((oneAtATime) => {
    const found = committed(oneAtATime);
    return found === null ? [] : [{ oneAtATime, kept: found }];
  });
  if (json)
    printJson(
      kept.map(({ oneAtATime, kept }) => ({
        study: oneAtATime.name,
        hash: kept.hash,
        rowsHash: kept.rowsHash,
        knobs: oneAtATime.knobs.flatMap((knob) =>
          headlinesOf(oneAtATime, knob).map((headline) => ({
            ...knob,
            headline: oneAtATime.headlines[headline],
            changes: changesOf(oneAtATime, kept, knob, headline),
          })),
        ),
      })),
    );
  else print(kept.map(({ oneAtATime, kept }) => textOf(oneAtATime, kept)).join('\n\n'));
}

function textOf(oneAtATime: Parameters<typeof tablesOf>[0], kept: Parameters<typeof tablesOf>[1]): string {
  const plain = (text: string) => text.replaceAll(/[`*]/g, '');
  const tables = tablesOf(oneAtATime, kept).map(({ caption, columns, rows }) => {
    const shrinking = columns.map((column, k) => ({ ...column, shrinks: k > 1 }));
    const lines = rows.map((row) => row.map(plain));
    return `${caption}\n${textTable(shrinking, lines, terminalWidth())}`;
  });
  return [`${oneAtATime.name}: ${movers(oneAtATime, kept)}`, ...tables].join('\n\n');
}
