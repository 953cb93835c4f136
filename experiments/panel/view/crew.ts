import type { Reply, Request } from '../engine/messages.ts';
import type { Pair } from '../pair.ts';

/** A pair that is to run; `key` names what it is a result of. */
export interface Task {
  readonly key: string;
  /** Its place among the seeds: a seed has its worker, which keeps its beginning. */
  readonly place: number;
  readonly pair: Pair;
}

/** What a crew tells of its work. */
export interface Told {
  ready(isTwin: boolean): void;
  settling(task: Task, day: number, of: number): void;
  finished(task: Task, reply: Extract<Reply, { kind: 'pair' }>): void;
  failed(task: Task, message: string, isInput: boolean): void;
  /** The engine does not start, or has stopped. */
  broken(message: string): void;
}

interface Hand {
  readonly worker: Worker;
  waiting: Task[];
  running: Task | null;
}

/** Workers that run pairs, each one after another. */
export class Crew {
  private readonly hands: Hand[];
  private readonly told: Told;
  private jobs = 0;

  constructor(script: string, size: number, told: Told) {
    this.told = told;
    this.hands = Array.from({ length: size }, () => this.hired(script));
  }

  /** Runs these pairs in place of what waits; what runs is finished. */
  run(tasks: readonly Task[]): void {
    for (const [k, hand] of this.hands.entries()) {
      hand.waiting = tasks.filter(({ place }) => place % this.hands.length === k);
      this.next(hand);
    }
  }

  get isIdle(): boolean {
    return this.hands.every(({ running, waiting }) => running === null && waiting.length === 0);
  }

  dismiss(): void {
    for (const { worker } of this.hands) worker.terminate();
  }

  private hired(script: string): Hand {
    const hand: Hand = { worker: new Worker(script), waiting: [], running: null };
    hand.worker.onmessage = ({ data }: MessageEvent<Reply>) => this.heard(hand, data);
    hand.worker.onerror = (event) => {
      event.preventDefault();
      this.told.broken(event.message || 'the browser does not let it start');
    };
    return hand;
  }

  private next(hand: Hand): void {
    if (hand.running !== null) return;
    const task = hand.waiting.shift();
    if (task === undefined) return;
    hand.running = task;
    const request: Request = { kind: 'pair', job: this.jobs++, pair: task.pair };
    hand.worker.postMessage(request);
  }

  private heard(hand: Hand, reply: Reply): void {
    const task = hand.running;
    if (reply.kind === 'ready') this.told.ready(reply.isTwin);
    else if (task !== null) this.heardOf(hand, task, reply);
  }

  private heardOf(hand: Hand, task: Task, reply: Exclude<Reply, { kind: 'ready' }>): void {
    if (reply.kind === 'settling') {
      this.told.settling(task, reply.day, reply.of);
      return;
    }
    hand.running = null;
    this.next(hand);
    if (reply.kind === 'pair') this.told.finished(task, reply);
    else this.told.failed(task, reply.message, reply.isInput);
  }
}
