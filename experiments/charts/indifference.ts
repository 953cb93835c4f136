import type { SettingAnalysis, Verdict } from '../analysis/analysis.ts';
import { type Chart, layered } from './chart.ts';
import { landmarkLayers, levelAxis } from './levelAxis.ts';
import { ink } from './theme.ts';

const rowHeight = 26;
const colours = { in: '#0072B2', undecided: '#9aa1aa', out: '#D55E00' } as const;
const shapes = { in: 'square', undecided: 'diamond', out: 'cross' } as const;

/** In, out or undecided: every level under every objective, weight and cut. */
export const indifferenceChart: Chart = {
  name: 'indifference',
  isWide: true,
  caption: () =>
    'Levels that are within the margin of the best (square), beyond it (cross) or not decided by these seeds ' +
    '(diamond); the ring marks the level taken as best. Simultaneous 95 % max-t intervals, paired by seed; the best ' +
    'level is chosen on one half of the seeds and judged on the other.',
  draw: (analysis) => {
    const rows = analysis.settings.flatMap((setting) => rowsOf(setting));
    if (rows.length === 0) return null;
    const values = rows.flatMap(({ row, verdict }) =>
      verdict.byLevel.map((one) => ({ row, level: one.level, verdict: one.verdict })),
    );
    const bests = rows.flatMap(({ row, verdict }) =>
      verdict.best === null ? [] : [{ row, level: verdict.best }],
    );
    const height = rowHeight * rows.length;
    const x = levelAxis(analysis);
    const order = rows.map(({ row }) => row);
    const axis = { title: null, labelLimit: 380, domain: false, ticks: false, grid: true, labelColor: ink };
    const y = { field: 'row', type: 'nominal', sort: order, scale: { domain: order }, axis };
    return layered('Indifference ranges', legend, { width: 480, height }, [
      ...landmarkLayers(analysis, height),
      marks(values, x, y),
      {
        data: { values: bests },
        mark: { type: 'point', shape: 'circle', size: 330, strokeWidth: 1.4, color: ink, filled: false },
        encoding: { x, y },
      },
    ]);
  },
};

const legend = '■ within the margin of the best   ◆ undecided   ✚ beyond the margin   ○ best level';

function marks(values: readonly object[], x: object, y: object) {
  const domain = Object.keys(colours);
  const color = { field: 'verdict', type: 'nominal', scale: { domain, range: Object.values(colours) } };
  const shape = { field: 'verdict', type: 'nominal', scale: { domain, range: Object.values(shapes) } };
  return {
    data: { values },
    mark: { type: 'point', filled: true, size: 130, opacity: 1 },
    encoding: { x, y, color: { ...color, legend: null }, shape: { ...shape, legend: null } },
  };
}

function rowsOf({ label, verdicts, variants }: SettingAnalysis): { row: string; verdict: Verdict }[] {
  return [...verdicts, ...variants].map((verdict) => ({
    row: label === '' ? verdict.label : `${verdict.label} · ${label}`,
    verdict,
  }));
}
