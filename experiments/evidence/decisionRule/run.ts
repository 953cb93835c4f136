import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { textTable } from '../../base/textTable.ts';
import { writeWhole } from '../../run/system/writeWhole.ts';
import { countVerdicts, type RuleCount } from './count.ts';
import { kinds } from './kinds.ts';
import { populationOf } from './population.ts';
import { isKept, promises } from './promises.ts';
import { sources } from './sources.ts';

/**
 * `npm run remake decision-rule [study …]`: 2,000 studies of each kind, drawn from the seeds of committed studies, and what the rule says of
 * them; a study's name renews its lines alone. The counts are committed.
 */
const root = fileURLToPath(new URL('../../../', import.meta.url));
const folder = `${root}results/reference/decision-rule/`;
const path = `${folder}counts.json`;
const studies = 2000;

const words = process.argv.slice(2);
const unknown = words.filter((word) => !sources.some(({ name }) => name === word));
if (unknown.length > 0) {
  const known = [...new Set(sources.map(({ name }) => name))].join(', ');
  process.stderr.write(`no seeds are drawn from ${unknown.join(', ')} (name one of ${known})\n`);
  process.exit(2);
}
const counts: RuleCount[] = existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : [];
mkdirSync(folder, { recursive: true });
for (const { name, draw } of sources.filter((source) => words.length === 0 || words.includes(source.name)))
  for (const kind of kinds) {
    const count = countVerdicts(populationOf(`${root}results/reference/${name}`, draw), kind, studies);
    const place = counts.findIndex(
      (one) => one.population === name && one.draw === draw && one.kind === kind.name,
    );
    if (place >= 0) counts.splice(place, 1);
    if (count !== null) counts.push(count);
    writeWhole(path, `${JSON.stringify(sorted(counts), null, 2)}\n`);
  }

const percent = (count: number) => `${((100 * count) / studies).toFixed(1)} %`;
const rows = sorted(counts).map((count) => [
  `${count.population}, ${count.draw}`,
  count.kind,
  `${count.seeds[0]} … ${count.seeds[1]}`,
  percent(count.change),
  percent(count.right),
  `${(100 * count.upper).toFixed(1)} %`,
  percent(count.looser),
  promises.find(({ kind }) => kind === count.kind)!.words,
  isKept(count) ? 'kept' : 'NOT KEPT',
]);
const titles = ['seeds of', 'what is true', 'seeds', 'change', 'right', 'at most', 'looser', 'promised', ''];
console.log(
  textTable(
    titles.map((title) => ({ title })),
    rows,
  ),
);
if (!counts.every(isKept)) process.exitCode = 1;

/** In the order of the sources, then of the kinds. */
function sorted(list: readonly RuleCount[]): RuleCount[] {
  const place = (count: RuleCount) =>
    sources.findIndex(({ name, draw }) => name === count.population && draw === count.draw) * kinds.length +
    kinds.findIndex(({ name }) => name === count.kind);
  return list.toSorted((one, other) => place(one) - place(other));
}
