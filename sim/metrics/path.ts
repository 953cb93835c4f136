import type { WorldEvent } from '../tempo.ts';
import { type Block, blocksPerDay } from '../units.ts';
import type { MeasureContext } from './context.ts';
import { type AnyMeasure, finishAll, type Running, seeAll, startAll } from './measure.ts';
import { pathMeasure } from './pathCatalogue.ts';

/** Daily values by measure, [day]; null on a day without a denominator. Measures that the world has not are not in it. */
export type DailyValues = Readonly<Record<string, readonly (number | null)[]>>;

/** The days so far and the one that runs. Its states are plain data. */
export interface Path {
  readonly names: readonly string[];
  readonly values: Record<string, (number | null)[]>;
  /** Block after which the day that runs was begun: a day ends with the first step at or after its last block. */
  from: Block;
  nextDay: Block;
  running: readonly Running<WorldEvent, MeasureContext>[];
}

/**
 * Follows measures day by day: each is started anew on every day of the measured window, so its value of a day is what it would be of a
 * window of that day. Throws a `RangeError` for a measure that has no daily value.
 */
export function newPath(names: readonly string[], context: MeasureContext): Path {
  const { from } = context.watch;
  const running = startDay(names, context, from);
  const present = new Set(running.flatMap(({ measure }) => namesOf(measure)));
  const own = names.filter((name) => present.has(name));
  const values = Object.fromEntries(own.map((name) => [name, []]));
  return { names: own, values, from, nextDay: from + blocksPerDay, running };
}

export function seePath(path: Path, event: WorldEvent, context: MeasureContext): void {
  if (!context.measuring) return;
  seeAll(path.running, event, context);
  if (event.kind === 'step') endDays(path, context);
}

/** Closes a last day after whose end no step came. */
export function finishPath(path: Path, context: MeasureContext): DailyValues {
  endDays(path, context);
  return path.values;
}

function endDays(path: Path, context: MeasureContext): void {
  const { block } = context.world;
  if (block < path.nextDay) return;
  const values = finishAll(path.running, new DayContext(context, path.from));
  for (const name of path.names) path.values[name].push(shortened(values[name]));
  path.nextDay += blocksPerDay;
  path.from = block;
  path.running = startDay(path.names, context, block);
}

/** Seven digits tell more than a day's noise, and a row holds thousands of days. */
const shortened = (value: number | null): number | null =>
  value === null ? null : Number(value.toPrecision(7));

/** Each fold once, also where it brings several of the names. */
function startDay(names: readonly string[], context: MeasureContext, from: Block): Path['running'] {
  return startAll([...new Set(names.map(measureOf))], new DayContext(context, from));
}

function measureOf(name: string): AnyMeasure {
  const known = pathMeasure(name);
  if (known === undefined)
    throw new RangeError(`a path is read from measures with daily values; received ${name}`);
  return known.measure;
}

const namesOf = (measure: AnyMeasure): string[] =>
  'metrics' in measure ? measure.metrics.map(({ name }) => name) : [measure.name];

/** A context whose window starts with a day. */
class DayContext implements MeasureContext {
  readonly watch: MeasureContext['watch'];
  private readonly whole: MeasureContext;

  constructor(whole: MeasureContext, from: Block) {
    this.whole = whole;
    this.watch = { ...whole.watch, from };
  }

  get world() {
    return this.whole.world;
  }
  get truth() {
    return this.whole.truth;
  }
  get measuring() {
    return this.whole.measuring;
  }
  get sampling() {
    return this.whole.sampling;
  }
  get peers() {
    return this.whole.peers;
  }
  get cuts() {
    return this.whole.cuts;
  }
  get newcomers() {
    return this.whole.newcomers;
  }
  get lives() {
    return this.whole.lives;
  }
  isViable(quality: number): boolean {
    return this.whole.isViable(quality);
  }
}
