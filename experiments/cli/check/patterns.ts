import { mkdirSync } from 'node:fs';
import { type Column, terminalWidth, textTable, wrappedLines } from '../../base/textTable.ts';
import { checkPatterns } from '../../evidence/patterns/patterns.ts';
import { chanceText, checkText, recordedText, valueText } from '../../report/missedPatterns.ts';
import type { CodeCheck, DataPattern, Patterns } from '../../report/patternCheck.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { print, printJson } from '../verb.ts';

/**
 * `yuma-lab check patterns`: what real networks show against what the model shows, and apart what the code must compute; exit code 1
 * if the model is contradicted or the code fails. With `--dir results/reference/patterns` the result is what every report reads.
 */
export function showPatterns(folder: string | undefined, json: boolean): void {
  const patterns = checkPatterns();
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeWhole(`${folder}/patterns.json`, `${JSON.stringify(patterns, null, 1)}\n`);
  }
  if (json) printJson(patterns);
  else print(patternsText(patterns, terminalWidth()));
  const fails = patterns.data.some(({ contradicted }) => contradicted);
  if (fails || patterns.code.some(({ passes }) => !passes)) process.exitCode = 1;
}

/** All checks as tables of at most `width` characters. */
export function patternsText({ data, code }: Patterns, width: number): string {
  const contradicted = data.filter((one) => one.contradicted).length;
  const failed = code.filter(({ passes }) => !passes).length;
  const words = (text: string) => wrappedLines(text, width).join('\n');
  return [
    words(
      'Patterns of real networks, each held against data that no knob was fitted to. p: how likely samples as far apart are if record and model are alike; below 0.05 the model is contradicted. Power: how often such a record contradicts the model if the truth is half of what the model shows / twice. What is not contradicted is not validated: see its power.',
    ),
    textTable(dataColumns, data.map(dataRow), width),
    'What was fitted, and what judged',
    textTable(partColumns, partRows(data), width),
    words(
      'Checks of the code: identities and figures that follow from rules; they say nothing about real networks. A pass: our interval and the source’s range meet.',
    ),
    textTable(codeColumns, code.map(codeRow), width),
    words(
      `${contradicted} of ${data.length} patterns are contradicted, ${failed} of ${code.length} checks of the code fail. Reports name those of the committed run.`,
    ),
  ].join('\n\n');
}

const dataColumns: readonly Column[] = [
  { title: '', align: 'right' },
  { title: 'pattern', shrinks: true },
  { title: 'recorded', align: 'right' },
  { title: 'model', align: 'right' },
  { title: 'p', align: 'right' },
  { title: 'power', align: 'right' },
  { title: '' },
];

const dataRow = (one: DataPattern, k: number): string[] => [
  String(k + 1),
  `${one.name}${one.unit === '' ? '' : `, ${one.unit}`}`,
  recordedText(one),
  valueText(one.ours),
  chanceText(one.p).replace('below ', '<'),
  one.power.map((share) => share.toFixed(2)).join(' / '),
  one.contradicted ? 'CONTRADICTED' : 'not contradicted',
];

const partColumns: readonly Column[] = [
  { title: '', align: 'right' },
  { title: 'fitted on', shrinks: true },
  { title: 'judged on', shrinks: true },
  { title: 'test', shrinks: true },
  { title: 'n', align: 'right' },
];

/** One row for neighbours that share everything. */
function partRows(data: readonly DataPattern[]): string[][] {
  const rows: { first: number; last: number; cells: string[] }[] = [];
  for (const [k, one] of data.entries()) {
    const cells = partCells(one);
    const before = rows.at(-1);
    if (before?.cells.join() === cells.join()) before.last = k + 1;
    else rows.push({ first: k + 1, last: k + 1, cells });
  }
  return rows.map(({ first, last, cells }) => [
    first === last ? String(first) : `${first}–${last}`,
    ...cells,
  ]);
}

const partCells = (one: DataPattern): string[] => [
  one.fittedOn.replaceAll('`', ''),
  `${one.judgedOn}: ${one.source}`,
  `${one.test}, ${one.shows}s shown`,
  one.n.join(' / '),
];

const codeColumns: readonly Column[] = [
  { title: 'check', shrinks: true },
  { title: 'source says', shrinks: true },
  { title: 'ours', align: 'right' },
  { title: '' },
];

const codeRow = (one: CodeCheck): string[] => [
  one.name,
  one.published,
  checkText(one),
  one.passes ? 'pass' : 'FAIL',
];
