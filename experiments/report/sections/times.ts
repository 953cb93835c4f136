import type { Analysis, SettingAnalysis } from '../../analysis/analysis.ts';
import { estimateText, intervalText, number2 } from '../../statistics/format.ts';
import type { Block, Section, Table } from '../document.ts';

/** When newcomers are paid what they are worth, and how many ever are. */
function timesTable({ factor }: Analysis, { label, byLevel, seeds }: SettingAnalysis): Table {
  const at = label === '' ? '' : ` at \`${label}\``;
  return {
    kind: 'table',
    caption:
      `Pay of viable newcomers${at}. Share: of them that ever got there, mean ± half-width of the 95 % interval (both ends where values are skewed) over ${seeds} seeds. ` +
      'Time: age in blocks by which half of all of them had, evicted ones included [95 % bootstrap interval over seeds].',
    columns: [
      { title: factor.unit === '' ? factor.name : factor.unit, align: 'right' },
      { title: 'share to 50 %', align: 'right' },
      { title: 'time to 50 %', align: 'right' },
      { title: 'share to 90 %', align: 'right' },
      { title: 'time to 90 %', align: 'right' },
      { title: 'newcomers', align: 'right' },
    ],
    rows: byLevel.map(({ level, estimates, to50, to90 }) => [
      number2(level),
      estimateText(estimates.reached50, seeds),
      intervalText(to50?.halfAt),
      estimateText(estimates.reached90, seeds),
      intervalText(to90?.halfAt),
      number2(to50?.curve.n ?? 0),
    ]),
  };
}

/** Puts the tables behind the figures of their section, folded. */
export function withTimes(sections: readonly Section[], analysis: Analysis, id: string): Section[] {
  const timed = analysis.settings.filter(({ byLevel }) => byLevel.some(({ to50 }) => to50 !== null));
  if (timed.length === 0) return [...sections];
  const tables = timed.map((setting) => timesTable(analysis, setting));
  const folded: Block = { kind: 'folded', summary: 'The times in numbers', blocks: tables };
  return sections.map((section) =>
    section.id === id ? { ...section, blocks: [...section.blocks, folded] } : section,
  );
}
