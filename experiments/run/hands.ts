import { Worker } from 'node:worker_threads';
import { runnable } from '../base/runnable.ts';
import { turnBoard } from './turnBoard.ts';

/** A worker, with the board it writes its turns on. */
export interface Hand {
  readonly worker: Worker;
  readonly board: ReturnType<typeof turnBoard>;
}

/** What a worker is started with. */
interface Hiring {
  /** The module that it runs. */
  readonly entry: URL;
  readonly own?: { readonly supplies: unknown };
}

/** A worker that waits, or a new one. */
export function hire(idle: Set<Hand>, staff: Hiring): Hand & { readonly isNew: boolean } {
  const [waiting] = idle;
  if (waiting !== undefined) {
    idle.delete(waiting);
    hush(waiting.worker);
    return { ...waiting, isNew: false };
  }
  const board = turnBoard();
  const worker = new Worker(new URL('../boot/worker.mjs', import.meta.url), {
    workerData: { entry: runnable(staff.entry), board, supplies: staff.own?.supplies },
  });
  return { worker, board, isNew: true };
}

/** Takes our listeners off. Node keeps some of its own on a worker, without which it would never be heard again. */
export function hush(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

/** Lets a worker wait. If it dies meanwhile, it is dropped from the pool. */
export function rest(idle: Set<Hand>, hand: Hand): void {
  idle.add(hand);
  for (const event of ['error', 'exit']) hand.worker.on(event, () => idle.delete(hand));
}
