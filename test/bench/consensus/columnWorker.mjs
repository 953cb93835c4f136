// Node 20 cannot start a worker from a .ts file: this one registers tsx, then serves columns until it is let go.
import { parentPort, workerData } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

register();
const { serveColumns } = await import(new URL('./serveColumns.ts', import.meta.url).href);
serveColumns(workerData, () => parentPort.postMessage('ready'));
