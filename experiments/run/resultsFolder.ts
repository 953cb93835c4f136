import { join } from 'node:path';
import type { Listed } from '../base/listed.ts';
import { Journal } from './journal.ts';
import type { JournalRows } from './journalRows.ts';
import { type FolderLock, lockFolder } from './lock.ts';
import { Measurements } from './measurements.ts';
import { idsOf, type Planned, plannedIn } from './plannedIn.ts';
import { Pool } from './pool.ts';
import { Round } from './round.ts';
import type { Staff } from './staff.ts';
import { keepPlan } from './studyFile.ts';
import type { PlannedTrial, SweepOptions, SweepOutcome } from './sweepOptions.ts';
import { realSystem, type System } from './system/system.ts';
import { makeFolders } from './system/writeWhole.ts';
import { whenFree } from './whenFree.ts';
import type { Workforce } from './workforce.ts';

export { differingFields, keepPlan, readPlan, refuseForeign } from './studyFile.ts';
export type { PlannedTrial, SweepOptions, SweepOutcome } from './sweepOptions.ts';

/**
 * Runs what is missing of a study in its folder; repeated, it runs nothing. A trial that fails is a row too, and is
 * not run again unless asked. Throws `UserError` for a foreign folder, which is left as it was, for one in use, for
 * a trial that is there twice, and where the disk refuses.
 */
export async function sweep({ trials, ...options }: SweepOptions): Promise<SweepOutcome> {
  const planned = plannedIn(trials);
  const wait = whenFree(options.folder, options);
  if (wait !== null) await wait;
  const open = new OpenSweep(options);
  try {
    return await open.run(trials, options.onProgress, planned);
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
  private readonly system: System;
  private readonly journal: Journal;
  private readonly measurements: Measurements;
  private readonly workforce: Workforce;
  private readonly lock: FolderLock;
  private readonly failedNow = new Set<string>();

  constructor(options: Omit<SweepOptions, 'trials'>) {
    const { folder, entry, workers, limitMilliseconds, own, system = realSystem } = options;
    const { workforce = (staff: Staff) => new Pool(staff) } = options;
    this.options = options;
    this.system = system;
    makeFolders(folder, system.disk);
    this.lock = lockFolder(folder, system);
    try {
      this.journal = this.openJournal();
    } catch (error) {
      this.lock.release();
      throw error;
    }
    this.measurements = new Measurements(folder, system.disk);
    options.onRows?.(this.journal.rows);
    const staff = {
      entry,
      workers,
      ...(limitMilliseconds === undefined ? {} : { limitMilliseconds }),
      ...(own === undefined ? {} : { own }),
    };
    this.workforce = workforce(staff, this.journal.rows);
  }

  /** Runs those of the trials that no row tells of. Throws `UserError` for a trial that is there twice. */
  async run(
    trials: Listed<PlannedTrial>,
    onProgress?: SweepOptions['onProgress'],
    planned = plannedIn(trials),
  ): Promise<SweepOutcome> {
    const { options, journal, measurements, failedNow } = this;
    const round = new Round({
      trials,
      planned,
      options,
      journal,
      measurements,
      failedNow,
      ...(onProgress !== undefined && { onProgress }),
    });
    await this.workforce.run(round.batch());
    const rows = rowsOf(planned, journal.rows);
    return { ...round.counts(), rows, rowsHash: rows.hash(), repairs: repairsOf(journal) };
  }

  /** Ends the workers, writes what is still to be written, and gives the folder free. */
  async close(): Promise<void> {
    const { workforce, measurements, journal, lock } = this;
    try {
      await workforce.close();
    } finally {
      inTurn([() => measurements.close(), () => journal.close(), () => lock.release()]);
    }
  }

  /** The journal of the study, with its plan written beside it: an enlarged one before, so that the journal is known to be its own. */
  private openJournal(): Journal {
    const { folder, study } = this.options;
    const { disk } = this.system;
    const tools = { ...this.system, guard: () => this.lock.lost() };
    if (disk.exists(join(folder, 'study.json'))) keepPlan(folder, study, tools);
    const journal = new Journal(join(folder, 'journal.ndjson'), study.hash, tools);
    try {
      keepPlan(folder, study, tools);
      return journal;
    } catch (error) {
      journal.close();
      throw error;
    }
  }
}

/** Does one after the other, whatever is thrown; throws what was thrown first. */
function inTurn(acts: readonly (() => void)[]): void {
  const [act, ...others] = acts;
  if (act === undefined) return;
  try {
    act();
  } finally {
    inTurn(others);
  }
}

/** Those of a journal's rows that are of these trials. */
function rowsOf(planned: Planned, rows: JournalRows): JournalRows {
  let isWhole = rows.size === planned.size;
  for (let k = 0; isWhole && k < planned.size; k++) isWhole = rows.has(planned.idAt(k));
  return isWhole ? rows : rows.amongst(idsOf(planned));
}

function repairsOf({ content }: Journal): string[] {
  const repairs: string[] = [];
  if (content.hasDamagedHeader)
    repairs.push('passed over a damaged first line: what study it is was read from study.json');
  if (content.tornBytes > 0) repairs.push(`cut ${content.tornBytes} bytes of a torn last line (kept aside)`);
  if (content.badLines > 0)
    repairs.push(`passed over damaged lines: ${content.badLines}; their trials count as missing`);
  return repairs;
}
