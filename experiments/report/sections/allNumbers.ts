import type { Analysis, SettingAnalysis } from '../../analysis/analysis.ts';
import { metric, metrics } from '../../plan/measures.ts';
import { estimateText, number2 } from '../../statistics/format.ts';
import type { Block, Section, Table } from '../document.ts';

/** Every metric at every level, folded away. */
export function allNumbersSection(analysis: Analysis): Section {
  const blocks: Block[] = analysis.settings.map((setting) => ({
    kind: 'folded',
    summary: `All metrics${setting.label === '' ? '' : ` at ${setting.label}`}`,
    blocks: [metricsTable(analysis, setting)],
  }));
  return { id: 'numbers', heading: 'All numbers', blocks };
}

function metricsTable({ study }: Analysis, { byLevel, seeds }: SettingAnalysis): Table {
  const names = Object.keys(byLevel[0]?.estimates ?? {}).sort(byRegistry);
  return {
    kind: 'table',
    caption: `Mean ± half-width of the 95 % interval (both ends where values are skewed) over up to n = ${seeds} seeds; – where a rate has no denominator.`,
    columns: [
      { title: 'metric' },
      { title: 'unit' },
      ...byLevel.map(({ level }) => ({ title: number2(level), align: 'right' as const })),
    ],
    rows: names.map((name) => [
      name,
      metric(name, study)?.unit ?? '',
      ...byLevel.map(({ estimates }) => estimateText(estimates[name], seeds)),
    ]),
  };
}

const order = metrics.map(({ name }) => name);
const place = (name: string): number => {
  const index = order.indexOf(name.replace(/Cut\d+$/, ''));
  return index < 0 ? order.length : index;
};
const byRegistry = (one: string, other: string): number =>
  place(one) - place(other) || (one < other ? -1 : 1);
