import type { WorldEvent } from '../tempo.ts';
import type { World } from '../world.ts';
import { adversaryMeasures, frontierMeasures, subnetMeasures } from './catalogue.ts';
import type { MeasureContext } from './context.ts';
import { type Watch, WatchedWorld } from './context.ts';
import { type DayPoint, type Days, newDays, seeDay } from './days.ts';
import { type AnyMeasure, finishAll, type Measures, type Running, seeAll, startAll } from './measure.ts';
import type { LifeTables } from './newcomers.ts';
import type { Truth } from './truth.ts';

export interface Observation {
  readonly measures: Measures;
  readonly tables: LifeTables;
  /** One point a day: what the time series charts draw. */
  readonly days: readonly DayPoint[];
}

/**
 * Watches a running world event by event and folds it into the measures of the catalogue, and into those of `others`.
 * Throws a `RangeError` where two of them have the same name.
 */
export class Observer {
  private readonly context: WatchedWorld;
  private readonly running: readonly Running<WorldEvent, MeasureContext>[];
  private readonly days: Days;

  constructor(world: World, truth: Truth, watch: Watch, others: readonly AnyMeasure[] = []) {
    this.context = new WatchedWorld(world, truth, watch);
    this.running = startAll(
      [...subnetMeasures, ...adversaryMeasures, ...frontierMeasures, ...others],
      this.context,
    );
    this.days = newDays(watch.from);
  }

  see(event: WorldEvent): void {
    const { context } = this;
    context.before(event);
    seeAll(this.running, event, context);
    seeDay(this.days, event, context);
    context.after(event);
  }

  /** Sums up at the end of the run. */
  finish(): Observation {
    const { context, running, days } = this;
    return { measures: finishAll(running, context), tables: context.lives, days: days.points };
  }
}
