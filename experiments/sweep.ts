import {
  appendFileSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { UserError } from './cli/failure.ts';
import { schemaVersion } from './identity.ts';
import { Journal, rowsHash, type StoredRow } from './journal.ts';
import { lockFolder } from './lock.ts';
import { runPool } from './pool.ts';

/** A trial to run: its id, what a worker is given, and the labels its row is kept with. */
export interface PlannedTrial {
  readonly id: string;
  readonly plan: unknown;
  readonly labels: Readonly<Record<string, unknown>>;
}

export interface SweepOptions {
  /** The plan as it is written before the first trial: plain data, and its hash. */
  readonly study: { readonly hash: string; readonly plan: unknown };
  readonly trials: readonly PlannedTrial[];
  readonly folder: string;
  readonly entry: URL;
  readonly workers: number;
  readonly signal?: AbortSignal;
  /** Words that repeat one trial, for the row of a failed one. */
  replay(trial: PlannedTrial): string;
  onProgress?(done: number, total: number, failed: number): void;
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

/** Runs what is missing of a study in its folder; repeated, it runs nothing. Throws `UserError` for a foreign folder. */
export async function sweep(options: SweepOptions): Promise<SweepOutcome> {
  const { folder, study, trials } = options;
  mkdirSync(folder, { recursive: true });
  const unlock = lockFolder(folder);
  try {
    writePlan(join(folder, 'study.json'), study);
    const journal = new Journal(join(folder, 'journal.ndjson'), study.hash);
    try {
      return await runMissing(options, journal);
    } finally {
      journal.close();
    }
  } finally {
    unlock();
  }

  async function runMissing({ onProgress, ...rest }: SweepOptions, journal: Journal): Promise<SweepOutcome> {
    const rows = new Map(journal.content.rows);
    const planned = new Map(trials.map((trial) => [trial.id, trial]));
    const missing = trials.filter(({ id }) => !journal.has(id));
    const isFailed = (row: StoredRow | undefined) => row?.status === 'failed';
    let failed = trials.filter(({ id }) => isFailed(rows.get(id))).length;
    let done = trials.length - missing.length;
    const keep = (row: StoredRow) => {
      journal.append(row);
      rows.set(row.id, row);
      onProgress?.(++done, trials.length, failed);
    };
    onProgress?.(done, trials.length, failed);
    await runPool({
      entry: rest.entry,
      workers: rest.workers,
      tasks: missing.map(({ id, plan }) => ({ id, input: plan })),
      ...(rest.signal === undefined ? {} : { signal: rest.signal }),
      onResult(id, result, milliseconds) {
        const { labels, plan } = planned.get(id)!;
        keep({ id, ...labels, plan, status: 'complete', ...(result as object) });
        measure(folder, id, milliseconds);
      },
      onFailure(id, reason) {
        const trial = planned.get(id)!;
        failed += 1;
        keep({ id, ...trial.labels, plan: trial.plan, status: 'failed', reason, replay: rest.replay(trial) });
      },
    });
    const kept = new Map([...rows].filter(([id]) => planned.has(id)));
    return {
      ran: done - (trials.length - missing.length),
      found: trials.length - missing.length,
      failed,
      total: trials.length,
      stopped: done < trials.length,
      rows: kept,
      rowsHash: rowsHash(kept.values()),
      repairs: repairsOf(journal),
    };
  }
}

/** Durations are kept apart: a row holds no time and no host, so that rows compare. */
function measure(folder: string, id: string, milliseconds: number): void {
  appendFileSync(
    join(folder, 'measurements.ndjson'),
    `${JSON.stringify({ id, milliseconds: Math.round(milliseconds) })}\n`,
  );
}

function repairsOf({ content }: Journal): string[] {
  const repairs: string[] = [];
  if (content.tornBytes > 0) repairs.push(`cut ${content.tornBytes} bytes of a torn last line (kept aside)`);
  if (content.badLines > 0)
    repairs.push(`${content.badLines} lines fail their checksum: their trials ran again`);
  return repairs;
}

/** Writes the plan once, whole or not at all; refuses a folder that holds another. */
function writePlan(path: string, study: SweepOptions['study']): void {
  if (existsSync(path)) {
    checkPlan(path, study.hash);
    return;
  }
  const text = `${JSON.stringify({ schema: schemaVersion, hash: study.hash, plan: study.plan }, null, 2)}\n`;
  const draft = `${path}.tmp`;
  const file = openSync(draft, 'w');
  writeSync(file, text);
  fsyncSync(file);
  closeSync(file);
  renameSync(draft, path);
}

function checkPlan(path: string, hash: string): void {
  const { schema, hash: found } = readPlan(path);
  if (schema !== schemaVersion)
    throw new UserError(`${path} has schema ${schema}; this version writes ${schemaVersion}`);
  if (found === hash) return;
  throw new UserError(
    `${path} is study ${String(found).slice(0, 8)}, not ${hash.slice(0, 8)}; the folder was left untouched: choose another`,
  );
}

/** The plan of a results folder as written. Throws `UserError` where there is none. */
export function readPlan(path: string): { schema: number; hash: string; plan: unknown } {
  if (!existsSync(path)) throw new UserError(`${path} is missing: this is not a results folder`);
  try {
    const { schema, hash, plan } = JSON.parse(readFileSync(path, 'utf8'));
    return { schema, hash, plan };
  } catch {
    throw new UserError(`${path} is not JSON: this is not the plan of a study`);
  }
}
