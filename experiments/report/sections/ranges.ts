import type { Analysis, SettingAnalysis, Verdict } from '../../analysis/analysis.ts';
import { none, number2 } from '../../statistics/format.ts';
import type { Section, Table } from '../document.ts';

/** Inner and outer range of every objective, weight and cut, in words beside the chart that draws them. */
export function rangesTable(analysis: Analysis): Table | null {
  const rows = analysis.settings.flatMap((setting) =>
    [...setting.verdicts, ...setting.variants].map((verdict) => rowOf(setting, verdict)),
  );
  if (rows.length === 0) return null;
  const { unit } = analysis.factor;
  const inUnit = (title: string) => (unit === '' ? title : `${title}, ${unit}`);
  return {
    kind: 'table',
    caption:
      'Indifference ranges. Inner: levels certainly within the margin of the best; outer: levels not certainly beyond ' +
      'it, by multiple comparisons with the best on all seeds. Weights of newcomers and ' +
      'incumbents are scaled to a mean of 1, so that the margin keeps its meaning.',
    columns: [
      { title: 'objective' },
      { title: 'setting' },
      { title: 'outcome' },
      { title: 'best mean', align: 'right' },
      { title: inUnit('inner range'), align: 'right' },
      { title: inUnit('outer range'), align: 'right' },
      { title: 'margin', align: 'right' },
      { title: 'seeds', align: 'right' },
      { title: 'seeds that would decide', align: 'right' },
    ],
    rows,
  };
}

function rowOf(setting: SettingAnalysis, verdict: Verdict): string[] {
  const { label, outcome, best, inner, outer, margin, unit, seeds, seedsNeeded } = verdict;
  const range = (levels: readonly [number, number] | null) =>
    levels === null ? none : [...new Set(levels)].map(number2).join(' – ');
  return [
    label[0].toUpperCase() + label.slice(1),
    setting.label || none,
    outcome,
    best === null ? none : number2(best),
    range(inner),
    range(outer),
    `${number2(margin)} ${unit}`,
    number2(seeds),
    seedsNeeded === null ? none : number2(seedsNeeded),
  ];
}

/** Puts the table behind the figures of its section. */
export function withRanges(sections: readonly Section[], analysis: Analysis, id: string): Section[] {
  const table = rangesTable(analysis);
  return sections.map((section) =>
    section.id === id && table !== null
      ? {
          ...section,
          blocks: [...section.blocks, { kind: 'folded', summary: 'The ranges in numbers', blocks: [table] }],
        }
      : section,
  );
}
