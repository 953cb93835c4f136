// Node 20 cannot start a worker from a .ts file: in a checkout this one registers tsx, then loads what the pool wants run.
import { parentPort, workerData } from 'node:worker_threads';

if (workerData.entry.endsWith('.ts')) (await import('tsx/esm/api')).register();
const { run, prepare } = await import(workerData.entry);
const { board, supplies } = workerData;
// What a trial needs besides its plan is made ready once a worker.
const company = supplies === undefined ? undefined : await prepare(supplies);

parentPort.on('message', async ({ id, input }) => {
  try {
    const started = performance.now();
    board.fill(0);
    const result = await run(input, board, company);
    parentPort.postMessage({ id, result, milliseconds: performance.now() - started });
  } catch (error) {
    const { agent, block, reason = error instanceof Error ? error.message : String(error) } = Object(error);
    parentPort.postMessage({ id, reason, ...(agent !== undefined && { place: { agent, block } }) });
  }
});
parentPort.postMessage({ ready: true });
