import { metricHeading } from '../../../analysis/metricTitle.ts';
import type { Comparison, Judged } from '../../../analysis/requirements/comparison.ts';
import type { Role } from '../../../analysis/requirements/confidence.ts';
import { standingOf } from '../../../analysis/requirements/standing.ts';
import { boundsText } from '../../../report/boundsText.ts';
import { shortLabel } from '../../../report/charts/shortLabel.ts';
import { type Figure, list, type Section, type Table } from '../../../report/document.ts';
import { unitOf } from '../../../report/headline.ts';
import { none } from '../../../statistics/format.ts';
import type { Proposal } from '../propose.ts';
import { gainSentence } from './answer.ts';
import { plainLevel } from './words.ts';

const standingWords = {
  gain: { kept: 'met', broken: 'not met', open: 'not decided' },
  regret: { kept: 'kept', broken: 'broken', open: 'not decided' },
  guardrail: { kept: 'kept', broken: 'broken', open: 'not decided' },
} as const;

const roleWords: Readonly<Record<Role, string>> = {
  gain: 'gain',
  regret: 'loss in one scenario',
  guardrail: 'guardrail',
};

/** What the candidate brings: its gain, and for each rule the scenario nearest to its limit. */
export function bringsSection(proposal: Proposal): Section {
  const { evidence } = proposal;
  return {
    id: 'effects',
    heading: 'What it brings',
    blocks: [
      list([gainSentence(proposal)]),
      effectTable(
        proposal,
        worstCases(evidence.judged),
        'For each rule the scenario nearest to its limit, or furthest beyond it.',
      ),
    ],
  };
}

/** Every value that was tried, and every rule in every scenario; `figures` without the one that is shown above. */
export function allEffectsSection(proposal: Proposal, figures: readonly Figure[]): Section {
  const { evidence } = proposal;
  const summary = `Every scenario (${evidence.judged.length} comparisons)`;
  return {
    id: 'all-effects',
    heading: 'Every value and every scenario',
    blocks: [
      candidatesTable(proposal),
      ...figures,
      {
        kind: 'folded',
        summary,
        blocks: [effectTable(proposal, evidence.judged, 'Every rule in every scenario.')],
      },
    ],
  };
}

/** How effects and their bounds are to be read. */
export function boundsWords({ study, evidence, terms }: Proposal): string {
  const fresh =
    evidence.confirmed === null ? '' : ` Fresh: the same on ${terms.confirmSeeds} seeds that did not decide.`;
  return (
    `Effects are differences from the status quo on the same ${study.seeds} seeds, which choose and decide. In brackets what they rule out, ` +
    'one-sided. The worse end must lie within the limit: it holds for all values of the knob together, with 97.5 % for a gain and a ' +
    'loss and 99.5 % for a guardrail, so the best-looking value has no advantage. The better end, beyond the limit, rules a value ' +
    `out: it holds for all rules together (97.5 %).${fresh}`
  );
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
      roleWords[one.role],
      one.scenario === '' ? none : shortLabel(one.scenario),
      boundsText(one),
      ...(confirmed === null ? [] : [fresh === undefined ? none : boundsText(fresh)]),
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

/** Every value that was tried: its gain, what its guardrails do, and what becomes of it. */
function candidatesTable({ analysis, study, terms, candidate, evidence, refused, row }: Proposal): Table {
  const judged: readonly Judged[] = [candidate, ...evidence.others];
  const metrics = [...new Set(terms.guardrails.map(({ metric }) => metric))];
  const rows = analysis.factor.levels.map((level, k) => {
    const own = judged.find((one) => one.level === level);
    const gain = own?.comparisons.find(({ role }) => role === 'gain');
    return [
      plainLevel(level, row) +
        (level === terms.statusQuo ? ' (status quo)' : level === candidate.level ? ' (chosen)' : ''),
      gain === undefined ? none : boundsText(gain),
      ...metrics.map((metric) =>
        spanText(analysis.settings.map(({ differences }) => differences[metric]?.[k] ?? null)),
      ),
      own === undefined ? (refused.some((one) => one.level === level) ? 'no candidate' : none) : fateOf(own),
    ];
  });
  return {
    kind: 'table',
    caption:
      'Every value tried: gain as the weighted mean over the scenarios, with its bounds; mean differences of guardrails, lowest … highest ' +
      'of the scenarios, without bounds.',
    columns: [
      { title: row.unit === '' ? row.name : `${row.name}, ${row.unit}`, align: 'right' },
      ...[study.objectives[0].metric, ...metrics].map((metric) => ({
        title: `${metricHeading(metric, study)}, ${unitOf(metric, study)}`,
        align: 'right' as const,
      })),
      { title: 'verdict' },
    ],
    rows,
    marked: analysis.factor.levels.flatMap((level, k) => (level === candidate.level ? [k] : [])),
  };
}

/** What becomes of a value by all that is asked of it. */
function fateOf({ comparisons }: Judged): string {
  const broken = comparisons.filter((one) => standingOf(one) === 'broken');
  if (broken.some(({ role }) => role === 'gain')) return 'gains too little';
  if (broken.length > 0) return `breaks ${[...new Set(broken.map(({ metric }) => metric))].join(', ')}`;
  const open = comparisons.filter((one) => standingOf(one) === 'open');
  return open.length === 0 ? 'passes' : `not decided (${open.length} of ${comparisons.length})`;
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
