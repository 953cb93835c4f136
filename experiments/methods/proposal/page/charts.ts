import { metricHeading } from '../../../analysis/metricTitle.ts';
import type { Comparison } from '../../../analysis/requirements/comparison.ts';
import { hasBetween, levelOf } from '../../../analysis/requirements/levelCode.ts';
import { metric as metricNamed } from '../../../plan/measures.ts';
import type { Study } from '../../../plan/study.ts';
import { headed, type Layer, type TopLevelSpec, wholeChart } from '../../../report/charts/chart.ts';
import { levelChart } from '../../../report/charts/levelChart.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { faint, seriesColours } from '../../../report/charts/theme.ts';
import type { Figure } from '../../../report/document.ts';
import { figureBlock } from '../../../report/figureBlock.ts';
import type { Proposal } from '../propose.ts';
import { plainLevel } from './words.ts';

/** The figures of a proposal: the effect of every candidate in every scenario, its gain over all of them, then the chosen one against each guardrail. */
export async function proposalFigures(proposal: Proposal): Promise<Figure[]> {
  const [{ metric }] = proposal.study.objectives;
  const names = new Set(rowsBy(proposal.evidence.judged).map((one) => one.metric));
  const charts = [
    curveOf(proposal),
    { name: `gain-${metric}`, caption: gainCaption(proposal), spec: gainForest(proposal) },
    ...[...names].map((name) => ({
      name: `limits-${name}`,
      caption: captionOf(proposal, name),
      spec: limitForest(proposal, name),
    })),
  ];
  const figures: Figure[] = [];
  // One after the other: the ids of clip paths are counted through the process.
  for (const { name, caption, spec } of charts)
    if (spec !== null) figures.push(await figureBlock(name, caption, spec));
  return figures;
}

/** A chart that may have nothing to show. */
interface ProposalChart {
  readonly name: string;
  readonly caption: string;
  readonly spec: TopLevelSpec | null;
}

/** What no scenario may break. What the objective does in each of them is in the first figure. */
const rowsBy = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.filter(({ role }) => role === 'guardrail');

/** The objective at every value tried, against the status quo, a line for each scenario. */
function curveOf({ study, analysis, terms, row }: Proposal): ProposalChart {
  const [{ metric: name }] = study.objectives;
  const title = `${metricHeading(name, study)} against the status quo`;
  const subtitle = `difference, ${metricNamed(name, study)?.unit ?? ''}, paired by seed`;
  // A switch and names have no curve: their changes are in the next figure.
  const spec = !hasBetween(row)
    ? null
    : levelChart(analysis, title, subtitle, (_, { differences }, k) => differences[name]?.[k] ?? null);
  const caption =
    `${metricHeading(name, study)} at every value that was tried: difference from the status quo of ${terms.statusQuo}, a line for each ` +
    `scenario. Line: mean of ${study.seeds} seeds; band: 95 % t interval.`;
  return { name: `effect-${name}`, caption, spec };
}

const bounded =
  'Bars reach from what is ruled out on one side to what is ruled out on the other; the dashed line is the limit, the shaded side is beyond it.';

function gainCaption({ study, terms, row }: Proposal): string {
  const [{ metric }] = study.objectives;
  return (
    `${metricHeading(metric, study)} as the weighted mean over the scenarios: every candidate against the status quo of ${levelOf(terms.statusQuo, row)}, ` +
    `on ${study.seeds} seeds. ${bounded}`
  );
}

function captionOf({ candidate, evidence, terms, study, row }: Proposal, name: string): string {
  const fresh =
    evidence.confirmed === null ? '' : ` and the ${terms.confirmSeeds} fresh ones that confirmed (orange)`;
  return (
    `${metricHeading(name, study)}: ${levelOf(candidate.level, row)} against the status quo of ${levelOf(terms.statusQuo, row)}, in each scenario, on the ` +
    `${study.seeds} seeds that decide (blue)${fresh}. ${bounded}`
  );
}

/** The gain of every candidate against the margin. */
function gainForest({ evidence, candidate, study, row }: Proposal): TopLevelSpec | null {
  const judged = [candidate, ...evidence.others]
    .toSorted((one, other) => one.level - other.level)
    .flatMap(({ level, comparisons }) =>
      comparisons
        .filter(({ role }) => role === 'gain')
        .map((one) => ({ ...one, scenario: plainLevel(level, row) })),
    );
  const [{ metric }] = study.objectives;
  return forest(judged, [], `${metricHeading(metric, study)}: gain of every candidate`, study);
}

/** What is asked of one metric in each scenario, with its limit. */
function limitForest({ evidence, study }: Proposal, name: string): TopLevelSpec | null {
  const judged = rowsBy(evidence.judged).filter(({ metric }) => metric === name);
  const fresh = rowsBy(evidence.confirmed ?? []).filter(({ metric }) => metric === name);
  return forest(judged, fresh, `${metricHeading(name, study)}: effect against its limit`, study);
}

/** Bounds of comparisons with one limit, a row each. */
function forest(
  judged: readonly Comparison[],
  fresh: readonly Comparison[],
  title: string,
  study: Study,
): TopLevelSpec | null {
  const points = [...pointsOf(judged, 'judged', -1), ...pointsOf(fresh, 'confirmed', 1)];
  if (points.length === 0) return null;
  const limits = judged.map((one) => ({ limit: rawLimit(one), beyond: beyondOf(one) }));
  const ends = [...points.flatMap(({ low, high }) => [low, high]), ...limits.map(({ limit }) => limit), 0];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const room = 0.06 * (high - low || 1);
  const domain = [low - room, high + room];
  const x = {
    type: 'quantitative',
    scale: { domain, nice: false, zero: false },
    axis: { title: null, tickCount: 5 },
  };
  const y = { field: 'scenario', type: 'nominal', sort: null, axis: { title: null, labelLimit: 0 } };
  const offset = fresh.length > 0 ? { yOffset: { field: 'group', type: 'nominal', sort: null } } : {};
  const color = {
    field: 'group',
    type: 'nominal',
    scale: { domain: ['judged', 'confirmed'], range: seriesColours.slice(0, 2) },
    legend: null,
  };
  const layer: Layer[] = [
    limitLayer(limits[0], domain as [number, number], x),
    { mark: { type: 'rule', color: faint, strokeWidth: 0.7 }, encoding: { x: { datum: 0, ...x } } },
    {
      data: { values: points },
      layer: [
        {
          mark: { type: 'rule', strokeWidth: 2 },
          encoding: { ...offset, y, x: { ...x, field: 'low' }, x2: { field: 'high' }, color },
        },
        {
          mark: { type: 'point', filled: true, size: 40, opacity: 1 },
          encoding: { ...offset, y, x: { ...x, field: 'mean' }, color },
        },
      ],
    },
  ];
  const [{ metric, rule }] = judged;
  const head = headed(title, `${rule} · ${metricNamed(metric, study)?.unit ?? ''}`);
  const rows = new Set(points.map(({ scenario }) => scenario)).size;
  return wholeChart({ ...head, width: 330, height: Math.max(60, 34 * rows), layer });
}

interface Limit {
  readonly limit: number;
  readonly beyond: 'above' | 'below';
}

function limitLayer({ limit, beyond }: Limit, [low, high]: [number, number], x: Layer): Layer {
  const [from, to] = beyond === 'above' ? [limit, high] : [low, limit];
  return {
    data: { values: [{ from, to, limit }] },
    layer: [
      {
        mark: { type: 'rect', color: '#f6e3dc' },
        encoding: { x: { ...x, field: 'from' }, x2: { field: 'to' } },
      },
      {
        mark: { type: 'rule', color: '#b4553a', strokeDash: [4, 3], strokeWidth: 1.2 },
        encoding: { x: { ...x, field: 'limit' } },
      },
    ],
  };
}

const rawLimit = ({ sign, limit }: Comparison): number => sign * limit;
const beyondOf = ({ sign }: Comparison): Limit['beyond'] => (sign === 1 ? 'above' : 'below');

function pointsOf(comparisons: readonly Comparison[], group: string, place: number) {
  return comparisons.flatMap(({ scenario, effect }) => {
    if (effect === null) return [];
    const { mean, low, high } = effect;
    return [
      {
        scenario: scenario === '' ? 'the one scenario' : shortLabel(scenario),
        group,
        place,
        mean,
        low,
        high,
      },
    ];
  });
}
