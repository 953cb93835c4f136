import { copyOf } from '../../sim/copy.ts';
import { type Packed, unpacked } from '../../sim/pack.ts';
import { type Block, blocksPerDay } from '../../sim/units.ts';
import { amend, begin, finish, type LiveTrial, runTo, type TrialPlan } from '../plan/trial.ts';
import { type Stem, stemKey, stemOf } from './stem.ts';

/** Every measure of a trial by name; null where it has no value. */
export type Measures = Readonly<Record<string, number | null>>;

/** Is told of a world that settles: days run of days to run. */
export type Settling = (days: number, of: number) => void;

/** Worlds kept; each is about a megabyte. */
const most = 64;

/**
 * Runs trials as `runTrial` does and to the same bytes, but keeps the worlds at the block before their change: trials that differ in what
 * changes then, or in how long they are measured, share a beginning that runs once.
 */
export class Beginnings {
  private readonly wanted: readonly string[] | undefined;
  /** By the text of the plan without its change and its days; the oldest first. */
  private readonly kept = new Map<string, LiveTrial>();
  /** Measures of trials without a change, by the text of their plan. */
  private readonly plain = new Map<string, Measures>();

  /** `wanted`: names of the measures that it gives; absent: all. */
  constructor(wanted?: readonly string[]) {
    this.wanted = wanted;
  }

  /** Takes a world at the block before its change, which another run of the same code has packed, with the same measures. Throws as `unpacked` does. */
  take(stem: Stem, settled: Packed): void {
    const key = stemKey(stem);
    if (!this.kept.has(key)) this.keep(key, unpacked(settled, founded(stem, this.wanted)));
  }

  /** The measures of a trial. Throws as `runTrial` does. */
  measuresOf(plan: TrialPlan, settling: Settling = () => {}): Measures {
    if (plan.change !== undefined) return this.run(plan, settling);
    const key = JSON.stringify(plan);
    const known = this.plain.get(key);
    if (known !== undefined) return known;
    const measures = this.run(plan, settling);
    this.plain.set(key, measures);
    return measures;
  }

  private run(plan: TrialPlan, settling: Settling): Measures {
    const { change, days } = plan;
    const stem = stemOf(plan);
    if (change !== undefined && change.day !== stem.warmUpDays)
      throw new RangeError(
        `a beginning ends with the day of the change; received a change on day ${change.day} after ${stem.warmUpDays} days (make them equal)`,
      );
    const kept = this.settled(stem, settling);
    const live = { ...copyOf(kept), end: endOf(kept, stem, days) };
    if (change !== undefined) amend(live, change);
    return finish(live).measures;
  }

  /** The world at the block before its change. */
  private settled(stem: Stem, settling: Settling): LiveTrial {
    const key = stemKey(stem);
    const known = this.kept.get(key);
    if (known !== undefined) return known;
    const live = founded(stem, this.wanted);
    settle(live, stem, settling);
    this.keep(key, live);
    return live;
  }

  private keep(key: string, live: LiveTrial): void {
    this.kept.set(key, live);
    const [oldest] = this.kept.keys();
    if (this.kept.size > most) this.kept.delete(oldest);
  }
}

/** A world that has just been founded. `wanted`: names of its measures; absent: all. */
export const founded = (stem: Stem, wanted?: readonly string[]): LiveTrial =>
  begin({ ...stem, days: 1 }, { wanted });

/** The last block of a world that is measured for these days after its change. */
export const endOf = ({ founding }: LiveTrial, { warmUpDays }: Stem, days: number): Block =>
  founding.block + Math.round(warmUpDays * blocksPerDay) + Math.round(days * blocksPerDay);

/** Runs a world to the block before its change. */
export function settle(live: LiveTrial, { warmUpDays }: Stem, settling: Settling = () => {}): void {
  const { block } = live.founding;
  for (let day = 1; day < warmUpDays; day++) {
    runTo(live, block + day * blocksPerDay);
    settling(day, warmUpDays);
  }
  if (warmUpDays > 0) runTo(live, block + Math.round(warmUpDays * blocksPerDay) - 1);
}
