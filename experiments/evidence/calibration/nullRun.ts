import { mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textTable } from '../../base/textTable.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import {
  countEffects,
  findsEffect,
  mostFound,
  mostMilliseconds,
  type NullWorld,
  pairs,
  type TimedNullCount,
} from './nullWorld.ts';
import { nullWorlds } from './nullWorlds.ts';

/**
 * `npm run remake nulls [study …]`: 200 studies of each null world, with fixed seeds; how many found an effect that is not
 * there is committed. `-- --time` only times the trials again and keeps the counts.
 */
const folder = fileURLToPath(new URL('../../../results/reference/calibration/', import.meta.url));
const file = `${folder}nulls.json`;
const onlyTime = process.argv.includes('--time');
const wanted = process.argv.slice(2).filter((word) => word !== '--time');
const worlds = nullWorlds.filter(({ study }) => wanted.length === 0 || wanted.includes(study));
mkdirSync(folder, { recursive: true });
for (const world of worlds) {
  const before = readCounts();
  const known = before.find(({ study }) => study === world.study);
  const count = onlyTime && known !== undefined ? known : countEffects(world, 200);
  const timed = { ...count, millisecondsPerTrial: millisecondsOf(world) };
  process.stderr.write(
    `${world.study}: ${timed.found.length} of ${timed.repeats}, ${timed.millisecondsPerTrial} ms a trial\n`,
  );
  // Read again: another study may have been counted meanwhile.
  const others = readCounts().filter(({ study }) => study !== world.study);
  const all = [...others, timed].sort((one, other) => (one.study < other.study ? -1 : 1));
  writeWhole(file, `${JSON.stringify(all)}\n`);
}

const all = readCounts();
const rows = all.map(({ study, repeats, found, millisecondsPerTrial }) => [
  study,
  `${found.length} of ${repeats}`,
  found.length <= mostFound ? 'kept' : 'NOT KEPT',
  `${millisecondsPerTrial} ms`,
  millisecondsPerTrial <= mostMilliseconds ? 'kept' : 'NOT KEPT',
]);
const titles = [
  'study',
  'find an effect',
  `at most ${mostFound}`,
  'processor, a trial',
  `at most ${mostMilliseconds} ms`,
];
console.log(
  textTable(
    titles.map((title) => ({ title })),
    rows,
  ),
);
const isKept = ({ found, millisecondsPerTrial }: TimedNullCount) =>
  found.length <= mostFound && millisecondsPerTrial <= mostMilliseconds;
if (!all.every(isKept)) process.exitCode = 1;

/** Processor milliseconds a trial: the least of some repeats, for others use the machine too. */
function millisecondsOf(world: NullWorld): number {
  const milliseconds = Array.from({ length: 20 }, (_, repeat) => {
    const before = process.cpuUsage();
    findsEffect(world, repeat + 1);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000 / (world.levels.length * pairs);
  });
  return Number(Math.min(...milliseconds).toFixed(1));
}

function readCounts(): TimedNullCount[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
