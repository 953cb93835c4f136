import type { Listed } from '../base/listed.ts';
import type { OwnStaff, Staff } from './staff.ts';
import type { StoredRow } from './storedRow.ts';
import type { System } from './system/system.ts';
import type { Workforce } from './workforce.ts';

/** A trial to run: its id, what a worker is given, and the labels its row is kept with. */
export interface PlannedTrial {
  readonly id: string;
  readonly plan: unknown;
  readonly labels: Readonly<Record<string, unknown>>;
  /** What it has in common with others, as a task of the pool has it. */
  readonly stem?: string;
}

export interface SweepOptions {
  /** The plan as it is written before the first trial: plain data, and its hash. */
  readonly study: { readonly hash: string; readonly plan: unknown };
  /** An array, or a list that makes each trial when it is asked for. */
  readonly trials: Listed<PlannedTrial>;
  readonly folder: string;
  readonly entry: URL;
  readonly workers: number;
  /** Those who run the trials, given the rows of the folder as they grow; left out: worker threads of this process. */
  readonly workforce?: (staff: Staff, rows: ReadonlyMap<string, StoredRow>) => Workforce;
  readonly signal?: AbortSignal;
  /** Longest a trial may take before it counts as failed, ms; none if left out. */
  readonly limitMilliseconds?: number;
  /** Agents of one's own that the trials may meet. */
  readonly own?: OwnStaff;
  /** Whether trials that failed before run again; their new row takes the place of the old. Those that a shorter limit ended do in any case. */
  readonly retryFailed?: boolean;
  /** Disk, clock and machine; left out: the real ones. */
  readonly system?: System;
  /** Told in words where the run waits for the lease of a process that may be gone. */
  onWait?(words: string): void;
  /** Words that repeat one trial, for the row of a failed one. */
  replay(trial: PlannedTrial): string;
  onProgress?(done: number, total: number, failed: number): void;
  /** Called once a row is acknowledged: from here on a kill cannot lose it. */
  onKept?(id: string): void;
  /** Called once, with the rows of the folder: those found, and later those to come. */
  onRows?(rows: ReadonlyMap<string, StoredRow>): void;
}

export interface SweepOutcome {
  /** Trials run now, and those found done. */
  readonly ran: number;
  readonly found: number;
  readonly failed: number;
  readonly total: number;
  readonly stopped: boolean;
  /** Rows of the trials by id; each is read from the folder when it is asked for. */
  readonly rows: ReadonlyMap<string, StoredRow>;
  readonly rowsHash: string;
  /** What was found damaged in the journal and mended. */
  readonly repairs: readonly string[];
}
