import { prose, terminalWidth, textTable } from '../../base/textTable.ts';
import { emissionFigures } from '../../evidence/ledger/emission/emissionFigures.ts';
import { recomputed } from '../../evidence/ledger/emission/recompute.ts';
import { ledgerFolder, readLedger } from '../../evidence/ledger/ledger.ts';
import { scoreOf } from '../../evidence/ledger/score.ts';
import { print, printJson } from '../verb.ts';
import { standing } from './showLedger.ts';

/** `yuma-lab ledger recompute`: computed numbers of entries again, and what they decide; ends with 1 where one differs. */
export function showRecomputed(folder = ledgerFolder, json: boolean): void {
  const entries = standing(readLedger(folder)).filter(({ entry }) => entry.computed !== undefined);
  const numbers = recomputed(entries, emissionFigures());
  const different = numbers.filter(({ agrees }) => !agrees);
  const verdicts = entries.map(({ name, entry }) => ({ name, verdict: verdictOf(scoreOf(entry)?.covered) }));
  const columns = [
    { title: 'entry' },
    { title: 'number' },
    { title: 'says', align: 'right' as const },
    { title: 'computed', align: 'right' as const },
    { title: '' },
    { title: 'verdict' },
  ];
  const rows = numbers.map(({ name, number, says, computed, agrees }) => [
    name,
    number,
    shown(says),
    computed === null ? 'none' : shown(computed),
    agrees ? '' : 'DIFFERS',
    verdicts.find((one) => one.name === name)!.verdict,
  ]);
  if (json) printJson({ numbers, verdicts });
  else
    print(
      `${textTable(columns, rows, terminalWidth())}\n\n${prose(`${numbers.length - different.length} of ${numbers.length} numbers are computed again as they stand.`)}`,
    );
  process.exitCode = different.length > 0 ? 1 : 0;
}

const verdictOf = (covered: boolean | undefined): string =>
  covered === undefined ? 'open' : covered ? 'hit' : 'miss';

const shown = (value: number): string => String(Number(value.toPrecision(6)));
