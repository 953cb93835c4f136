import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fuzzed, outcomeOf } from './fuzz.ts';

/** `node --import tsx test/experiments/import/runFuzz.ts [count]`: tries 2,000 damaged dumps, and ends with 1 if one is a fault of the laboratory. */
const count = Number(process.argv[2] ?? 2000);
const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
const counts = { taken: 0, refused: 0, faults: 0 };
for (let seed = 0; seed < count; seed++) {
  const outcome = outcomeOf(fuzzed(seed), folder);
  if (typeof outcome === 'string') counts[outcome] += 1;
  else {
    counts.faults += 1;
    process.stdout.write(`seed ${seed}: ${outcome.fault}\n`);
  }
}
rmSync(folder, { recursive: true, force: true });
process.stdout.write(
  `${count} dumps: ${counts.taken} taken, ${counts.refused} refused, ${counts.faults} faults\n`,
);
if (counts.faults > 0) process.exitCode = 1;
