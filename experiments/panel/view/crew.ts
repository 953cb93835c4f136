import type { TrialPlan } from '../../plan/trial.ts';
import type { Measures } from '../beginnings.ts';
import type { Answer, Question, Reply, Request } from '../engine/messages.ts';
import type { Pair } from '../pair.ts';
import { stemKey, stemOf } from '../stem.ts';
import type { Starter } from './starter.ts';

/** What came with the page of worlds under the status quo. */
export interface Brought {
  /** Packed worlds at the block before their change, by the text of their stem. */
  readonly settled: ReadonlyMap<string, () => string>;
  /** Measures by the text of their plan. */
  readonly known: ReadonlyMap<string, Measures>;
}

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
  finished(task: Task, measures: Readonly<Record<Side, Measures>>): void;
  failed(task: Task, message: string, isInput: boolean): void;
  /** The engine does not start, or has stopped. */
  broken(message: string): void;
}

interface Running {
  readonly job: number;
  readonly task: Task;
  /** Of a pair of which this worker runs one world: its worlds that are known, and which it runs. */
  readonly share?: Share;
}

interface Share {
  readonly side: Side;
  readonly done: Map<Side, Measures>;
}

type Side = 'statusQuo' | 'setting';

interface Hand {
  /** Null: it has not been needed yet. */
  worker: Worker | null;
  waiting: Task[];
  running: Running | null;
  /** Settled worlds that it was given, by the text of their stem. */
  readonly given: Set<string>;
}

/** What a worker is started with. */
interface Script {
  readonly starter: Starter;
  /** The engine's script as gzip in base64. */
  readonly packed: string;
  /** The engine's large tables, packed, by name. */
  readonly tables: Readonly<Record<string, string>>;
}

interface Employment {
  /** Workers. */
  readonly size: number;
  readonly listener: Listener;
  /** What came with the page of its worlds, asked for when the page has been read. */
  readonly bring: () => Brought;
}

/** Workers that run pairs, each one after another. The first starts at once, the others when they are needed. */
export class Crew {
  listener: Listener;
  private readonly script: Script;
  private readonly hands: readonly Hand[];
  private readonly bring: () => Brought;
  private taken: Brought | null = null;
  /** Questions besides pairs, by their job. */
  private readonly asked = new Map<number, (answer: Answer) => void>();
  private jobs = 0;
  private hasRun = false;
  private isTwin: boolean | null = null;
  /** Why the engine does not start; null: it does, so far. */
  private fault: string | null = null;

  /** Throws where the browser starts no worker from this script. */
  constructor(script: Script, { size, listener, bring }: Employment) {
    this.script = script;
    this.listener = listener;
    this.bring = bring;
    this.hands = Array.from({ length: size }, () => ({
      worker: null,
      waiting: [],
      running: null,
      given: new Set(),
    }));
    this.workerOf(this.hands[0]);
  }

  /** Another listens from now on; what runs for the one before is finished and told to nobody who waits for it. */
  tell(listener: Listener): void {
    this.listener = listener;
    if (this.isTwin !== null) listener.ready(this.isTwin);
    if (this.fault !== null) listener.broken(this.fault);
  }

  /** Runs these pairs in place of what waits; what runs is finished. */
  run(tasks: readonly Task[]): void {
    const isFirst = !this.hasRun;
    const others = isFirst ? this.sharedFirst(tasks) : tasks;
    for (const [k, hand] of this.hands.entries())
      hand.waiting = others.filter(({ place }) => place % this.hands.length === k);
    // Alone, the first worker brings the first dot sooner: a second one that starts meanwhile takes a core from its compilers.
    const isAlone = isFirst && tasks.length > 0 && this.knownOf(tasks[0].pair.statusQuo) !== undefined;
    for (const hand of isAlone ? this.hands.slice(0, 1) : this.hands) this.next(hand);
  }

  /** Asks the first worker, which answers when it has finished its pair. */
  ask(question: Question): Promise<Answer> {
    return new Promise((resolve) => {
      this.asked.set(this.post(this.hands[0], question), resolve);
    });
  }

  private get brought(): Brought {
    this.taken ??= this.bring();
    return this.taken;
  }

  /** The worker of a hand, which starts when it is first needed. */
  private workerOf(hand: Hand): Worker {
    if (hand.worker !== null) return hand.worker;
    const { starter, packed, tables } = this.script;
    const worker = starter.worker((message) => this.broke(message));
    hand.worker = worker;
    worker.onmessage = ({ data }: MessageEvent<Reply>) => this.heard(hand, data);
    for (const request of [{ kind: 'engine', packed } as const, { kind: 'tables', tables } as const])
      worker.postMessage(request satisfies Request);
    return worker;
  }

  private broke(message: string): void {
    this.fault = message;
    this.listener.broken(message);
  }

  private post(hand: Hand, question: Question): number {
    const job = this.jobs++;
    this.workerOf(hand).postMessage({ ...question, job });
    return job;
  }

  /**
   * Has two workers run the two worlds of the very first pair, so that its dot comes sooner; the pairs that are left. Where one of them is
   * known the other is enough, and a world that settles for long is not run twice for it.
   */
  private sharedFirst(tasks: readonly Task[]): readonly Task[] {
    const [task, ...others] = tasks;
    if (task === undefined) return tasks;
    this.hasRun = true;
    const { statusQuo, setting } = task.pair;
    const [one, other] = this.hands;
    const isLong = [statusQuo, setting].some(
      (plan) => plan.warmUpDays > plan.days && !this.brought.settled.has(stemKey(stemOf(plan))),
    );
    if (other === undefined || isLong || this.knownOf(statusQuo) !== undefined) return tasks;
    const done = new Map<Side, Measures>();
    this.give(one, task, { side: 'statusQuo', done });
    this.give(other, task, { side: 'setting', done });
    return others;
  }

  /** Has a worker run one world of a pair. */
  private give(hand: Hand, task: Task, share: Share): void {
    const { [share.side]: plan, wanted } = task.pair;
    const job = this.post(hand, { kind: 'world', plan, wanted, ...this.settledFor(hand, plan) });
    hand.running = { job, task, share };
  }

  private knownOf(plan: TrialPlan): Measures | undefined {
    return this.brought.known.get(JSON.stringify(plan));
  }

  private next(hand: Hand): void {
    if (hand.running !== null) return;
    const task = hand.waiting.shift();
    if (task === undefined) return;
    const { pair } = task;
    const known = this.knownOf(pair.statusQuo);
    if (known !== undefined) {
      this.give(hand, task, { side: 'setting', done: new Map([['statusQuo', known]]) });
      return;
    }
    const job = this.post(hand, { kind: 'pair', pair, ...this.settledFor(hand, pair.statusQuo) });
    hand.running = { job, task };
  }

  /** The settled world of a plan that came with the page, which a worker is given once. */
  private settledFor(hand: Hand, plan: TrialPlan): { readonly settled?: string } {
    const key = stemKey(stemOf(plan));
    const text = hand.given.has(key) ? undefined : this.brought.settled.get(key);
    if (text === undefined) return {};
    hand.given.add(key);
    return { settled: text() };
  }

  private heard(hand: Hand, reply: Reply): void {
    if (reply.kind === 'begun') return;
    if (reply.kind === 'broken') {
      this.broke(reply.message);
      return;
    }
    if (reply.kind === 'ready') {
      if (this.isTwin === null) this.listener.ready(reply.isTwin);
      this.isTwin = reply.isTwin;
      return;
    }
    const { running } = hand;
    if (running?.job === reply.job) this.heardOf(hand, running, reply);
    else if (reply.kind !== 'settling') this.asked.get(reply.job)?.(reply);
  }

  private heardOf(
    hand: Hand,
    running: Running,
    reply: Exclude<Reply, { kind: 'begun' | 'ready' | 'broken' }>,
  ): void {
    const { task } = running;
    if (reply.kind === 'settling') {
      this.listener.settling(task, reply.day, reply.of);
      return;
    }
    hand.running = null;
    for (const one of this.hands) this.next(one);
    if (reply.kind === 'pair') this.listener.finished(task, reply);
    else if (reply.kind === 'world') this.heardWorld(running, reply.measures);
    else if (reply.kind === 'fault') this.listener.failed(task, reply.message, reply.isInput);
  }

  private heardWorld({ task, share }: Running, measures: Measures): void {
    if (share === undefined) return;
    const { side, done } = share;
    done.set(side, measures);
    const [statusQuo, setting] = [done.get('statusQuo'), done.get('setting')];
    if (statusQuo !== undefined && setting !== undefined)
      this.listener.finished(task, { statusQuo, setting });
  }
}
