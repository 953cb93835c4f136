import { sha256 } from '../../experiments/base/canonical.ts';
import { systemFault } from '../../experiments/base/thrown.ts';
import { UserError } from '../../experiments/base/userError.ts';
import { readJournal, rowsHash, type StoredRow } from '../../experiments/run/journal.ts';
import { type SweepOutcome, sweep } from '../../experiments/run/resultsFolder.ts';
import { lineOf } from '../../experiments/run/storedRow.ts';
import type { PlannedTrial } from '../../experiments/run/sweepOptions.ts';
import type { System } from '../../experiments/run/system/system.ts';
import { stream } from '../../sim/random.ts';
import { SimulatedDisk } from './disk.ts';
import { byId, type Matching, SimulatedNetwork } from './network.ts';
import { diskOf, Killed, Machines, SimulatedProcess } from './process.ts';
import type { Life, Misfortune, Schedule } from './schedule.ts';
import { SimulatedTime } from './time.ts';

/** A fault put into the runner on purpose, to see that it is found: what it has in the place of a part of it. */
export interface Plant {
  system?(real: System): System;
  readonly matching?: Matching;
  merge?(parts: readonly (readonly StoredRow[])[], trials: readonly PlannedTrial[]): StoredRow[];
}

/** Trials of the simulation: their rows are known beforehand. */
const trialOf = (k: number): PlannedTrial => ({
  id: sha256(`trial ${k}`).slice(0, 32),
  plan: { seed: k },
  labels: { arm: null, levels: { seed: k } },
});
const resultOf = (k: number) => ({ measures: { x: k / 7 }, text: 'κ'.repeat(1 + 17 * (k % 3)) });
const most = 16;
const allTrials = Array.from({ length: most }, (_, k) => trialOf(k));
const allRows: StoredRow[] = allTrials.map(({ id, plan, labels }, k) => ({
  ...resultOf(k),
  ...labels,
  id,
  plan,
  status: 'complete',
}));
/** The only lines that a journal may hold besides its first. */
const idOfLine = new Map(allRows.map((row) => [lineOf(row).trimEnd(), row.id]));
const wholeHashes = allRows.map((_, k) => rowsHash(allRows.slice(0, k + 1)));

/** What a study on one folder, or on two, has promised so far. */
interface Promises {
  /** Trials acknowledged, which no kill may lose. */
  acknowledged: Set<string>;
  /** Trials acknowledged at any time: a power loss may have lost them. */
  readonly ever: Set<string>;
  /** Those that were on the disk at a completed sync afterwards, which no power loss may lose. */
  readonly durable: Set<string>;
}

/** What came of a simulation. */
export interface Simulated {
  /** What broke a promise, in words; empty: nothing. */
  readonly broken: readonly string[];
  /** What the runner met, counted. */
  readonly met: Readonly<Record<Meeting, number>>;
}

export const meetings = [
  'starts',
  'kills',
  'power losses',
  'refused starts',
  'runs ended by the disk',
  'rows acknowledged',
  'trials run again',
] as const;
type Meeting = (typeof meetings)[number];

/** Runs a schedule to its end. Deterministic. */
export const simulate = (schedule: Schedule, plant: Plant = {}): Promise<Simulated> =>
  new Simulation(schedule, plant).run();

const mostSteps = 20_000;

class Simulation {
  private readonly schedule: Schedule;
  private readonly plant: Plant;
  private readonly time = new SimulatedTime();
  private readonly disk = new SimulatedDisk();
  private readonly machines = new Machines();
  private readonly promises: readonly Promises[];
  private readonly trials: readonly (readonly PlannedTrial[])[];
  private readonly started = new Set<Life>();
  private readonly living = new Map<SimulatedProcess, number>();
  private processes = 0;
  private readonly broken: string[] = [];
  private readonly met = Object.fromEntries(meetings.map((name) => [name, 0])) as Record<Meeting, number>;

  constructor(schedule: Schedule, plant: Plant) {
    this.schedule = schedule;
    this.plant = plant;
    const { shards, trials } = schedule;
    this.promises = Array.from({ length: shards }, () => ({
      acknowledged: new Set(),
      ever: new Set(),
      durable: new Set(),
    }));
    this.trials = this.promises.map((_, shard) =>
      allTrials.slice(0, trials).filter((__, k) => k % shards === shard),
    );
    this.disk.rename([['/results', 'folder']]);
    this.disk.syncFolder('/');
    this.disk.onSync = (path) => this.noteSync(path);
  }

  async run(): Promise<Simulated> {
    const { lives, misfortunes } = this.schedule;
    for (const [k, life] of lives.entries())
      if (k === 0 || life.within === undefined)
        this.time.plan(world, life.at, () => this.start(life, lives[k + 1]));
    for (const misfortune of misfortunes) this.time.plan(world, misfortune.at, () => this.strike(misfortune));
    await this.pass();
    for (const process of this.living.keys()) process.isDead = true;
    this.living.clear();
    for (const shard of this.promises.keys()) this.look(shard, 'after all lives');
    await this.finish();
    const { broken, met } = this;
    return { broken, met };
  }

  /** The same command again, with nothing in its way, a while after all the others. */
  private async finish(): Promise<void> {
    const parts: StoredRow[][] = [];
    for (const shard of this.promises.keys()) {
      this.time.now += 200_000;
      const outcome = this.start(lastLife(shard));
      await this.pass();
      const ended = await Promise.race([outcome, Promise.resolve(null)]);
      if (ended === null) this.broken.push(`the last run of part ${shard} did not end`);
      else this.judge(shard, ended);
      parts.push(this.rowsOf(shard));
    }
    const { merge = mergeById } = this.plant;
    const { trials } = this.schedule;
    if (rowsHash(merge(parts, allTrials.slice(0, trials))) !== wholeHashes[trials - 1])
      this.broken.push('the rows of all parts together are not those of an undisturbed run');
  }

  private judge(shard: number, ended: SweepOutcome | string): void {
    if (typeof ended === 'string') {
      this.broken.push(`the last run of part ${shard} failed: ${ended}`);
      return;
    }
    const { ran, found, failed, total, stopped, rows } = ended;
    const counts = { ran: ran + found, failed, total, stopped, rows: rows.size };
    const wanted = this.trials[shard].length;
    const right = { ran: wanted, failed: 0, total: wanted, stopped: false, rows: wanted };
    if (JSON.stringify(counts) !== JSON.stringify(right))
      this.broken.push(`part ${shard} ended with ${JSON.stringify(counts)}, not ${JSON.stringify(right)}`);
    const all = new Set(this.trials[shard].map(({ id }) => id));
    if (ended.rowsHash !== rowsHash(allRows.filter(({ id }) => all.has(id))))
      this.broken.push(`part ${shard} ended with other bytes than undisturbed`);
    const ids = this.present(shard);
    if (ids.length !== new Set(ids).size) this.broken.push(`part ${shard} has a trial twice`);
  }

  private rowsOf(shard: number): StoredRow[] {
    const process = this.newProcess([], () => {});
    try {
      const disk = diskOf(process, this.disk, this.time);
      return [...readJournal(`${folderOf(shard)}/journal.ndjson`, studyOf(shard).hash, disk).rows.values()];
    } catch {
      return [];
    }
  }

  /** Starts a life; resolves with how it ended, in words where it failed. The next one may start within one of its calls to the disk. */
  private async start(life: Life, next?: Life): Promise<SweepOutcome | string> {
    if (this.started.has(life)) return 'started before';
    this.started.add(life);
    this.met.starts += 1;
    this.look(life.shard, 'at a start');
    const process = this.newProcess(life.disk, (call) => {
      if (next?.within === call) void this.start(next);
      if (life.hangs?.at !== call) return;
      this.passOthers(life.hangs.before);
      if (next !== undefined) void this.start(next);
      this.passOthers(life.hangs.after);
    });
    const stop = life.stops?.by === 'signal' ? new AbortController() : undefined;
    this.planEnd(process, life, stop);
    this.living.set(process, life.shard);
    try {
      return await this.sweep(process, life, stop?.signal);
    } catch (error) {
      if (!process.isDead) this.checkError(error);
      else if (error instanceof Killed) this.met.kills += 1;
      return String(error);
    } finally {
      process.isDead = true;
      this.living.delete(process);
    }
  }

  private sweep(process: SimulatedProcess, life: Life, signal?: AbortSignal): Promise<SweepOutcome> {
    const { time, plant } = this;
    const promises = this.promises[life.shard];
    const real: System = {
      disk: diskOf(process, this.disk, time),
      clock: time.clockOf(process),
      host: this.machines.hostOf(life.machine, process),
    };
    const result = (plan: unknown) => resultOf(Number(Object(plan).seed));
    return sweep({
      study: studyOf(life.shard),
      trials: this.trials[life.shard],
      folder: folderOf(life.shard),
      entry: nowhere,
      workers: life.workers,
      workforce: () =>
        new SimulatedNetwork({ life, process, time, result, matching: plant.matching ?? byId }),
      system: plant.system?.(real) ?? real,
      ...(signal !== undefined && { signal }),
      replay: ({ id }) => `run ${id}`,
      onKept: (id) => {
        if (process.isDead) return;
        this.met['rows acknowledged'] += 1;
        if (promises.ever.has(id)) this.met['trials run again'] += 1;
        promises.ever.add(id);
        if (!this.present(life.shard).includes(id))
          this.broken.push(`${id} was acknowledged and is not in the journal`);
        promises.acknowledged.add(id);
      },
    });
  }

  private planEnd(process: SimulatedProcess, { stops, freezes }: Life, stop?: AbortController): void {
    const { time } = this;
    if (stops !== undefined)
      time.plan(process, time.now + stops.from, () => {
        if (stop !== undefined) stop.abort();
        else {
          process.isDead = true;
          this.met.kills += 1;
        }
      });
    if (freezes !== undefined)
      time.plan(process, time.now + freezes.from, () => {
        process.frozenUntil = time.now + freezes.lasts;
      });
  }

  /** Lets time pass for all others. */
  private passOthers(milliseconds: number): void {
    const until = this.time.now + milliseconds;
    for (let steps = 0; steps < mostSteps && this.time.step(until); steps++);
    this.time.now = Math.max(this.time.now, until);
  }

  private newProcess(faults: Life['disk'], interrupt: (call: number) => void): SimulatedProcess {
    const used = new Set([...this.living.keys()].filter(({ isDead }) => !isDead).map(({ pid }) => pid));
    let pid = 1;
    while (used.has(pid)) pid += 1;
    return new SimulatedProcess(pid, `start ${this.processes++}`, faults, interrupt);
  }

  private strike(misfortune: Misfortune): void {
    if (misfortune.kind === 'clock') {
      this.time.ahead += misfortune.by;
      return;
    }
    this.met['power losses'] += 1;
    for (const process of this.living.keys()) process.isDead = true;
    this.living.clear();
    for (const shard of this.promises.keys()) this.look(shard, 'before a power loss');
    this.disk.losePower(stream(misfortune.draw, 'faults', 'power'));
    this.machines.restart();
    for (const [shard, promises] of this.promises.entries()) {
      const present = new Set(this.present(shard));
      promises.acknowledged = new Set([...promises.acknowledged].filter((id) => present.has(id)));
      for (const id of promises.durable)
        if (!present.has(id)) this.broken.push(`a power loss lost ${id}, which was on the disk`);
    }
  }

  /** Nothing acknowledged is lost. */
  private look(shard: number, when: string): void {
    const present = new Set(this.present(shard));
    for (const id of this.promises[shard].acknowledged)
      if (!present.has(id)) this.broken.push(`${id} was acknowledged and is lost (${when})`);
  }

  /** Ids of the sound lines in a journal, read without the code under test. */
  private present(shard: number): string[] {
    const node = this.disk.find(`${folderOf(shard)}/journal.ndjson`);
    if (node === null || node === 'folder') return [];
    const lines = node.seen.toString().split('\n').slice(0, -1);
    return lines.flatMap((line) => idOfLine.get(line) ?? []);
  }

  private noteSync(path: string): void {
    const shard = [...this.promises.keys()].find((k) => path === `${folderOf(k)}/journal.ndjson`);
    if (shard === undefined) return;
    const { acknowledged, durable } = this.promises[shard];
    for (const id of acknowledged) durable.add(id);
  }

  /** A run that fails says so in words for its user. */
  private checkError(error: unknown): void {
    const isRefused = error instanceof UserError && /is in use|was taken/.test(error.message);
    const isDisk = ['ENOSPC', 'EIO'].includes(systemFault(error).code ?? '');
    if (isRefused) this.met['refused starts'] += 1;
    else if (isDisk || error instanceof UserError) this.met['runs ended by the disk'] += 1;
    if (isRefused || isDisk || error instanceof UserError) return;
    this.broken.push(`a run failed with ${error instanceof Error ? error.stack : error}`);
  }

  /** Lets happen what is planned, and what follows from it. */
  private async pass(): Promise<void> {
    for (let steps = 0; ; steps++) {
      for (let k = 0; k < 12; k++) await null;
      if (steps > mostSteps) {
        this.broken.push('the simulation did not end');
        return;
      }
      if (!this.time.step()) return;
    }
  }
}

/** What happens to all, whoever lives. */
const world = { isDead: false, isBusy: false, frozenUntil: 0 };
const nowhere = new URL('file:///nowhere');
const folderOf = (shard: number): string => `/results/part-${shard}`;
const studyOf = (shard: number) => ({ hash: sha256(`part ${shard}`), plan: { name: 'simulated', shard } });

const lastLife = (shard: number): Life => ({
  shard,
  machine: 0,
  at: 0,
  workers: 1,
  takes: 1,
  disk: [],
  messages: [],
});

/** Rows of several folders as one study's. */
const mergeById = (parts: readonly (readonly StoredRow[])[]): StoredRow[] => [
  ...new Map(parts.flat().map((row) => [row.id, row])).values(),
];
