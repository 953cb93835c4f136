import { canonical, NoCanonicalText } from '../base/canonical.ts';
import { type Listed, listedBy, placesWhere } from '../base/listed.ts';
import { UserError } from '../base/userError.ts';
import type { Journal } from './journal.ts';
import type { Measurements } from './measurements.ts';
import type { Planned } from './plannedIn.ts';
import type { Task } from './staff.ts';
import { isFailed, type StoredRow } from './storedRow.ts';
import type { PlannedTrial, SweepOptions, SweepOutcome } from './sweepOptions.ts';
import type { Place } from './turnBoard.ts';
import type { Batch } from './workforce.ts';

/** What a round works with. */
interface RoundTools {
  readonly trials: Listed<PlannedTrial>;
  readonly planned: Planned;
  readonly options: Omit<SweepOptions, 'trials'>;
  readonly journal: Journal;
  readonly measurements: Measurements;
  /** Trials that failed since the folder was opened: they are not run again before it is opened anew. */
  readonly failedNow: Set<string>;
  readonly onProgress?: SweepOptions['onProgress'];
}

/**
 * Trials that are asked for at once: which of them the journal has, and what becomes of the others. The first result of a trial counts; one
 * that comes again is compared with it.
 */
export class Round {
  private readonly tools: RoundTools;
  /** [trial] 1 while its result is awaited. */
  private readonly awaited: Uint8Array;
  private readonly found: number;
  private done: number;
  private failed: number;

  constructor(tools: RoundTools) {
    const { planned } = tools;
    this.tools = tools;
    this.awaited = new Uint8Array(planned.size);
    let failed = 0;
    for (let k = 0; k < planned.size; k++) {
      const id = planned.idAt(k);
      if (this.isMissing(id)) this.awaited[k] = 1;
      else if (this.placeOf(id)?.isFailed) failed += 1;
    }
    this.found = this.awaited.filter((is) => is === 0).length;
    this.done = this.found;
    this.failed = failed;
  }

  /** What is to be done, for a workforce. */
  batch(): Batch<object> {
    const { trials, options, measurements } = this.tools;
    this.tell();
    const places = placesWhere(trials.length, (k) => this.awaited[k] === 1);
    const list = listedBy(places.length, (k) => taskOf(trials.at(places[k])!));
    let all: readonly Task[] | null = null;
    return {
      list,
      get tasks() {
        all ??= [...list];
        return all;
      },
      ...(options.signal === undefined ? {} : { signal: options.signal }),
      onResult: (id, result, milliseconds, ranWhole) => {
        const trial = this.trialOf(id);
        this.keep(trial, () => this.completeRow(trial, result));
        measurements.note(id, milliseconds, ranWhole);
      },
      onFailure: (id, reason, place, byTime) => {
        const trial = this.trialOf(id);
        this.keep(trial, () => this.failedRow(trial, reason, place, byTime));
      },
    };
  }

  counts(): Pick<SweepOutcome, 'ran' | 'found' | 'failed' | 'total' | 'stopped'> {
    const { found, done, failed } = this;
    const total = this.tools.trials.length;
    return { ran: done - found, found, failed, total, stopped: done < total };
  }

  private placeOf(id: string) {
    return this.tools.journal.rows.placeOf(id);
  }

  private isMissing(id: string): boolean {
    const { options, journal } = this.tools;
    const place = this.placeOf(id);
    if (place === null || !place.isFailed) return place === null;
    if (this.tools.failedNow.has(id)) return false;
    if (options.retryFailed === true) return true;
    return place.isByTime && endedBelow(options.limitMilliseconds, journal.rows.get(id));
  }

  /** The place of a trial; one that there is none of is beyond all. */
  private placeIn(id: string): number {
    const { planned } = this.tools;
    const k = planned.find(id);
    return k < 0 ? planned.size : k;
  }

  private trialOf(id: string): PlannedTrial {
    const trial = this.tools.trials.at(this.placeIn(id));
    if (trial === undefined) throw new Error(`a result came for ${id}, which is no trial of this study`);
    return trial;
  }

  /** Puts the row of a trial into the journal, if it is the first. */
  private keep(trial: PlannedTrial, rowOf: () => StoredRow): void {
    const k = this.placeIn(trial.id);
    if (this.awaited[k] === 0) {
      this.compare(trial, rowOf());
      return;
    }
    this.append(trial, rowOf());
    this.awaited[k] = 0;
    this.done += 1;
    if (this.placeOf(trial.id)?.isFailed) {
      this.failed += 1;
      this.tools.failedNow.add(trial.id);
    }
    this.tools.options.onKept?.(trial.id);
    this.tell();
  }

  /** NaN and the like never get into the results: such a trial has failed. */
  private append(trial: PlannedTrial, row: StoredRow): void {
    const { journal } = this.tools;
    try {
      journal.append(row);
    } catch (error) {
      if (!(error instanceof NoCanonicalText)) throw error;
      journal.append(this.failedRow(trial, `its result cannot be stored: ${error.message}`));
    }
  }

  /** The same trial gives the same bytes on every machine. Where it did not, no row is to be believed. */
  private compare(trial: PlannedTrial, row: StoredRow): void {
    const kept = this.tools.journal.rows.get(trial.id);
    if (kept === undefined || isFailed(kept) || isFailed(row) || sameRow(kept, row)) return;
    throw new UserError(
      `trial ${trial.id} was run twice, and came out differently: a worker of another version, or a machine that errs. ` +
        `The first row is kept; run it once more with ${this.tools.options.replay(trial)}`,
    );
  }

  private completeRow({ id, labels, plan }: PlannedTrial, result: object): StoredRow {
    return { ...result, ...labels, id, plan, status: 'complete' };
  }

  private failedRow(trial: PlannedTrial, reason: string, place?: Place, byTime?: true): StoredRow {
    const { id, labels, plan } = trial;
    const replay = this.tools.options.replay(trial);
    const row = { ...labels, id, plan, status: 'failed', ...place, reason, replay };
    return byTime === undefined ? row : { ...row, byTime };
  }

  private tell(): void {
    this.tools.onProgress?.(this.done, this.tools.trials.length, this.failed);
  }
}

const taskOf = ({ id, plan, stem }: PlannedTrial): Task => ({
  id,
  input: plan,
  ...(stem !== undefined && { stem }),
});

/** Whether a trial was ended by a limit of time below the present one. */
function endedBelow(limit = Number.POSITIVE_INFINITY, row: StoredRow | undefined): boolean {
  const [, milliseconds] = /^exceeded (\d+(?:\.\d+)?) ms$/.exec(String(row?.reason)) ?? [];
  return milliseconds !== undefined && Number(milliseconds) < limit;
}

function sameRow(one: StoredRow, other: StoredRow): boolean {
  try {
    return canonical(one) === canonical(other);
  } catch {
    return false;
  }
}
