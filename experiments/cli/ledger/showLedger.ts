import { prose, terminalWidth, textTable } from '../../base/textTable.ts';
import { UserError } from '../../base/userError.ts';
import type { Entry } from '../../evidence/ledger/entry.ts';
import { type Ledger, ledgerFolder, type Named, readLedger } from '../../evidence/ledger/ledger.ts';
import { scoreOf, type Totals, totalsOf } from '../../evidence/ledger/score.ts';
import { print, printJson } from '../verb.ts';

/** `yuma-lab ledger list | check | score`. Throws `UserError` where a list or a score would leave out an entry that does not stand. */
export function showLedger(act: 'list' | 'check' | 'score', folder = ledgerFolder, json: boolean): void {
  const ledger = readLedger(folder);
  if (act === 'check') check(ledger, json);
  else if (act === 'list') list(standing(ledger), json);
  else score(standing(ledger), json);
}

/** The entries of a ledger that stands. Throws `UserError` where one does not. */
export function standing({ entries, faults }: Ledger): readonly Named[] {
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  return entries;
}

function check({ entries, faults }: Ledger, json: boolean): void {
  if (json) printJson({ stand: entries.length, faults });
  else print([...faults, `${entries.length} entries stand, ${faults.length} do not`].join('\n'));
  process.exitCode = faults.length > 0 ? 1 : 0;
}

function list(entries: readonly Named[], json: boolean): void {
  const columns = [
    { title: 'entry', shrinks: true },
    { title: 'question', shrinks: true },
    { title: 'forecast', shrinks: true },
    { title: 'written' },
    { title: 'outcome', shrinks: true },
  ];
  const rows = entries.map(({ name, entry }) => [
    name,
    entry.question,
    forecastText(entry),
    entry.registered,
    outcomeText(entry),
  ]);
  if (json) printJson(entries.map(({ name, entry }) => ({ name, ...entry })));
  else print(textTable(columns, rows, terminalWidth()));
}

function score(entries: readonly Named[], json: boolean): void {
  const scores = entries.map(({ name, entry }) => ({
    name,
    hindsight: entry.hindsight,
    score: scoreOf(entry),
  }));
  const totals = totalsOf(entries.map(({ entry }) => entry));
  const columns = [
    { title: 'entry' },
    { title: 'within' },
    { title: 'interval score', align: 'right' as const },
    { title: 'of no change', align: 'right' as const },
    { title: '' },
  ];
  const rows = scores.map(({ name, hindsight, score }) => [
    name,
    score === null ? 'open' : score.covered ? 'yes' : 'NO',
    score === null ? '' : shown(score.score),
    score === null ? '' : shown(score.noChange),
    hindsight ? 'hindsight' : '',
  ]);
  if (json) printJson({ totals, scores });
  else print(`${textTable(columns, rows, terminalWidth())}\n\n${prose(totalsText(totals))}`);
}

const shown = (value: number): string => String(Number(value.toPrecision(4)));

const forecastText = ({ forecast: { value, low, high, level, unit } }: Entry): string =>
  `${shown(value)} (${shown(low)} … ${shown(high)}, ${Math.round(100 * level)} %) ${unit}`;

function outcomeText({ outcome, due, hindsight }: Entry): string {
  if (outcome === null) return `due ${due}`;
  return `${shown(outcome.value)} on ${outcome.day}${hindsight ? ', hindsight' : ''}`;
}

function totalsText({ entries, open, hindsight, judged, expected, covered, better, worse }: Totals): string {
  const within =
    judged === 0
      ? 'No forecast has an outcome that came after it, so there is no coverage yet'
      : `${covered} of ${judged} forecasts hold their outcome; ${Math.round(100 * expected!)} % should`;
  return `${entries} entries, ${open} of them open, ${hindsight} in hindsight. ${within}.
Against no change, hindsight among them: ${better} score better, ${worse} worse.`;
}
