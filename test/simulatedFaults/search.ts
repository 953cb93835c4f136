import { sha256 } from '../../experiments/base/canonical.ts';
import { type Schedule, scheduleOf } from './schedule.ts';
import { shrunk } from './shrink.ts';
import { meetings, type Plant, type Simulated, simulate } from './simulate.ts';

/** What became of schedules of consecutive numbers. */
export interface Part {
  readonly from: number;
  readonly count: number;
  /** Numbers of the schedules that broke a promise, with what they broke. */
  readonly broken: readonly { readonly number: number; readonly what: readonly string[] }[];
  readonly met: Simulated['met'];
  /** SHA-256 of what came of each, in their order. */
  readonly hash: string;
  /** Processor time of one, ms. */
  readonly milliseconds: number;
}

/** Runs the schedules of some numbers. */
export async function runPart(from: number, count: number): Promise<Part> {
  const broken: { number: number; what: readonly string[] }[] = [];
  const sums = Object.fromEntries(meetings.map((name) => [name, 0]));
  let outcomes = '';
  // Processes are killed by what they are thrown: where that came from is not asked.
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  const before = process.cpuUsage();
  for (let number = from; number < from + count; number++) {
    const simulated = await simulate(scheduleOf(number));
    if (simulated.broken.length > 0) broken.push({ number, what: simulated.broken });
    for (const name of meetings) sums[name] += simulated.met[name];
    outcomes += `${number} ${JSON.stringify(simulated)}\n`;
  }
  const { user, system } = process.cpuUsage(before);
  Error.stackTraceLimit = stackTraceLimit;
  const milliseconds = Number(((user + system) / 1000 / count).toPrecision(3));
  const met = Object.fromEntries(meetings.map((name) => [name, sums[name]])) as Simulated['met'];
  return { from, count, broken, met, hash: sha256(outcomes), milliseconds };
}

/** The first schedule, up to a number, in which a planted fault breaks a promise; null: none does. */
export async function firstThatFinds(plant: Plant, upTo: number): Promise<number | null> {
  for (let number = 1; number <= upTo; number++)
    if ((await simulate(scheduleOf(number), plant)).broken.length > 0) return number;
  return null;
}

/** The simplest form of a schedule in which a promise is still broken. */
export const simplest = (schedule: Schedule, plant: Plant = {}): Promise<Schedule> =>
  shrunk(schedule, async (one) => (await simulate(one, plant)).broken.length > 0);
