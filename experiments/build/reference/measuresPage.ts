import type { Metric } from '../../../sim/metrics/metric.ts';
import { rulesetNames } from '../../../sim/rulesets.ts';
import { type MeasuredWhere, measuredWhere } from '../../plan/measuredWhere.ts';
import { metrics } from '../../plan/measures.ts';
import { usualMargin } from '../../plan/usualMargins.ts';
import { table } from '../table.ts';

/** Families of measures, in the order of the page, with what they tell. */
const families: Readonly<Record<Metric['family'], string>> = {
  intelligence: 'Loss of the network, and of what is paid for and served',
  entry: 'Entry, newcomers and the slots they take',
  judgement: 'How well pay follows quality',
  fidelity: 'How far two computations are apart',
  concentration: 'How pay and stake are spread',
  economy: 'Money, devices and prices',
  security: 'What a cabal, cheats and idle validators take',
  cost: 'What it costs to run',
};

const head = `# Measures

Every number that a world is measured by, with unit, better side, usual margin and definition.

A measure with a better side may decide (\`--decide servedQuality=0.005\`); one without needs to be told a side
(\`--objective 'max churn ± 0.01'\`). The margin is the difference that does not matter, where one is usual.
\`npm run -s lab -- measures servedQuality\` prints the same of one. This page is written by \`npm run remake reference\` from the catalogue,
and a test holds it against it.`;

/** The page \`docs/measures.md\`: every number that a row can hold, by family. */
export function measuresPage(): string {
  const parts = Object.entries(families).flatMap(([family, title]) => {
    const own = metrics.filter((metric) => metric.family === family);
    return own.length === 0 ? [] : [`## ${title}`, table(columns, own.map(rowOf))];
  });
  return `${[head, ...parts].join('\n\n')}\n`;
}

const columns = ['measure', 'in words', 'unit', 'better', 'margin', 'definition', 'found'];

function rowOf({ name, title, unit, better, isDescriptive, definition }: Metric): string[] {
  const margin = usualMargin(name);
  return [
    `\`${name}\``,
    title ?? '',
    unit,
    isDescriptive === true ? `${better}; may not decide` : better === 'none' ? '' : better,
    margin === null ? '' : String(margin),
    definition,
    foundIn(measuredWhere(name)),
  ];
}

function foundIn({ rulesets, needs }: MeasuredWhere): string {
  const isEverywhere = rulesets.length === rulesetNames.length;
  const versions = isEverywhere ? 'all rulesets' : rulesets.map((name) => `\`${name}\``).join(', ');
  return needs === null ? versions : `${versions}; needs ${needs}`;
}
