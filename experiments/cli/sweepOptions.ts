import type { FailureOptions } from './failureOptions.ts';
import type { QueueOptions } from './queueOptions.ts';
import type { ShardOptions } from './shardOptions.ts';
import type { StudyOptions } from './sweepStudy.ts';

/** Options of `yuma-lab sweep`. */
export interface SweepOptions extends StudyOptions, ShardOptions, FailureOptions, QueueOptions {
  readonly workers: number;
  readonly dir?: string;
  readonly json?: true;
}
