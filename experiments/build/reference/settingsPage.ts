import { limitsInWords, setterInWords } from '../../../sim/hyperparameters/chainLimits.ts';
import { inWords, ruleOf } from '../../../sim/hyperparameters/fault.ts';
import { type Hyperparameter, hyperparametersOf } from '../../../sim/hyperparameters/registry.ts';
import { defaultRuleset } from '../../../sim/rulesets.ts';
import { table } from '../table.ts';

/** Groups of settings by the prefix of their name; without one they are the chain's. */
const groups: readonly (readonly [prefix: string, title: string, lead: string])[] = [
  ['', 'Hyperparameters of the chain', 'What the chain stores for a subnet, or for all.'],
  ['validator', 'Validators', 'How validators measure and set weights: their own code decides.'],
  ['scenario', 'Scenario', 'Who comes, how good they are, and who plays which trick.'],
  ['market', 'Market', 'Prices, devices and rents.'],
  ['governance', 'Governance', 'When a change is announced and made.'],
];

const head = `# Settings

Every hyperparameter and setting under \`${defaultRuleset}\`, the default, with unit, range, default and who may set it.

Each may be swept (\`name=value,value\`) and held (\`--set name=value\`). "Runs" is the range that the laboratory takes. Other versions of the
chain have other hyperparameters, defaults and limits: \`docs/rulesets.md\`. \`npm run -s lab -- params kappa\` prints one with its source under
every version. This page is written by \`npm run remake reference\` from the registry, and a test holds it against it.`;

/** The page \`docs/settings.md\`: every hyperparameter and setting with unit, range, default and who may set it. */
export function settingsPage(): string {
  const rows = hyperparametersOf(defaultRuleset);
  const parts = groups.flatMap(([prefix, title, lead]) => {
    const own = rows.filter(({ name }) => prefixOf(name) === prefix);
    return [`## ${title}`, lead, prefix === '' ? chainTable(own) : ownTable(own)];
  });
  return `${[head, ...parts].join('\n\n')}\n`;
}

const prefixOf = (name: string): string => (name.includes('.') ? name.split('.')[0] : '');

const chainTable = (rows: readonly Hyperparameter[]): string =>
  table(
    ['setting', 'default', 'runs', 'set by', 'the chain’s limits', 'influences'],
    rows.map((row) => [...headOf(row), setterInWords(row), limitsInWords(row), row.influences]),
  );

const ownTable = (rows: readonly Hyperparameter[]): string =>
  table(
    ['setting', 'default', 'runs', 'influences'],
    rows.map((row) => [...headOf(row), row.influences]),
  );

const headOf = (row: Hyperparameter): string[] => [`\`${row.name}\``, defaultOf(row), runs(row)];

function defaultOf(row: Hyperparameter): string {
  const value = 'exact' in row && row.exact !== undefined ? row.exact : row.default;
  return `${inWords(value)} ${row.unit}`.trimEnd();
}

const runs = (row: Hyperparameter): string =>
  row.onlyBuilt === undefined ? ruleOf(row) : `${row.onlyBuilt.values.map(inWords).join(', ')} only`;
