import { metricHeading, metricTitle } from '../analysis/metricTitle.ts';
import { type Saving, savingOf } from '../analysis/precision/saving.ts';
import { type Standing, seedsOfCells, standingsOf } from '../analysis/precision/standing.ts';
import { metric as metricNamed } from '../plan/measures.ts';
import type { Level } from '../plan/rows.ts';
import { cellsOf, type Study } from '../plan/study.ts';
import { differenceText, estimateText, none, number, number2, warningOf } from '../statistics/format.ts';
import { type MeanInterval, meanInterval } from '../statistics/meanInterval.ts';
import { findingLines } from '../sweep/finding.ts';
import { valuesOf } from '../sweep/rounds.ts';
import { precisionAnswer } from './answer/precisionAnswer.ts';
import { antitheticLines } from './antitheticGain.ts';
import { cellText } from './cellText.ts';
import { precisionChart } from './charts/precision.ts';
import { list, type Table } from './document.ts';
import type { ChartBlock } from './pageSection.ts';
import type { Results } from './readResults.ts';
import type { Shown } from './shownStanding.ts';
import type { StudyPage } from './studyPage.ts';

/** The page from the rows alone: the rule is applied to them again, so it shows the decisions that were taken. */
export function precisionPage(results: Pick<Results, 'study' | 'rows' | 'worlds' | 'warmUp'>): StudyPage {
  const { study, rows } = results;
  const observed = valuesOf(study, rows);
  const standings = standingsOf(study, observed);
  const shown = shownOf(study, standings);
  const saving = savingOf(study, standings, observed);
  const lines = antitheticLines(study, results.worlds);
  const chart: ChartBlock = {
    kind: 'chart',
    name: `precision-${study.precision!.metric}`,
    caption: chartCaption(study),
    spec: precisionChart(study, shown),
  };
  return {
    answer: precisionAnswer(study, shown),
    picture: chart,
    sure: [
      precisionWords(study, shown),
      ...verdictWords(study, shown),
      savingWords(study, saving),
      togetherWords(shown),
      ...lines,
    ],
    summary: comparisonTable(study, shown),
    sections: [
      { heading: 'Cell by cell', blocks: [cellTable(study, rows, standings)] },
      {
        heading: 'When a cell stops',
        blocks: [list([...methodLines(study), ...findingLines(results.warmUp)])],
      },
    ],
    limits: [
      'An interval covers the seeds of the model, not the distance between the model and the chain.',
      'Measures other than the one that decides have the width that these seeds give.',
    ],
    assumptions: ['A10', 'A11', 'A12', 'A13', 'A14'],
  };
}

function shownOf(study: Study, standings: readonly Standing[]): Shown[] {
  const cells = cellsOf(study);
  const level = 0.95 ** (1 / Math.max(1, standings.length));
  return standings.map((standing) => ({
    ...standing,
    label: cellText(cells[standing.cell]),
    together: standing.values.length > 1 ? meanInterval(standing.values, level) : null,
  }));
}

export const halfWidthOf = ({ interval }: Standing): number | null =>
  interval === null ? null : (interval.high - interval.low) / 2;

const widthText = (width: number | null): string =>
  width === null ? 'no interval' : width.toLocaleString('en', { maximumSignificantDigits: 2 });

/** How well it is known, and what is not: each cell at the cap is named. */
function precisionWords(study: Study, shown: readonly Shown[]): string {
  const { metric, halfWidth, of } = study.precision!;
  const what = `${of === 'difference' ? 'differences' : 'means'} of ${metricTitle(metric, study)}`;
  const reached = shown.filter(({ state }) => state === 'reached').length;
  const rest = shown.filter(({ state }) => state !== 'reached');
  const known = `known to ± ${number2(halfWidth)} ${metricNamed(metric, study)?.unit ?? ''}, each at 95 %`;
  const head =
    rest.length === 0
      ? `All ${shown.length} ${what} are ${known}.`
      : `${reached === 0 ? 'None' : reached} of ${shown.length} ${what} ${reached > 1 ? 'are' : 'is'} ${known}.`;
  const named = rest.map((one) => `\`${one.label}\` ${stateText(study, one)}`);
  return named.length === 0 ? head : `${head} Not known so well: ${named.join('; ')}.`;
}

/** Why a comparison stopped, in words. */
export function stateText({ seeds: cap }: Study, standing: Standing): string {
  const { state, seeds, values } = standing;
  if (state === 'cap')
    return `stopped at the cap of ${cap} with half-width ${widthText(halfWidthOf(standing))}`;
  if (state === 'no values') return `has ${values.length} values on ${seeds} seeds and is given up`;
  if (state === 'open') return `is still open at ${seeds} seeds: run sweep again`;
  return halfWidthOf(standing) === 0 ? 'does not vary' : 'reached';
}

/** Which differences are certain, all together. */
function verdictWords(study: Study, shown: readonly Shown[]): string[] {
  const { metric } = study.precision!;
  const lowerIsBetter = metricNamed(metric, study)?.better !== 'higher';
  const differing = shown.filter(({ base, together }) => base !== null && together !== null);
  if (differing.length === 0) return [];
  const base = cellsOf(study)[differing[0].base!][study.factors[0].name];
  const sure = (is: (interval: MeanInterval) => boolean) =>
    differing.filter(({ together }) => is(together!)).map(({ label }) => `\`${label}\``);
  const lower = sure(({ high }) => high < 0);
  const higher = sure(({ low }) => low > 0);
  const [better, worse] = lowerIsBetter ? [lower, higher] : [higher, lower];
  const open = differing.length - better.length - worse.length;
  const part = (names: readonly string[], word: string) =>
    names.length === 0 ? [] : [`${word}: ${names.join(', ')}`];
  const parts = [
    ...part(better, 'better'),
    ...part(worse, 'worse'),
    ...(open > 0 ? [`${open} not distinguishable from it`] : []),
  ];
  return [
    `Against \`${study.factors[0].name}\` ${typeof base === 'number' ? number2(base) : base}, all intervals together at 95 %: ${parts.join('; ')}.${marginWords(study)}`,
  ];
}

/** What "better" is not meant to say. */
function marginWords(study: Study): string {
  const { precision, objectives } = study;
  const margin = objectives.find(({ metric }) => metric === precision!.metric)?.margin;
  if (margin === undefined) return '';
  return ` This does not say whether it matters: below ${number2(margin)} ${metricNamed(precision!.metric, study)?.unit ?? ''} a difference does not.`;
}

/** What stopping and pairing have saved. */
export function savingWords(study: Study, { ran, fixed, unpaired, ratio }: Saving): string {
  const less = fixed > 0 ? Math.round(100 * (1 - ran / fixed)) : 0;
  const stopping =
    `${number(ran, 0)} worlds ran. As many seeds for every cell as the hardest took would have been ${number(fixed, 0)} ` +
    `(stopping saved ${less} %)`;
  if (unpaired === null || ratio === null)
    return `${stopping}; the cap would have allowed ${number(capOf(study), 0)}.`;
  return (
    `${stopping}; independent seeds in place of common ones about ${number(unpaired, 0)} ` +
    `(a difference varies × ${number(ratio, 1)} as much without pairing, median).`
  );
}

const capOf = (study: Study): number =>
  cellsOf(study).length * study.seeds * (study.antithetic === true ? 2 : 1);

function comparisonTable(study: Study, shown: readonly Shown[]): Table {
  const { metric, of } = study.precision!;
  const unit = metricNamed(metric, study)?.unit ?? '';
  const isDifference = of === 'difference';
  const observation = study.antithetic === true ? 'pairs' : 'seeds';
  return {
    kind: 'table',
    caption:
      `${metricHeading(metric, study)}, ${unit}: ${isDifference ? 'difference from the base, paired by seed' : 'mean'}, with the half-width of ` +
      `its own 95 % interval, and the interval that holds together with the others (Sidak).`,
    columns: [
      { title: 'cell' },
      { title: observation, align: 'right' },
      { title: isDifference ? 'Δ' : 'mean', align: 'right' },
      { title: 'all together', align: 'right' },
      { title: 'stopped' },
    ],
    rows: shown.map((one) => [
      `\`${one.label}\``,
      number(one.values.length, 0),
      isDifference ? differenceText(one.interval) : one.interval === null ? none : estimateText(one.interval),
      one.together === null ? none : endsText(one.together),
      stateText(study, one),
    ]),
  };
}

const endsText = ({ low, high }: MeanInterval): string => {
  const decimals = Math.min(8, Math.max(0, 2 - Math.floor(Math.log10((high - low) / 2 || 1))));
  return `[${number(low, decimals)}, ${number(high, decimals)}]`;
};

function cellTable(study: Study, rows: Results['rows'], standings: readonly Standing[]): Table {
  const seeds = seedsOfCells(study, standings);
  const metrics = [...new Set([study.precision!.metric, ...study.objectives.map(({ metric }) => metric)])];
  const cells = cellsOf(study);
  const values = (cell: number, metric: string) =>
    rows.flatMap((row) => {
      const value =
        row.status === 'complete' && sameCell(row.levels, cells[cell]) ? row.measures[metric] : null;
      return typeof value === 'number' ? [value] : [];
    });
  return {
    kind: 'table',
    caption: `Mean of every cell with the half-width of its 95 % interval; a mean varies more than a difference on common seeds. Units: ${metrics
      .map((name) => `${metricTitle(name, study)} ${metricNamed(name, study)?.unit ?? ''}`)
      .join('; ')}.`,
    columns: [
      { title: 'cell' },
      { title: study.antithetic === true ? 'pairs' : 'seeds', align: 'right' },
      ...metrics.map((name) => ({ title: metricHeading(name, study), align: 'right' as const })),
    ],
    rows: cells.map((cell, k) => [
      `\`${cellText(cell)}\``,
      number(seeds[k], 0),
      ...metrics.map((name) => {
        const own = values(k, name);
        return own.length === 0 ? none : estimateText(meanInterval(own));
      }),
    ]),
  };
}

const sameCell = (one: Readonly<Record<string, Level>>, other: Readonly<Record<string, Level>>): boolean =>
  Object.entries(other).every(([name, value]) => one[name] === value);

const chartCaption = (study: Study): string =>
  study.precision!.of === 'difference'
    ? 'Point: mean difference from the base on common seeds; thick line: its own 95 % interval, as narrow as asked where it stopped; thin line: the interval that holds together with all others.'
    : 'Point: mean; thick line: its own 95 % interval; thin line: the interval that holds together with all others.';

function togetherWords(shown: readonly Shown[]): string {
  const skewed = shown
    .filter(({ interval }) => warningOf(interval) !== null)
    .map(({ label, interval }) => `\`${label}\`: ${warningOf(interval)}`);
  const many = `${shown.length} intervals of 95 % each would all hold much less often than 95 %; those "all together" hold together with at least that confidence.`;
  return skewed.length === 0 ? many : `${many} ${skewed.join('. ')}.`;
}

/** The rule in words, with its numbers. */
export function methodLines(study: Study): string[] {
  const { halfWidth, least, of, metric } = study.precision!;
  const { antithetic, seeds: cap } = study;
  const count = antithetic === true ? 'pairs of a seed and its mirror' : 'seeds';
  return [
    `Cells gain ${count} in rounds. The first look is at ${least}; a look that does not stop adds as many as the variance so far requires, at least a tenth and at most half of the present number.`,
    `A ${of === 'difference' ? 'paired difference' : 'mean'} of \`${metric}\` stops when the half-width of its 95 % interval (Student, widened by Hall’s transformation where values are skewed) is at most ${number2(halfWidth)}, or at ${cap}.`,
    'Stopped so, 95 % intervals of synthetic studies with known truth cover it in 92 to 97 of 100 (`results/reference/calibration/intervals.json`, `npm run remake intervals`).',
    ...(of === 'difference'
      ? [
          'All cells share their seeds, so a difference compares worlds with the same newcomers and the same noise.',
        ]
      : []),
    ...(antithetic === true
      ? [
          'Every seed runs with its mirror, which draws 1 − u where the seed draws u; the mean of the two is one observation.',
        ]
      : []),
    'The rule looks only at the rows of a comparison, in the order of seeds: the same rows give the same decision for any number of workers and of interruptions.',
  ];
}
