import { metricHeading } from '../../../analysis/metricTitle.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { type Block, paragraph, type Section, type Table } from '../../../report/document.ts';
import { unitOf } from '../../../report/headline.ts';
import { differenceText, estimateText, none, number2 } from '../../../statistics/format.ts';
import type { Comparison } from '../comparison.ts';
import { standingOf } from '../decide.ts';
import type { Proposal } from '../propose.ts';
import type { DrawnFigure } from './charts.ts';

const standingWords = {
  objective: { kept: 'met', broken: 'not met', open: 'not decided' },
  guardrail: { kept: 'kept', broken: 'broken', open: 'not decided' },
} as const;

/** What the candidate does: worst case first, then every scenario, then every candidate. */
export function effectsSection(proposal: Proposal, figures: readonly DrawnFigure[]): Section {
  const { seeds, evidence } = proposal;
  const fresh =
    evidence.confirmed === null
      ? 'No fresh seeds have run: only a choice that the judging seeds support is confirmed.'
      : `Fresh: the same on ${proposal.terms.confirmSeeds} seeds that were used for nothing else.`;
  const blocks: Block[] = [
    effectTable(
      proposal,
      worstCases(evidence.judged),
      'Worst case over the scenarios: for each objective and guardrail the scenario nearest to its limit, or furthest beyond it.',
    ),
    paragraph(
      `Effects are differences from the status quo on the same seeds. ${seeds.choosing} seeds chose the candidate, ` +
        `${seeds.judging} others judge it here, with 95 % intervals that hold for all rows together. ${fresh}`,
    ),
    ...figures,
    {
      kind: 'folded',
      summary: `Every scenario (${evidence.judged.length} comparisons)`,
      blocks: [effectTable(proposal, evidence.judged, 'Every objective and guardrail in every scenario.')],
    },
    candidatesTable(proposal),
  ];
  return { id: 'effects', heading: 'What it does', blocks };
}

/** For each metric and rule the comparison whose bad end is nearest to its limit or furthest beyond. */
export function worstCases(judged: readonly Comparison[]): Comparison[] {
  const rules = new Map<string, Comparison>();
  const distance = ({ harm, limit }: Comparison) =>
    harm === null ? Number.POSITIVE_INFINITY : harm.high - limit;
  for (const one of judged) {
    const key = `${one.role} ${one.metric} ${one.rule}`;
    const worst = rules.get(key);
    if (worst === undefined || distance(one) > distance(worst)) rules.set(key, one);
  }
  return [...rules.values()];
}

function effectTable(
  { evidence, study }: Proposal,
  comparisons: readonly Comparison[],
  caption: string,
): Table {
  const { confirmed } = evidence;
  const rows = comparisons.map((one) => {
    const fresh = confirmed?.find((other) => sameRule(one, other));
    return [
      metricHeading(one.metric, study),
      one.role,
      one.scenario === '' ? none : shortLabel(one.scenario),
      effectText(one),
      ...(confirmed === null ? [] : [fresh === undefined ? none : effectText(fresh)]),
      unitOf(one.metric, study),
      one.rule,
      standingWords[one.role][standingOf(one)] +
        (fresh === undefined || standingOf(fresh) === standingOf(one)
          ? ''
          : `; fresh: ${standingWords[fresh.role][standingOf(fresh)]}`),
    ];
  });
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'measure' },
      { title: 'as' },
      { title: 'scenario' },
      { title: 'effect', align: 'right' },
      ...(confirmed === null ? [] : [{ title: 'fresh', align: 'right' } as const]),
      { title: 'unit' },
      { title: 'must be' },
      { title: 'is' },
    ],
    rows,
  };
}

const sameRule = (one: Comparison, other: Comparison): boolean =>
  one.metric === other.metric && one.scenario === other.scenario && one.rule === other.rule;

/** An absolute limit is held against the value itself, a relative one against a difference. */
const effectText = ({ rule, effect }: Comparison): string =>
  effect === null
    ? 'too few values'
    : /at (most|least) [\d.-]+$/.test(rule) && !/^worse/.test(rule)
      ? estimateText(effect)
      : differenceText(effect);

/** Every value that was tried, in its worst scenario. */
function candidatesTable({ analysis, study, terms, candidate, row }: Proposal): Table {
  const metrics = [...new Set([study.objectives[0].metric, ...terms.guardrails.map(({ metric }) => metric)])];
  const rows = analysis.factor.levels.map((level, k) => [
    number2(level) +
      (level === terms.statusQuo ? ' (status quo)' : level === candidate.level ? ' (chosen)' : ''),
    ...metrics.map((metric) =>
      spanText(analysis.settings.map(({ differences }) => differences[metric]?.[k] ?? null)),
    ),
  ]);
  return {
    kind: 'table',
    caption:
      'Every value tried: mean difference from the status quo over all seeds, lowest … highest of the scenarios. No ' +
      'intervals: these numbers chose the candidate and do not judge it.',
    columns: [
      { title: row.unit === '' ? row.name : `${row.name}, ${row.unit}`, align: 'right' },
      ...metrics.map((metric) => ({
        title: `${metricHeading(metric, study)}, ${unitOf(metric, study)}`,
        align: 'right' as const,
      })),
    ],
    rows,
    marked: analysis.factor.levels.flatMap((level, k) => (level === candidate.level ? [k] : [])),
  };
}

function spanText(estimates: Proposal['analysis']['settings'][number]['differences'][string]): string {
  const means = estimates.flatMap((one) => (one === null ? [] : [one.mean]));
  if (means.length === 0) return none;
  const digits = (value: number) =>
    `${value < 0 ? '−' : value > 0 ? '+' : ''}${Math.abs(value).toPrecision(3)}`;
  const [low, high] = [Math.min(...means), Math.max(...means)];
  if (low === 0 && high === 0) return '0';
  return low === high ? digits(low) : `${digits(low)} … ${digits(high)}`;
}
