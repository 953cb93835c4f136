import { shared } from '../copy.ts';
import type { WorldEvent } from '../tempo.ts';
import type { MeasureContext } from './context.ts';
import type { Metric } from './metric.ts';

/** Measured values by name; null where a rate has no denominator. */
export type Measures = Record<string, number | null>;

/** A fold over the events of a running world. Its state is plain data (`structuredClone` copies it), changed in place. */
interface Fold<State, Event, Context> {
  /** Whether a world has it; absent: every world. The rows of other worlds do not hold it. */
  applies?(context: Context): boolean;
  start(context: Context): State;
  /** What an event changes; absent: all that it reads is there at the end. Warm-up included: see `measuring`. */
  see?(state: State, event: Event, context: Context): void;
}

/** One number of a trial: what it is, and how it is computed. */
export interface Measure<State, Event = WorldEvent, Context = MeasureContext>
  extends Metric,
    Fold<State, Event, Context> {
  /** Its value at the end of the run; null where it has no denominator. Never NaN, never infinite. */
  finish(state: State, context: Context): number | null;
}

/** Several numbers of one fold. */
export interface MeasureFamily<State, Event = WorldEvent, Context = MeasureContext>
  extends Fold<State, Event, Context> {
  readonly metrics: readonly Metric[];
  finish(state: State, context: Context): Measures;
}

/** What a catalogue lists. */
export type AnyMeasure<Event = WorldEvent, Context = MeasureContext> =
  | Measure<unknown, Event, Context>
  | MeasureFamily<unknown, Event, Context>;

/** The numbers that a measure brings. */
export const metricsOf = <Event, Context>(measure: AnyMeasure<Event, Context>): readonly Metric[] =>
  'metrics' in measure ? measure.metrics : [measure];

/** Those that bring a number of one of these names. */
export const bringing = <Event, Context>(
  measures: readonly AnyMeasure<Event, Context>[],
  names: readonly string[],
): readonly AnyMeasure<Event, Context>[] =>
  measures.filter((measure) => metricsOf(measure).some(({ name }) => names.includes(name)));

/** A measure in a running world. */
export interface Running<Event, Context> {
  readonly measure: AnyMeasure<Event, Context>;
  readonly state: unknown;
}

/** Starts those that the world has. Throws a `RangeError` where two have the same name. */
export function startAll<Event, Context>(
  measures: readonly AnyMeasure<Event, Context>[],
  context: Context,
): Running<Event, Context>[] {
  const names = measures.flatMap(metricsOf).map(({ name }) => name);
  const twin = names.find((name, k) => names.indexOf(name) !== k);
  if (twin !== undefined)
    throw new RangeError(`two measures are named ${twin}; each needs a name of its own: rename one of them`);
  return measures
    .filter((measure) => measure.applies?.(context) ?? true)
    .map((measure) => ({ measure: shared(measure), state: measure.start(context) }));
}

export function seeAll<Event, Context>(
  running: readonly Running<Event, Context>[],
  event: Event,
  context: Context,
): void {
  for (const { measure, state } of running) measure.see?.(state, event, context);
}

/** The values of all. Throws a `RangeError` for one that is neither finite nor null. */
export function finishAll<Event, Context>(
  running: readonly Running<Event, Context>[],
  context: Context,
): Measures {
  const measures: Measures = {};
  for (const { measure, state } of running) Object.assign(measures, valuesOf(measure, state, context));
  for (const [name, value] of Object.entries(measures))
    if (value !== null && !Number.isFinite(value))
      throw new RangeError(
        `measure ${name} is ${value}; it must be finite, or null where it has no denominator`,
      );
  return measures;
}

function valuesOf<Event, Context>(
  measure: AnyMeasure<Event, Context>,
  state: unknown,
  context: Context,
): Measures {
  if ('metrics' in measure) return measure.finish(state, context);
  return { [measure.name]: measure.finish(state, context) };
}
