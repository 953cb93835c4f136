import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { trialId } from '../../experiments/base/identity.ts';
import { OpenSweep } from '../../experiments/run/resultsFolder.ts';

/**
 * What the runner itself costs: `node --expose-gc --import tsx test/bench/oneSweep.ts [trials] [workers]` runs trials that do nothing and prints,
 * for each, wall time and processor time in ms, and by how many bytes heap and buffers have grown once all are done and the folder is still open.
 */
const [count = 20_000, workers = 1] = process.argv.slice(2).map(Number);
const folder = mkdtempSync(join(tmpdir(), 'sweep-'));
const trials = Array.from({ length: count }, (_, seed) => {
  const plan = { seed };
  return { id: trialId(plan), plan, labels: { arm: null, levels: {} } };
});
const used = (): number => {
  const collect: unknown = Reflect.get(globalThis, 'gc');
  if (typeof collect === 'function') collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

try {
  const open = new OpenSweep({
    study: { hash: 'e'.repeat(64), plan: {} },
    folder,
    entry: new URL('./emptyTrial.ts', import.meta.url),
    workers,
    replay: ({ id }) => id,
  });
  await open.run([{ ...trials[0], id: trialId('first') }]);
  const before = used();
  const started = performance.now();
  const cpu = process.cpuUsage();
  const outcome = await open.run(trials);
  const wall = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const bytes = (used() - before) / count;
  const each = (milliseconds: number) => Number((milliseconds / count).toPrecision(3));
  console.log(
    JSON.stringify({
      count,
      workers,
      ran: outcome.ran,
      wall: each(wall),
      processor: each((user + system) / 1000),
      bytes,
    }),
  );
  await open.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
