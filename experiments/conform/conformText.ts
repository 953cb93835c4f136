import { textTable } from '../cli/table.ts';
import type { Difference } from './compare.ts';
import type { ConformReport } from './conform.ts';

/** How many differences the text lists; the report holds more. */
const listed = 10;

/** The report for people: a table of files and rulesets, the first differences, and a verdict on the last line. */
export function conformText(report: ConformReport): string {
  return [tableText(report), ...differencesText(report), verdict(report)].join('\n\n');
}

function tableText({ rows }: ConformReport): string {
  const columns = [
    { title: 'file', shrinks: true },
    { title: 'kind' },
    { title: 'ruleset' },
    { title: 'compared', align: 'right' as const },
    { title: 'differing', align: 'right' as const },
    { title: 'skipped', align: 'right' as const },
    { title: 'why skipped', shrinks: true },
  ];
  const cells = rows.map((row) => [
    row.file,
    row.kind,
    row.ruleset,
    grouped(row.compared),
    grouped(row.differing),
    grouped(row.skipped),
    row.reason,
  ]);
  return textTable(columns, cells);
}

function differencesText({ differences, differing }: ConformReport): string[] {
  if (differences.length === 0) return [];
  const shown = differences.slice(0, listed);
  const more = differing - shown.length;
  return [[...shown.map(differenceText), ...(more > 0 ? [`… and ${grouped(more)} more`] : [])].join('\n')];
}

const differenceText = ({ file, path, expected, got }: Difference) =>
  `${file}: ${path}: recorded ${expected}, computed ${got}`;

function verdict({ compared, differing, skipped }: ConformReport): string {
  const left = skipped > 0 ? `; ${grouped(skipped)} skipped` : '';
  if (differing > 0) return `DIFFERS: ${grouped(differing)} of ${grouped(compared)} values compared${left}`;
  if (compared === 0) return `NOTHING COMPARED${left}`;
  return `AGREES: all ${grouped(compared)} values compared${left}`;
}

const grouped = (count: number) => count.toLocaleString('en-US');
