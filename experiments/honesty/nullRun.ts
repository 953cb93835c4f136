import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textTable } from '../cli/table.ts';
import { countEffects, mostFound, type NullCount } from './nullWorld.ts';
import { nullWorlds } from './nullWorlds.ts';

/**
 * `npm run nulls [study …]`: 200 studies of each null world, with fixed seeds; how many found an effect that is not
 * there is committed.
 */
const folder = fileURLToPath(new URL('../../results/reference/honesty/', import.meta.url));
const file = `${folder}nulls.json`;
const wanted = process.argv.slice(2);
const worlds = nullWorlds.filter(({ study }) => wanted.length === 0 || wanted.includes(study));
mkdirSync(folder, { recursive: true });
const counts = worlds.map((world) => {
  const started = performance.now();
  const count = countEffects(world, 200);
  const milliseconds = (performance.now() - started) / (200 * 24);
  process.stderr.write(
    `${world.study}: ${count.found.length} of 200, ${milliseconds.toFixed(1)} ms a trial\n`,
  );
  return count;
});
const kept = wanted.length === 0 ? [] : readCounts().filter(({ study }) => !wanted.includes(study));
const all = [...kept, ...counts].sort((one, other) => (one.study < other.study ? -1 : 1));
writeFileSync(file, `${JSON.stringify(all)}\n`);
const rows = all.map(({ study, repeats, found }) => [
  study,
  `${found.length} of ${repeats}`,
  found.length <= mostFound ? 'kept' : 'NOT KEPT',
]);
const titles = ['study', 'find an effect', `at most ${mostFound}`];
console.log(
  textTable(
    titles.map((title) => ({ title })),
    rows,
  ),
);
if (all.some(({ found }) => found.length > mostFound)) process.exitCode = 1;

function readCounts(): NullCount[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return [];
  }
}
