import type { Answer, Question, Reply } from '../engine/messages.ts';
import type { Pair } from '../pair.ts';

/** A pair that is to run; `key` names what it is a result of. */
export interface Task {
  readonly key: string;
  /** Its place among the seeds: a seed has its worker, which keeps its beginning. */
  readonly place: number;
  readonly pair: Pair;
}

/** Whom a crew tells of its work. */
export interface Listener {
  ready(isTwin: boolean): void;
  settling(task: Task, day: number, of: number): void;
  finished(task: Task, answer: Extract<Answer, { kind: 'pair' }>): void;
  failed(task: Task, message: string, isInput: boolean): void;
  /** The engine does not start, or has stopped. */
  broken(message: string): void;
}

interface Hand {
  readonly worker: Worker;
  waiting: Task[];
  running: { readonly job: number; readonly task: Task } | null;
}

/** Workers that run pairs, each one after another. */
export class Crew {
  listener: Listener;
  private readonly hands: readonly Hand[];
  /** Questions besides pairs, by their job. */
  private readonly asked = new Map<number, (answer: Answer) => void>();
  private jobs = 0;
  private isTwin: boolean | null = null;
  /** Why the engine does not start; null: it does, so far. */
  private fault: string | null = null;

  /** Throws where the browser starts no worker from this script. */
  constructor(script: string, size: number, listener: Listener) {
    this.listener = listener;
    this.hands = Array.from({ length: size }, () => this.hired(script));
  }

  /** Another listens from now on; what runs for the one before is finished and told to nobody who waits for it. */
  tell(listener: Listener): void {
    this.listener = listener;
    if (this.isTwin !== null) listener.ready(this.isTwin);
    if (this.fault !== null) listener.broken(this.fault);
  }

  /** Runs these pairs in place of what waits; what runs is finished. */
  run(tasks: readonly Task[]): void {
    for (const [k, hand] of this.hands.entries()) {
      hand.waiting = tasks.filter(({ place }) => place % this.hands.length === k);
      this.next(hand);
    }
  }

  /** Asks the first worker, which answers when it has finished its pair. */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve) => {
      this.asked.set(this.post(this.hands[0], question), resolve);
    });
  }

  private hired(script: string): Hand {
    const hand: Hand = { worker: new Worker(script), waiting: [], running: null };
    hand.worker.onmessage = ({ data }: MessageEvent<Reply>) => this.heard(hand, data);
    hand.worker.onerror = (event) => {
      event.preventDefault();
      this.fault = event.message || 'it lets no worker start';
      this.listener.broken(this.fault);
    };
    return hand;
  }

  private post({ worker }: Hand, question: Question): number {
    const job = this.jobs++;
    worker.postMessage({ ...question, job });
    return job;
  }

  private next(hand: Hand): void {
    if (hand.running !== null) return;
    const task = hand.waiting.shift();
    if (task === undefined) return;
    hand.running = { job: this.post(hand, { kind: 'pair', pair: task.pair }), task };
  }

  private heard(hand: Hand, reply: Reply): void {
    if (reply.kind === 'ready') {
      if (this.isTwin === null) this.listener.ready(reply.isTwin);
      this.isTwin = reply.isTwin;
      return;
    }
    const { running } = hand;
    if (running?.job === reply.job) this.heardOf(hand, running.task, reply);
    else if (reply.kind !== 'settling') this.asked.get(reply.job)?.(reply);
  }

  private heardOf(hand: Hand, task: Task, reply: Exclude<Reply, { kind: 'ready' }>): void {
    if (reply.kind === 'settling') {
      this.listener.settling(task, reply.day, reply.of);
      return;
    }
    hand.running = null;
    this.next(hand);
    if (reply.kind === 'pair') this.listener.finished(task, reply);
    else if (reply.kind === 'fault') this.listener.failed(task, reply.message, reply.isInput);
  }
}
