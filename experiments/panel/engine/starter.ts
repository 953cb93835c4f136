import type { Reply, Request } from './messages.ts';
import { runScript } from './runScript.ts';

/** The scope of a worker, as far as it is used here: its types belong to a page. */
declare const self: {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  postMessage(reply: Reply): void;
};

/**
 * What a worker of the panel begins with: a browser takes a tenth of a second to start one, and does so while the page is read. The engine
 * comes as the first message; what is asked meanwhile waits for it.
 */
const waiting: Request[] = [];

self.onmessage = ({ data }) => {
  if (data.kind === 'engine') load(data.packed).catch(tell);
  else waiting.push(data);
};

/** Runs the engine, which takes over this worker's messages. Rejects where it cannot be unpacked or does not start. */
async function load(packed: string): Promise<void> {
  await runScript(packed);
  for (const data of waiting) self.onmessage?.({ data });
}

const tell = (error: unknown): void =>
  self.postMessage({ kind: 'broken', message: error instanceof Error ? error.message : String(error) });

self.postMessage({ kind: 'begun' });
