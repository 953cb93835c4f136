import { mkdirSync, writeFileSync } from 'node:fs';
import { terminalWidth, textTable } from '../../base/textTable.ts';
import { checkPatterns } from '../../evidence/patterns/patterns.ts';
import { committedPatterns, patternText } from '../../report/missedPatterns.ts';
import type { PatternCheck } from '../../report/patternCheck.ts';
import { print, printJson } from '../verb.ts';

const seeds = 8;

/**
 * `yuma-lab check patterns`: what real networks and papers show against what the model shows; exit code 1 if it misses
 * one. With `--dir results/reference/patterns` the result is what every report reads.
 */
export function showPatterns(folder: string | undefined, json: boolean): void {
  const checks = checkPatterns(seeds);
  if (folder !== undefined) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/patterns.json`, `${JSON.stringify(checks, null, 1)}\n`);
  }
  if (json) printJson({ seeds, checks });
  else print(textOf(checks));
  if (checks.some(({ passes }) => !passes)) process.exitCode = 1;
}

function textOf(checks: readonly PatternCheck[]): string {
  const table = textTable(
    [
      { title: '' },
      { title: 'pattern', shrinks: true },
      { title: 'source says', shrinks: true },
      { title: 'ours', align: 'right' },
      { title: '' },
    ],
    checks.map((one) => [
      String(one.pattern),
      one.name,
      one.published,
      patternText(one),
      one.passes ? 'pass' : 'MISS',
    ]),
    terminalWidth(),
  );
  const missed = checks.filter(({ passes }) => !passes).length;
  const known = committedPatterns().filter(({ passes }) => !passes).length;
  return (
    `What real networks and papers show, and what the model shows (${seeds} worlds, mean ± half-width of 95 %; a pass: the two ranges meet)\n\n${table}\n\n` +
    `${missed === 0 ? 'No pattern is missed.' : `${missed} of ${checks.length} are missed.`} Reports list the ${known} misses of the committed run.`
  );
}
