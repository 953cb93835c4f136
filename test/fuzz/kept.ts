import type { PartResult } from './part.ts';

/** What is kept of the seeds `from` … `to` − 1. */
export interface Kept extends PartResult {
  readonly from: number;
  readonly to: number;
  /** Most memory of a process, MiB. */
  readonly mebibytes: number;
}
