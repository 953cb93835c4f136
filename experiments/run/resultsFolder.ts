import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { NoCanonicalText } from '../base/canonical.ts';
import { schemaVersion } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { Journal, rowsHash, type StoredRow, writeWhole } from './journal.ts';
import { lockFolder } from './lock.ts';
import { Pool } from './pool.ts';
import type { OwnStaff, Staff } from './staff.ts';
import type { Place } from './turnBoard.ts';
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
  readonly trials: readonly PlannedTrial[];
  readonly folder: string;
  readonly entry: URL;
  readonly workers: number;
  /** Those who run the trials; left out: worker threads of this process. */
  readonly workforce?: (staff: Staff) => Workforce;
  readonly signal?: AbortSignal;
  /** Longest a trial may take before it counts as failed, ms; none if left out. */
  readonly limitMilliseconds?: number;
  /** Agents of one's own that the trials may meet. */
  readonly own?: OwnStaff;
  /** Whether trials that failed before run again; their new row takes the place of the old. */
  readonly retryFailed?: boolean;
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
  readonly rows: ReadonlyMap<string, StoredRow>;
  readonly rowsHash: string;
  /** What was found damaged in the journal and mended. */
  readonly repairs: readonly string[];
}

/**
 * Runs what is missing of a study in its folder; repeated, it runs nothing. A trial that fails is a row too, and is
 * not run again unless asked. Throws `UserError` for a foreign folder, which is left as it was, for one in use, for
 * a trial that is there twice, and where the disk refuses.
 */
export async function sweep({ trials, ...options }: SweepOptions): Promise<SweepOutcome> {
  plannedById(trials);
  const open = new OpenSweep(options);
  try {
    return await open.run(trials, options.onProgress);
  } finally {
    await open.close();
  }
}

/**
 * A results folder held open while trials are added to it batch by batch, by the same workers: for a study whose next trials depend on
 * its rows so far. The constructor throws as `sweep` does; call `close` in any case.
 */
export class OpenSweep {
  private readonly options: Omit<SweepOptions, 'trials'>;
  private readonly journal: Journal;
  private readonly workforce: Workforce;
  private readonly unlock: () => void;
  private readonly rows: Map<string, StoredRow>;

  constructor(options: Omit<SweepOptions, 'trials'>) {
    const { folder, study, entry, workers, limitMilliseconds, own } = options;
    const { workforce = (staff) => new Pool(staff) } = options;
    this.options = options;
    mkdirSync(folder, { recursive: true });
    this.unlock = lockFolder(folder);
    try {
      this.journal = journalFor(folder, study);
    } catch (error) {
      this.unlock();
      throw error;
    }
    this.rows = new Map(this.journal.content.rows);
    options.onRows?.(this.rows);
    this.workforce = workforce({
      entry,
      workers,
      ...(limitMilliseconds === undefined ? {} : { limitMilliseconds }),
      ...(own === undefined ? {} : { own }),
    });
  }

  /** Runs those of the trials that no row tells of. Throws `UserError` for a trial that is there twice. */
  async run(trials: readonly PlannedTrial[], onProgress?: SweepOptions['onProgress']): Promise<SweepOutcome> {
    const { options, rows, journal } = this;
    const { folder } = options;
    const planned = plannedById(trials);
    const isMissing = ({ id }: PlannedTrial) =>
      !rows.has(id) || (options.retryFailed === true && isFailed(rows.get(id)));
    const missing = trials.filter(isMissing);
    const found = trials.length - missing.length;
    let failed = trials.filter((trial) => isFailed(rows.get(trial.id)) && !isMissing(trial)).length;
    let done = found;
    const keep = (row: StoredRow) => {
      journal.append(row);
      rows.set(row.id, row);
      if (isFailed(row)) failed += 1;
      done += 1;
      options.onKept?.(row.id);
      onProgress?.(done, trials.length, failed);
    };
    onProgress?.(done, trials.length, failed);
    await this.workforce.run({
      tasks: missing.map(({ id, plan, stem }) => ({ id, input: plan, ...(stem !== undefined && { stem }) })),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onResult(id, result: object, milliseconds, ranWhole) {
        const trial = planned.get(id)!;
        keepResult(keep, trial, result, options);
        measure(folder, id, milliseconds, ranWhole);
      },
      onFailure(id, reason, place, byTime) {
        keep(failedRow(planned.get(id)!, reason, options, place, byTime));
      },
    });
    const kept = new Map([...rows].filter(([id]) => planned.has(id)));
    return {
      ran: done - found,
      found,
      failed,
      total: trials.length,
      stopped: done < trials.length,
      rows: kept,
      rowsHash: rowsHash(kept.values()),
      repairs: repairsOf(journal),
    };
  }

  /** Ends the workers, writes what is still to be written, and gives the folder free. */
  async close(): Promise<void> {
    try {
      await this.workforce.close();
    } finally {
      try {
        this.journal.close();
      } finally {
        this.unlock();
      }
    }
  }
}

/** The journal of a study in its folder, with its plan written beside it. */
function journalFor(folder: string, study: SweepOptions['study']): Journal {
  const plan = join(folder, 'study.json');
  refuseForeign(folder, study);
  const journal = new Journal(join(folder, 'journal.ndjson'), study.hash);
  try {
    if (!existsSync(plan)) writePlan(plan, study);
    return journal;
  } catch (error) {
    journal.close();
    throw error;
  }
}

/** Throws `UserError` for a folder that holds another study, before anything is written into it. */
export function refuseForeign(folder: string, study: SweepOptions['study']): void {
  const plan = join(folder, 'study.json');
  if (existsSync(plan)) checkPlan(plan, study);
}

function plannedById(trials: readonly PlannedTrial[]): Map<string, PlannedTrial> {
  const planned = new Map<string, PlannedTrial>();
  for (const trial of trials) {
    const same = planned.get(trial.id);
    if (same === undefined) planned.set(trial.id, trial);
    else {
      const places = [same, trial].map(({ labels }) => JSON.stringify(labels)).join(' and ');
      throw new UserError(
        `trial ${trial.id} is twice in the study, as ${places}: write each combination once`,
      );
    }
  }
  return planned;
}

const isFailed = (row: StoredRow | undefined) => row?.status === 'failed';

/** Keeps what a trial brought back. NaN and the like never get into the results: such a trial has failed. */
function keepResult(
  keep: (row: StoredRow) => void,
  trial: PlannedTrial,
  result: object,
  options: Omit<SweepOptions, 'trials'>,
): void {
  const { id, labels, plan } = trial;
  try {
    keep({ ...result, ...labels, id, plan, status: 'complete' });
  } catch (error) {
    if (!(error instanceof NoCanonicalText)) throw error;
    keep(failedRow(trial, `its result cannot be stored: ${error.message}`, options));
  }
}

function failedRow(
  trial: PlannedTrial,
  reason: string,
  options: Pick<SweepOptions, 'replay'>,
  place?: Place,
  byTime?: true,
): StoredRow {
  const { id, labels, plan } = trial;
  const head = { ...labels, id, plan, status: 'failed', ...place, reason, replay: options.replay(trial) };
  return byTime === undefined ? head : { ...head, byTime };
}

/** Durations are kept apart, and why a trial shared no beginning: a row holds no time and no host, so that rows compare. */
function measure(folder: string, id: string, milliseconds: number, ranWhole?: string): void {
  const measured = { id, milliseconds: Math.round(milliseconds), ranWhole };
  appendFileSync(join(folder, 'measurements.ndjson'), `${JSON.stringify(measured)}\n`);
}

function repairsOf({ content }: Journal): string[] {
  const repairs: string[] = [];
  if (content.tornBytes > 0) repairs.push(`cut ${content.tornBytes} bytes of a torn last line (kept aside)`);
  if (content.badLines > 0)
    repairs.push(`passed over damaged lines: ${content.badLines}; their trials count as missing`);
  return repairs;
}

/** Writes the plan of a study into its folder before anything runs, unless it is there. Throws `UserError` where another study is. */
export function keepPlan(folder: string, study: SweepOptions['study']): void {
  refuseForeign(folder, study);
  const plan = join(folder, 'study.json');
  if (!existsSync(plan)) writePlan(plan, study);
}

/** Writes the plan once, whole or not at all. */
function writePlan(path: string, { hash, plan }: SweepOptions['study']): void {
  writeWhole(path, `${JSON.stringify({ schema: schemaVersion, hash, plan }, null, 2)}\n`);
}

/** Refuses a folder that holds another study, or one of another schema, and says what differs. */
function checkPlan(path: string, { hash, plan }: SweepOptions['study']): void {
  const { schema, hash: found, plan: written } = readPlan(path);
  if (schema !== schemaVersion)
    throw new UserError(
      `${path} has schema ${schema}; this version writes ${schemaVersion}: choose another folder`,
    );
  if (found === hash) return;
  const differing = differingFields(written, plan);
  const why =
    differing.length > 0
      ? `they differ in ${differing.join(', ')}`
      : 'the plans are alike, so another engine wrote it';
  throw new UserError(
    `${path} is study ${String(found).slice(0, 8)}, not ${hash.slice(0, 8)}: ${why}. ` +
      'A study does not change after its first trial, and the folder was left untouched: choose another',
  );
}

/** Top-level fields of two plans that are not the same. */
export function differingFields(one: unknown, other: unknown): string[] {
  const [first, second]: Record<string, unknown>[] = [one, other].map(Object);
  const names = [...new Set([...Object.keys(first), ...Object.keys(second)])];
  return names.filter((name) => JSON.stringify(first[name]) !== JSON.stringify(second[name]));
}

/** The plan of a results folder as written. Throws `UserError` if it is missing. */
export function readPlan(path: string): { schema: number; hash: string; plan: unknown } {
  if (!existsSync(dirname(path)))
    throw new UserError(`${dirname(path)} does not exist: name a folder that sweep has written`);
  if (!existsSync(path))
    throw new UserError(
      `${path} is missing: a results folder has the plan of its study, study.json (name a folder that sweep has written)`,
    );
  try {
    const { schema, hash, plan } = JSON.parse(readFileSync(path, 'utf8'));
    return { schema, hash, plan };
  } catch {
    throw new UserError(`${path} is not JSON: this is not the plan of a study`);
  }
}
