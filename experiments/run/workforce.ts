import type { Listed } from '../base/listed.ts';
import type { Task } from './staff.ts';
import type { Place } from './turnBoard.ts';

/** Work to be done, and its listeners. */
export interface Batch<Result> {
  readonly tasks: readonly Task[];
  /** The same tasks, each made when it is asked for, for a workforce that does not want all in memory at once; left out: `tasks` are all there is. */
  readonly list?: Listed<Task>;
  readonly signal?: AbortSignal;
  /** `Result` is what `run` of the entry returns; it is not checked. `ranWhole`: why it shared no beginning though it might have. */
  onResult(id: string, result: Result, milliseconds: number, ranWhole?: string): void;
  /** `place`: whose doing it was and when, where that is known; `byTime`: a limit ended it, which another machine may keep. */
  onFailure(id: string, reason: string, place?: Place, byTime?: true): void;
}

/**
 * Those who do tasks for a coordinator: worker threads of this process, or workers anywhere behind a queue. Results come back in any order;
 * the coordinator's journal, not the workforce, decides what is done.
 */
export interface Workforce {
  /** Ends when every task has brought a result or failed, or, after an abort, when nothing more will come. Rejects if a listener throws. */
  run<Result>(batch: Batch<Result>): Promise<void>;
  /** Gives back what the workforce holds; to be called in any case. */
  close(): Promise<void>;
}
