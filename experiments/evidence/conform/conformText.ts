import { textTable } from '../../base/textTable.ts';
import { type Difference, nearness } from './compare.ts';
import type { ConformReport } from './conformReport.ts';
import type { ConformRow } from './tally.ts';

/** How many differences the text lists; the report holds more. */
const listed = 10;

/** The report for people: a table of files and rulesets, the first differences, and a verdict on the last line. */
export function conformText(report: ConformReport): string {
  return [tableText(report), ...nearText(report), ...differencesText(report), verdict(report)].join('\n\n');
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

/** Of what is compared in float64: the largest difference of each source, and what was set aside as its error. */
function nearText({ rows }: ConformReport): string[] {
  const sources = new Set(rows.filter(({ largest }) => largest !== null).map(({ ruleset }) => ruleset));
  if (sources.size === 0) return [];
  const lines = [...sources].flatMap((source) => {
    const own = rows.filter(({ ruleset }) => ruleset === source);
    const compared = own.reduce((sum, row) => sum + row.compared, 0);
    const largest = Math.max(...own.map((row) => row.largest ?? 0));
    const head = `${source}: largest difference ${largest.toPrecision(2)} of ${grouped(compared)} numbers; ${nearness} is allowed`;
    return [head, ...asideText(own)];
  });
  return [lines.join('\n')];
}

function asideText(rows: readonly ConformRow[]): string[] {
  const counts = new Map<string, number>();
  for (const { aside } of rows) {
    for (const [error, count] of Object.entries(aside)) counts.set(error, (counts.get(error) ?? 0) + count);
  }
  return [...counts].map(
    ([error, count]) => `  not imitated, an error of the source: ${grouped(count)} numbers of ${error}`,
  );
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
