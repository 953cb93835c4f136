import type { Batch, Workforce } from '../../experiments/run/workforce.ts';
import type { SimulatedProcess } from './process.ts';
import type { Life } from './schedule.ts';
import type { SimulatedTime } from './time.ts';

/** What workers bring back, and how the one who asked finds out which task it is of. */
export interface Reply {
  readonly id: string;
  readonly result: object;
}

/** Names the task of a reply: by its id, unless a planted fault goes by something else. `asked`: tasks at work, the first one first. */
export type Matching = (reply: Reply, asked: readonly string[]) => string | undefined;

export const byId: Matching = ({ id }) => id;

export interface NetworkOptions {
  readonly life: Life;
  readonly process: SimulatedProcess;
  readonly time: SimulatedTime;
  readonly result: (input: unknown) => object;
  readonly matching: Matching;
}

/** Milliseconds after which a task without an answer is given to another worker. */
const patience = 15_000;

/**
 * Workers behind a network that loses, doubles and delays messages, and those who fall silent: a task without an answer is given out again, so that
 * its result may come twice.
 */
export class SimulatedNetwork implements Workforce {
  private readonly options: NetworkOptions;
  private readonly began: number;
  private messages = 0;
  private readonly dead = new Set<number>();
  private readonly given = new Map<number, number>();

  constructor(options: NetworkOptions) {
    this.options = options;
    this.began = options.time.now;
  }

  run<Result>(batch: Batch<Result>): Promise<void> {
    return new Promise((resolve, reject) => new Job(this, batch, resolve, reject).start());
  }

  async close(): Promise<void> {}

  get workers(): number {
    return this.options.life.workers;
  }

  /** The moments at which the answer of a worker that takes a task now arrives; none where it is lost. */
  arrivals(worker: number): number[] {
    const { life, time } = this.options;
    const task = this.given.get(worker) ?? 0;
    this.given.set(worker, task + 1);
    if (life.dies?.worker === worker && life.dies.task === task) this.dead.add(worker);
    if (this.dead.has(worker)) return [];
    const number = this.messages++;
    const sent = this.afterCut(time.now + life.takes * (1 + (number % 3) / 3));
    const fault = life.messages.find(({ message }) => message === number);
    if (fault?.fate === 'lost') return [];
    if (fault?.fate === 'late') return [sent + fault.by];
    return fault === undefined ? [sent] : [sent, sent + fault.by];
  }

  revive(worker: number): void {
    this.dead.delete(worker);
  }

  deliver(at: number, act: () => void): void {
    const { time, process } = this.options;
    time.plan(process, at, act);
  }

  later(milliseconds: number, act: () => void): () => void {
    const { time, process } = this.options;
    return time.plan(process, time.now + milliseconds, act);
  }

  get result(): NetworkOptions['result'] {
    return this.options.result;
  }

  get matching(): Matching {
    return this.options.matching;
  }

  private afterCut(moment: number): number {
    const { cut } = this.options.life;
    if (cut === undefined) return moment;
    const [from, to] = [this.began + cut.from, this.began + cut.from + cut.lasts];
    return moment >= from && moment < to ? to : moment;
  }
}

/** A batch on its way. */
class Job<Result> {
  private readonly network: SimulatedNetwork;
  private readonly batch: Batch<Result>;
  private readonly end: { readonly resolve: () => void; readonly reject: (error: unknown) => void };
  /** Tasks that no worker has, the next one first, and those without an answer. */
  private readonly queue: number[];
  private readonly open: Set<string>;
  private readonly asked: string[] = [];
  private hasEnded = false;

  constructor(
    network: SimulatedNetwork,
    batch: Batch<Result>,
    resolve: () => void,
    reject: (error: unknown) => void,
  ) {
    this.network = network;
    this.batch = batch;
    this.end = { resolve, reject };
    this.queue = batch.tasks.map((_, k) => k);
    this.open = new Set(batch.tasks.map(({ id }) => id));
  }

  start(): void {
    const { signal } = this.batch;
    if (this.open.size === 0 || signal?.aborted === true) this.finish();
    signal?.addEventListener('abort', () => this.finish(), { once: true });
    for (let worker = 0; worker < this.network.workers; worker++) this.give(worker);
  }

  private finish(): void {
    this.hasEnded = true;
    this.end.resolve();
  }

  private give(worker: number): void {
    const k = this.hasEnded ? undefined : this.queue.shift();
    if (k === undefined) return;
    const { network, batch } = this;
    const { id, input } = batch.tasks[k];
    this.asked.push(id);
    const reply: Reply = { id, result: network.result(input) };
    for (const at of network.arrivals(worker)) network.deliver(at, () => this.receive(worker, reply));
    network.later(patience, () => {
      if (this.hasEnded || !this.open.has(id)) return;
      this.queue.push(k);
      network.revive(worker);
      this.give(worker);
    });
  }

  private receive(worker: number, reply: Reply): void {
    if (this.hasEnded) return;
    const id = this.network.matching(reply, this.asked);
    try {
      // The simulation knows what its workers bring.
      if (id !== undefined) this.batch.onResult(id, reply.result as Result, 1);
    } catch (error) {
      this.hasEnded = true;
      this.end.reject(error);
      return;
    }
    if (id !== undefined) {
      this.open.delete(id);
      this.asked.splice(this.asked.indexOf(id), 1);
    }
    if (this.open.size === 0) this.finish();
    else this.give(worker);
  }
}
