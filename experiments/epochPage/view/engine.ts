import { unzipped } from '../../panel/unzipped.ts';
import type { Reply, Request } from '../engine/messages.ts';

/** A request without its number. */
export type Question = Request extends infer One ? (One extends Request ? Omit<One, 'job'> : never) : never;

/** The engine of the page: one worker. */
export class Engine {
  private readonly worker: Worker;
  private jobs = 0;

  private constructor(address: string, hear: (reply: Reply) => void, fail: (message: string) => void) {
    this.worker = new Worker(address);
    this.worker.onmessage = ({ data }: MessageEvent<Reply>) => hear(data);
    this.worker.onerror = (event) => {
      event.preventDefault();
      fail(event.message || 'it lets no worker start');
    };
  }

  /** Starts the worker from its script, gzip in base64. Rejects where it cannot be unpacked or no worker starts. */
  static async start(
    packed: string,
    hear: (reply: Reply) => void,
    fail: (message: string) => void,
  ): Promise<Engine> {
    const script = new Blob([await unzipped(packed)], { type: 'text/javascript' });
    return new Engine(URL.createObjectURL(script), hear, fail);
  }

  /** Asks, and says under which number the answer comes. */
  ask(question: Question): number {
    const job = ++this.jobs;
    this.worker.postMessage({ ...question, job });
    return job;
  }
}
