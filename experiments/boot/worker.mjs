// Node 20 cannot start a worker from a .ts file: this one registers tsx, then loads what the pool wants run.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { run } = await import(workerData.entry);

parentPort.on('message', async ({ id, input }) => {
  try {
    const started = performance.now();
    const result = await run(input);
    parentPort.postMessage({ id, result, milliseconds: performance.now() - started });
  } catch (error) {
    parentPort.postMessage({ id, reason: error instanceof Error ? error.message : String(error) });
  }
});
parentPort.postMessage({ ready: true });
