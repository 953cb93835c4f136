import type { WorldEvent } from '../tempo.ts';
import type { World } from '../world.ts';
import { adversaryMeasures, frontierMeasures, subnetMeasures } from './catalogue.ts';
import type { MeasureContext } from './context.ts';
import { type Watch, WatchedWorld } from './context.ts';
import { type DayPoint, type Days, newDays, seeDay } from './days.ts';
import {
  type AnyMeasure,
  bringing,
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

/** What is measured besides the catalogue, how often, and what of it. */
export interface Measuring {
  /** Measures besides those of the catalogue. */
  readonly others?: readonly AnyMeasure[];
  /** Names of measures that are kept day by day too. */
  readonly followed?: readonly string[] | undefined;
  /** Names of the measures that are wanted, with those that come with them; absent: all. Their values do not depend on it. */
  readonly wanted?: readonly string[] | undefined;
}

/** Watches a running world event by event and folds it into measures. Throws a `RangeError` where two of them have the same name. */
export class Observer {
  private readonly context: WatchedWorld;
  private readonly running: readonly Running<WorldEvent, MeasureContext>[];
  private readonly days: Days;
  private readonly path: Path | null;

  constructor(
    world: World,
    truth: Truth,
    watch: Watch,
    { others = [], followed = [], wanted }: Measuring = {},
  ) {
    this.context = new WatchedWorld(world, truth, watch);
    const all = [...subnetMeasures, ...adversaryMeasures, ...frontierMeasures, ...others];
    this.running = startAll(wanted === undefined ? all : bringing(all, wanted), this.context);
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
