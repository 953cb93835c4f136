import { metricHeading } from '../../../analysis/metricTitle.ts';
import { metric as metricNamed } from '../../../plan/measures.ts';
import { headed, type Layer, type TopLevelSpec, wholeChart } from '../../../report/charts/chart.ts';
import { levelChart } from '../../../report/charts/levelChart.ts';
import { render, specText } from '../../../report/charts/render.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { faint, seriesColours } from '../../../report/charts/theme.ts';
import type { Figure } from '../../../report/document.ts';
import type { Comparison } from '../comparison.ts';
import type { Proposal } from '../propose.ts';

export interface DrawnFigure extends Figure {
  readonly spec: string;
}

/** The figures of a proposal: the effect of every candidate on the objective, then the chosen one against each limit. */
export async function proposalFigures(proposal: Proposal): Promise<DrawnFigure[]> {
  const curve = curveOf(proposal);
  const all = curve === null ? [] : [await curve];
  const metrics = [...new Set(proposal.evidence.judged.map(({ metric }) => metric))];
  const forests = metrics.map((name) => {
    const own = forest(proposal, name);
    return own === null ? null : drawn(`limits-${name}`, captionOf(proposal, name), own);
  });
  return [...all, ...(await Promise.all(forests.filter((one) => one !== null)))];
}

/** The objective at every value tried, against the status quo, a line for each scenario. */
function curveOf({ study, analysis, terms }: Proposal): Promise<DrawnFigure> | null {
  const [{ metric: name }] = study.objectives;
  const title = `${metricHeading(name, study)} against the status quo`;
  const subtitle = `difference, ${metricNamed(name, study)?.unit ?? ''}, paired by seed`;
  const spec = levelChart(
    analysis,
    title,
    subtitle,
    (_, { differences }, k) => differences[name]?.[k] ?? null,
  );
  const caption =
    `${metricHeading(name, study)} at every value that was tried: difference from the status quo of ${terms.statusQuo}, a line for each ` +
    `scenario. Line: mean of ${study.seeds} seeds; band: 95 % t interval.`;
  return spec === null ? null : drawn(`effect-${name}`, caption, spec);
}

async function drawn(name: string, caption: string, spec: TopLevelSpec): Promise<DrawnFigure> {
  return { kind: 'figure', name, caption, isWide: false, svg: await render(spec), spec: specText(spec) };
}

function captionOf({ candidate, seeds, evidence, terms, study }: Proposal, name: string): string {
  const fresh =
    evidence.confirmed === null ? '' : `, and the ${terms.confirmSeeds} fresh ones that confirmed (orange)`;
  return (
    `${metricHeading(name, study)}: ${candidate.level} against the status quo of ${terms.statusQuo}, in each scenario, on the ` +
    `${seeds.judging} seeds that judged (blue)${fresh}, with simultaneous 95 % intervals. The dashed line is the limit; the ` +
    'shaded side is beyond it.'
  );
}

/** Intervals of one metric by scenario, with its limit. */
function forest({ evidence, study }: Proposal, name: string): TopLevelSpec | null {
  const judged = evidence.judged.filter(({ metric }) => metric === name);
  const fresh = (evidence.confirmed ?? []).filter(({ metric }) => metric === name);
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
  const unit = metricNamed(name, study)?.unit ?? '';
  const head = headed(
    `${metricHeading(name, study)}: effect against its limit`,
    `${judged[0].rule} · ${unit}`,
  );
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
