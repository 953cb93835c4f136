import { availableParallelism } from 'node:os';
import { runPool } from '../../run/pool.ts';
import { type MeanInterval, meanInterval } from '../../statistics/meanInterval.ts';
import { type PublishedFigure, settingOf } from './published.ts';
import type { RequiredTask } from './requiredTask.ts';

/** The required utility of one setting and stake over several draws of stakes and weights. */
export interface OverSeeds {
  readonly figure: PublishedFigure;
  readonly majorStake: number;
  /** Seeds at which no utility suffices. */
  readonly none: number;
  /** Over the other seeds; null if there are none. */
  readonly required: MeanInterval | null;
}

/** Seeds 0 … `seeds` − 1, each a new draw of every stake and weight, on worker threads. */
export async function requiredOverSeeds(
  figures: readonly PublishedFigure[],
  majorStakes: readonly number[],
  seeds: number,
): Promise<OverSeeds[]> {
  const tasks = tasksOf(figures, majorStakes, seeds);
  const found = new Map<string, (number | null)[]>();
  await runPool({
    entry: new URL('./requiredTask.ts', import.meta.url),
    tasks: tasks.map((input, at) => ({ id: String(at), input })),
    workers: availableParallelism(),
    onResult: (id, result: (number | null)[]) => found.set(id, result),
    onFailure: (id, reason) => {
      throw new Error(`the retention map of task ${id} cannot be computed: ${reason}`);
    },
  });
  const valuesOf = (figure: PublishedFigure, majorStake: number) =>
    tasks.flatMap((task, at) =>
      task.majorStake === majorStake && task.figures.includes(figure)
        ? [found.get(String(at))![task.figures.indexOf(figure)]]
        : [],
    );
  return figures.flatMap((figure) =>
    majorStakes.map((majorStake) => ({ figure, majorStake, ...summed(valuesOf(figure, majorStake)) })),
  );
}

/** Settings of one deviation of weights share their draws and columns. */
function tasksOf(
  figures: readonly PublishedFigure[],
  majorStakes: readonly number[],
  seeds: number,
): RequiredTask[] {
  const deviations = [...new Set(figures.map((figure) => settingOf(figure).weightDeviation))];
  return deviations.flatMap((deviation) => {
    const alike = figures.filter((figure) => settingOf(figure).weightDeviation === deviation);
    return majorStakes.flatMap((majorStake) =>
      Array.from({ length: seeds }, (_, seed) => ({ seed, majorStake, figures: alike })),
    );
  });
}

function summed(values: readonly (number | null)[]): Pick<OverSeeds, 'none' | 'required'> {
  const known = values.filter((value) => value !== null);
  return {
    none: values.length - known.length,
    required: known.length > 0 ? meanInterval(known) : null,
  };
}
