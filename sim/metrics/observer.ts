import type { WorldEvent } from '../tempo.ts';
import type { World } from '../world.ts';
import { adversaryMeasures, frontierMeasures, subnetMeasures } from './catalogue.ts';
import type { MeasureContext } from './context.ts';
import { type Watch, WatchedWorld } from './context.ts';
import { type DayPoint, type Days, newDays, seeDay } from './days.ts';
import {
  type AnyMeasure,
  finishAll,
  type Measures,
  metricsOf,
  type Running,
  seeAll,
  startAll,
} from './measure.ts';
import type { LifeTables } from './newcomers.ts';
import { type DailyValues, finishPath, newPath, type Path, seePath } from './path.ts';
import type { Truth } from './truth.ts';

export interface Observation {
  readonly measures: Measures;
  readonly tables: LifeTables;
  /** One point a day: what the time series charts draw. */
  readonly days: readonly DayPoint[];
  /** Daily values of the measures that are followed; absent where none is. */
  readonly path?: DailyValues;
}

/**
 * Watches a running world event by event and folds it into the measures of the catalogue, and into those of `others`.
 * Those named in `followed` are kept day by day too. Throws a `RangeError` where two of them have the same name.
 */
export class Observer {
  private readonly context: WatchedWorld;
  private readonly running: readonly Running<WorldEvent, MeasureContext>[];
  private readonly days: Days;
  private readonly path: Path | null;

  constructor(
    world: World,
    truth: Truth,
    watch: Watch,
    others: readonly AnyMeasure[] = [],
    followed: readonly string[] = [],
  ) {
    this.context = new WatchedWorld(world, truth, watch);
    this.running = startAll(
      [...subnetMeasures, ...adversaryMeasures, ...frontierMeasures, ...others],
      this.context,
    );
    this.days = newDays(watch.from);
    this.path = followed.length > 0 ? newPath(followed, this.context) : null;
  }

  /** Names of the measures that this world has. */
  get names(): readonly string[] {
    return this.running.flatMap(({ measure }) => metricsOf(measure).map(({ name }) => name));
  }

  see(event: WorldEvent): void {
    const { context } = this;
    context.before(event);
    seeAll(this.running, event, context);
    seeDay(this.days, event, context);
    if (this.path !== null) seePath(this.path, event, context);
    context.after(event);
  }

  /** Sums up at the end of the run. */
  finish(): Observation {
    const { context, running, days, path } = this;
    return {
      measures: finishAll(running, context),
      tables: context.lives,
      days: days.points,
      ...(path !== null && { path: finishPath(path, context) }),
    };
  }
}
