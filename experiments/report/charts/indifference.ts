import type { Analysis, SettingAnalysis, Verdict } from '../../analysis/analysis.ts';
import { estimateText, number2 } from '../../statistics/format.ts';
import { type Chart, headed, type Layer, wholeChart } from './chart.ts';
import { landmarkLayers, levelAxis } from './levelAxis.ts';
import { shortLabel } from './shortLabel.ts';
import { ink } from './theme.ts';

const width = 480;
const rowHeight = 24;
const colours = { in: '#0072B2', undecided: '#9aa1aa', out: '#D55E00' } as const;
const shapes = { in: 'square', undecided: 'diamond', out: 'cross' } as const;

/** In, out or undecided: every level under every objective, weight and cut. */
export const indifferenceChart: Chart = {
  name: 'indifference',
  isWide: true,
  caption: () =>
    'Levels that are within the margin of the best (square), beyond it (cross) or not decided by these seeds ' +
    '(diamond); the ring marks the level with the best mean. Multiple comparisons with the best on all seeds: 95 % ' +
    'max-t intervals, paired by seed, against every level that may be the best. a:b are the weights of a wrongly ' +
    'evicted newcomer and a wrongly evicted incumbent.',
  draw: (analysis) => {
    const panels = analysis.settings.filter(({ verdicts }) => verdicts.some(({ best }) => best !== null));
    if (panels.length === 0 || analysis.factor.levels.length < 2) return null;
    const head = headed('Indifference ranges', legend);
    return wholeChart({ ...head, vconcat: panels.map((setting) => panel(analysis, setting)) });
  },
};

const legend = '■ within the margin of the best   ◆ undecided   ✚ beyond the margin   ○ best mean';

function panel(analysis: Analysis, { label, verdicts, variants }: SettingAnalysis): Layer {
  const rows = [...verdicts, ...variants];
  const height = rowHeight * rows.length;
  const x = levelAxis(analysis);
  const y = rowAxis(rows);
  return {
    title: { text: shortLabel(label), fontSize: 12, fontWeight: 600 },
    width,
    height,
    layer: [...landmarkLayers(analysis, x, height), marks(rows, x, y), rings(rows, x, y)],
  };
}

function rowAxis(rows: readonly Verdict[]): Layer {
  const domain = rows.map(({ label }) => label);
  const axis = {
    title: null,
    labelLimit: 300,
    maxExtent: 300,
    domain: false,
    ticks: false,
    grid: true,
    labelColor: ink,
  };
  return { field: 'row', type: 'nominal', sort: domain, scale: { domain }, axis };
}

function marks(rows: readonly Verdict[], x: Layer, y: Layer): Layer {
  const values = rows.flatMap(({ label, byLevel }) =>
    byLevel.map(({ level, verdict, difference }) => ({
      row: label,
      level,
      verdict,
      told: `${label}, ${number2(level)}: ${wordsOf[verdict]}${difference === null ? '' : `; ${estimateText(difference)} from the best`}`,
    })),
  );
  const domain = Object.keys(colours);
  const color = { field: 'verdict', type: 'nominal', scale: { domain, range: Object.values(colours) } };
  const shape = { field: 'verdict', type: 'nominal', scale: { domain, range: Object.values(shapes) } };
  return {
    data: { values },
    mark: { type: 'point', filled: true, size: 130, opacity: 1 },
    encoding: { x, y, color: { ...color, legend: null }, shape: { ...shape, legend: null } },
  };
}

const wordsOf = { in: 'within the margin', undecided: 'not decided', out: 'beyond the margin' } as const;

function rings(rows: readonly Verdict[], x: Layer, y: Layer): Layer {
  const values = rows.flatMap(({ label, best }) => (best === null ? [] : [{ row: label, level: best }]));
  return {
    data: { values },
    mark: { type: 'point', shape: 'circle', size: 330, strokeWidth: 1.4, color: ink, filled: false },
    encoding: { x, y },
  };
}
