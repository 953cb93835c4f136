// A part of a run of damaged inputs, on a thread of its own that may be ended: it writes the seed it is at where the main thread sees it.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { tryPart } = await import('./part.ts');
const { from, to, board } = workerData;
const seeds = new Int32Array(board);
const result = await tryPart(from, to, (seed) => {
  Atomics.store(seeds, 0, seed + 1);
});
parentPort.postMessage(result);
