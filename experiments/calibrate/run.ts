import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textTable } from '../base/textTable.ts';
import { readRecorded } from '../evidence/replay/recordedNetwork.ts';
import { writeWhole } from '../run/system/writeWhole.ts';
import { calibrate } from './calibrate.ts';
import { calibrationText } from './calibrationText.ts';
import { type Coverage, coverageIn, rounds, worldsOfRound } from './coverage.ts';
import { seenRecorded } from './recordedSightings.ts';

/**
 * `npm run remake calibrate [coverage | <recorded network> …]`: 200 worlds of known knobs, and how often the intervals of a calibration
 * cover them; and the printed fits of the recorded subnets 31 and 15.
 */
const folder = fileURLToPath(new URL('../../results/reference/calibrate/', import.meta.url));
const recorded = ['netuid31-2024-08', 'netuid15-2025-01'];
const words = process.argv.slice(2);
const isAsked = (name: string) => words.length === 0 || words.includes(name);
mkdirSync(folder, { recursive: true });

for (const name of recorded.filter(isAsked)) {
  const text = calibrationText(
    calibrate(seenRecorded(readRecorded(name)), { worlds: 150, checks: 20, seed: '1' }),
  );
  writeWhole(`${folder}${name}.txt`, `${text}\n`);
  process.stdout.write(`${text}\n\n`);
}
if (isAsked('coverage')) {
  const note = (text: string) => process.stderr.write(`${text}\n`);
  const coverage = coverageIn(rounds.map((held) => worldsOfRound(held, 100, 120, note)));
  writeWhole(`${folder}coverage.json`, `${JSON.stringify(coverage, null, 1)}\n`);
  process.stdout.write(`${tableOf(coverage)}\n`);
}

function tableOf(coverage: readonly Coverage[]): string {
  const percent = (part: number, all: number) => (all === 0 ? '' : `${((100 * part) / all).toFixed(1)} %`);
  const titles = [
    'knob',
    'seen',
    'worlds',
    'covered',
    'by third',
    'identified',
    'of these covered',
    'interval',
  ];
  return textTable(
    titles.map((title) => ({ title })),
    coverage.map(
      ({ setting, seen, worlds, covered, byThird, identified, coveredIdentified, partOfRange }) => [
        setting,
        seen,
        String(worlds),
        percent(covered, worlds),
        (byThird ?? []).map(([all, hits]) => percent(hits, all)).join(', '),
        String(identified),
        percent(coveredIdentified, identified),
        partOfRange === null ? '' : `${percent(partOfRange, 1)} of the range`,
      ],
    ),
  );
}
