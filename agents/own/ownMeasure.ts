import type { MeasureContext } from '../../sim/metrics/context.ts';
import type { AnyMeasure, Measure } from '../../sim/metrics/measure.ts';
import type { WorldEvent } from '../../sim/tempo.ts';
import type { OwnDefinitions } from './definition.ts';
import { faultOfState } from './plain.ts';

type OwnMeasure = OwnDefinitions['measures'][number];

/** Measures of one's own for an observer: what one throws, or a value that is no number, is told with its name and file. */
export const measuresOf = ({ measures }: OwnDefinitions): AnyMeasure[] => measures.map(guarded);

function guarded({ name, file, measure }: OwnMeasure): Measure<unknown> {
  const words = `measure ${name} of ${file}`;
  const told = <Result>(run: () => Result): Result => {
    try {
      return run();
    } catch (error) {
      throw new Error(`${words} threw “${error instanceof Error ? error.message : String(error)}”`);
    }
  };
  return {
    ...measure,
    start: (context: MeasureContext) => {
      const state = told(() => measure.start(context));
      const fault = faultOfState(state);
      if (fault === null) return state;
      throw new Error(
        `${words}: ${fault}; a state is plain data that can be copied: keep functions out of it`,
      );
    },
    see: (state: unknown, event: WorldEvent, context: MeasureContext) =>
      told(() => measure.see?.(state, event, context)),
    finish: (state: unknown, context: MeasureContext) =>
      checked(
        words,
        told(() => measure.finish(state, context)),
      ),
  };
}

function checked(words: string, value: number | null): number | null {
  if (value === null || Number.isFinite(value)) return value;
  throw new Error(
    `${words} is ${String(value)}; it must be a finite number, or null where it has no denominator`,
  );
}
