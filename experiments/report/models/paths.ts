import { type ModelRow, rowsUnder } from '../../plan/modelRows.ts';
import type { ModelStudy } from '../../plan/modelStudy.ts';
import { modelNamed } from '../../plan/modelTrial.ts';
import { estimate } from '../../statistics/estimate.ts';
import { seriesChart } from '../charts/series.ts';
import type { ChartBlock } from '../pageSection.ts';

/** What changes within a run, by condition: the mean over seeds with its 95 % interval; null where the model keeps no path. */
export function pathsChart(rows: readonly ModelRow[], study: ModelStudy): ChartBlock | null {
  const names = [...new Set(rows.flatMap(({ path = {} }) => Object.keys(path)))];
  if (names.length === 0) return null;
  const panels = names.map((name) => {
    const measure = modelNamed(study.model).measures.find((one) => one.name === name);
    return {
      title: measure?.title ?? name,
      unit: measure?.unit ?? 'in its unit',
      lines: study.conditions.map(({ name: condition, words }) => ({
        label: words,
        points: pointsOf(
          rowsUnder(rows, condition).flatMap(({ path }) => (path?.[name] ? [path[name]] : [])),
        ),
      })),
    };
  });
  return {
    kind: 'chart',
    name: 'paths',
    caption: `Step by step: mean over ${study.seeds} seeds with its 95 % interval.`,
    spec: seriesChart('Within a run', 'mean over seeds, 95 % intervals shaded', panels, [], 'step'),
  };
}

/** Steps that all seeds have. */
function pointsOf(paths: readonly (readonly number[])[]) {
  const steps = paths.length === 0 ? 0 : Math.min(...paths.map((path) => path.length));
  return Array.from({ length: steps }, (_, k) => ({
    day: k + 1,
    estimate: estimate(paths.map((path) => path[k])),
  }));
}
