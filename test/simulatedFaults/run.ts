import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { scheduleOf } from './schedule.ts';
import { type Part, runPart, simplest } from './search.ts';

/**
 * Runs the runner under simulated faults: `npm run faults -- [count] [--from n]`, 10,000 from 1 unless told otherwise. What is kept of the same
 * code is not run again, so that the same command goes on where it stopped, and two at once share the work if they begin at other numbers. Ends
 * with 1 if a promise was broken, and prints the simplest schedule that breaks it.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const file = join(root, 'results/reference/simulated-faults/parts.ndjson');
const partSize = 10_000;

/** Files of the runner that a simulation runs. */
const simulated =
  /^(idIndex|journal|lock|measurements|plannedIn|resultsFolder|round|rowIndex|storedRow|studyFile|sweepOptions|whenFree|system.(clock|disk|host|system|writeWhole)\.ts)/;

const words = process.argv.slice(2);
const place = words.indexOf('--from');
const from = place < 0 ? 1 : Number(words[place + 1]);
const count = Number(words.find((word, k) => k !== place + 1 && /^\d+$/.test(word)) ?? partSize);
const code = hashOfCode();
mkdirSync(dirname(file), { recursive: true });

for (let first = from; first < from + count; first += partSize) {
  const size = Math.min(partSize, from + count - first);
  const known = keptParts().find((part) => part.from === first && part.count === size);
  const part = known ?? (await runPart(first, size));
  if (known === undefined) appendFileSync(file, `${JSON.stringify({ code, ...part })}\n`);
  const { broken, milliseconds } = part;
  console.log(
    `${first} … ${first + size - 1}: ${broken.length} broken, ${milliseconds} ms each${known === undefined ? '' : ' (kept)'}`,
  );
  for (const { number, what } of broken.slice(0, 3)) {
    console.log(number, what.join('; '));
    console.log(JSON.stringify(await simplest(scheduleOf(number))));
  }
  if (broken.length > 0) process.exitCode = 1;
}
const all = keptParts();
const sum = (of: (part: Part) => number) => all.reduce((total, part) => total + of(part), 0);
console.log(
  `kept of this code: ${sum((part) => part.count)} schedules, ${sum(({ broken }) => broken.length)} broken`,
);

/** Parts that this very code ran. */
function keptParts(): Part[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line)).filter((part) => part.code === code);
}

/** SHA-256 of what the results depend on: the runner, without those that do its trials, and the simulation. */
function hashOfCode(): string {
  const sum = createHash('sha256');
  const ours = ['run.ts', 'plants.ts', 'shrink.ts'];
  for (const [folder, isPart] of [
    ['experiments/run', (name: string) => simulated.test(name)],
    ['test/simulatedFaults', (name: string) => !/\.(test|tmp)\./.test(name) && !ours.includes(name)],
  ] as const)
    for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (name.endsWith('.ts') && isPart(name))
        sum.update(`${name}\n${readFileSync(join(root, folder, name), 'utf8')}`);
  return sum.digest('hex').slice(0, 16);
}
