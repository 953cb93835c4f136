import { join } from 'node:path';
import { writeWhole } from '../../run/journal.ts';
import type { Onlooker, SeenRun } from '../../sweep/atTerminal.ts';
import type { Drawn } from './drawDraft.ts';
import { emptyPage, type Unfinished, withNotice } from './unfinished.ts';

/** What keeps the page of a running folder needs. */
export interface RunningPageOptions {
  readonly folder: string;
  /** The study's question: title of a page without rows. */
  readonly question: string;
  readonly workers: number;
  /** Milliseconds from any beginning, and the moment by the calendar. */
  now(): number;
  today(): Date;
  /** The report over the rows so far; null where they are too few, or where it takes more than so many milliseconds. */
  draw(limit: number): Promise<Drawn | null>;
  /** Ends a drawing that is under way, which then brings null, and gives back what it took. */
  close(): Promise<void>;
}

/** The page is renewed so often, and not before a run has lasted so long, ms. */
const every = 60_000;
/** Part of a run's time that drawing may take from its workers. */
const share = 0.02;
/** How long a first drawing is taken to last, ms. One that lasts longer than there is time for is ended, so a wrong guess costs no more. */
const firstCost = 6000;

/**
 * Keeps `report.html` of a running folder current: how far it is every minute, and the report over the rows so far as often as drawing it takes
 * at most a fiftieth of the workers' time. Each page is written whole or not at all; what goes wrong with it does not touch the run.
 */
export class RunningPage implements Onlooker {
  private readonly options: RunningPageOptions;
  private readonly started: number;
  private nextPage: number;
  private nextDraw = 0;
  private cost = firstCost;
  private spent = 0;
  private drawing: Promise<void> | null = null;
  private drawn: Drawn | null = null;
  private drawnAt = 0;
  private latest: SeenRun | null = null;
  private hasEnded = false;

  constructor(options: RunningPageOptions) {
    this.options = options;
    this.started = options.now();
    this.nextPage = this.started + every;
  }

  see(run: SeenRun): void {
    this.latest = run;
    const now = this.options.now();
    if (now < this.nextPage) return;
    this.nextPage = now + every;
    this.write(run, false);
    if (this.mayDraw(run, now)) this.drawing = this.draw(run, now);
  }

  /** The run has ended. A page of it says so where it was stopped; where it was not, its report takes the page's place. */
  async end(run: SeenRun | null, isStopped: boolean): Promise<void> {
    this.hasEnded = true;
    await this.options.close();
    await this.drawing;
    if (isStopped && run !== null && this.latest !== null && this.hasPage) this.write(run, true);
  }

  private get hasPage(): boolean {
    return this.nextPage > this.started + every;
  }

  private mayDraw({ stage, done, pace }: SeenRun, now: number): boolean {
    if (this.drawing !== null || stage !== 'trials' || done === this.drawnAt || now < this.nextDraw)
      return false;
    return this.cost <= this.room(pace, now);
  }

  /** Milliseconds that drawing may still take of the whole run, as long as it is thought to last. */
  private room(pace: SeenRun['pace'], now: number): number {
    const whole = now - this.started + 1000 * (pace?.left ?? 0);
    return share * this.options.workers * whole - this.spent;
  }

  private async draw({ done, pace }: SeenRun, begun: number): Promise<void> {
    const { now, draw, workers } = this.options;
    this.drawnAt = done;
    const limit = this.room(pace, begun);
    const drawn = await draw(limit).catch(() => null);
    const took = now() - begun;
    this.spent += took;
    this.nextDraw = begun + took / (share * workers);
    // One that was ended would have taken longer: it is tried again when there is twice the time.
    this.cost = took < limit ? took : 2 * took;
    if (drawn !== null) this.drawn = drawn;
    this.drawing = null;
    if (drawn !== null && this.latest !== null && !this.hasEnded) this.write(this.latest, false);
  }

  private write(run: SeenRun, isStopped: boolean): void {
    const { folder, question, now, today } = this.options;
    const { drawn } = this;
    const unfinished: Unfinished = {
      ...run,
      seconds: (now() - this.started) / 1000,
      moment: today(),
      isStopped,
      known: drawn?.known ?? null,
    };
    const page = drawn === null ? emptyPage(question, unfinished) : withNotice(drawn.page, unfinished);
    try {
      writeWhole(join(folder, 'report.html'), page);
    } catch {}
  }
}
