import { chainModule } from '../../../sim/kernel/chain/chainPhases.ts';
import { isOfInput } from '../../panel/engine/faultKind.ts';
import { Bench } from '../bench.ts';
import type { Reply, Request } from './messages.ts';

/** The scope of a worker, as far as it is used here: its types belong to a page. */
declare const self: {
  onmessage: ((event: { readonly data: Request }) => void) | null;
  postMessage(reply: Reply): void;
};

/** Milliseconds of work after which the engine looks whether it was asked something else. */
const slice = 25;

interface Work {
  readonly job: number;
  /** Goes on by one epoch; the reply when it is done. */
  readonly next: () => Reply | null;
  /** Epochs that it has run. */
  readonly epochs: () => number;
}

/** The chain's epochs in a worker of the page: the newest question of each kind, one after another. */
class Engine {
  private bench: Bench | null = null;
  private readonly waiting = new Map<Request['kind'], Work>();
  private isAwake = false;

  ask(request: Request): void {
    const { job } = request;
    if (request.kind === 'open') {
      this.waiting.clear();
      this.waiting.set('open', { job, next: () => this.opened(job, request), epochs: () => 0 });
    } else this.waiting.set(request.kind, this.workOf(request));
    // What was to be drawn of an older setting is of no use.
    if (request.kind === 'show') this.waiting.delete('courses');
    this.wake();
  }

  private opened(job: number, { file, text }: Extract<Request, { kind: 'open' }>): Reply {
    const bench = new Bench(file, text);
    const pair = bench.firstPair();
    this.bench = bench;
    return { kind: 'opened', job, network: bench.network, pair };
  }

  private workOf(request: Exclude<Request, { kind: 'open' }>): Work {
    const { job } = request;
    let epochs = 0;
    let spent = 0;
    let running: Generator<undefined, Reply> | null = null;
    const next = (): Reply | null => {
      const from = performance.now();
      running ??= this.begun(request, () => (epochs === 0 ? null : spent / epochs));
      const { done, value } = running.next();
      spent += performance.now() - from;
      epochs += done ? 0 : 1;
      return done ? value : null;
    };
    return { job, next, epochs: () => epochs };
  }

  private *begun(
    request: Exclude<Request, { kind: 'open' }>,
    milliseconds: () => number | null,
  ): Generator<undefined, Reply> {
    const { bench } = this;
    if (bench === null) throw new Error('no network is open');
    const { job } = request;
    if (request.kind === 'courses') {
      const { miner, validator, epochs } = request;
      return { kind: 'courses', job, courses: yield* bench.courses(miner, validator, epochs) };
    }
    const shown = yield* bench.show(request.changes, request.epoch, request.pinned);
    return { kind: 'shown', job, shown, milliseconds: milliseconds() };
  }

  private wake(): void {
    if (this.isAwake || this.waiting.size === 0) return;
    this.isAwake = true;
    setTimeout(() => {
      this.isAwake = false;
      this.work();
      this.wake();
    });
  }

  private work(): void {
    const from = performance.now();
    while (performance.now() - from < slice) {
      const [first] = this.waiting;
      if (first === undefined) return;
      const [kind, { job, next }] = first;
      try {
        const reply = next();
        if (reply === null) continue;
        this.waiting.delete(kind);
        self.postMessage(reply);
      } catch (error) {
        this.waiting.delete(kind);
        const message = error instanceof Error ? error.message : String(error);
        self.postMessage({ kind: 'fault', job, message, isInput: isOfInput(error) });
      }
    }
    const show = this.waiting.get('show');
    if (show !== undefined) self.postMessage({ kind: 'running', job: show.job, epoch: show.epochs() });
  }
}

const engine = new Engine();
self.onmessage = ({ data }) => engine.ask(data);
self.postMessage({ kind: 'ready', isTwin: chainModule() === null });
