import { scenarios } from '../../../agents/scenarios/catalogue.ts';
import type { Scenario } from '../../../agents/scenarios/scenario.ts';
import { table } from '../table.ts';

const head = `# Scenarios

The starting states: who is there when a world begins, and which settings differ from the ruleset's defaults.

For one of your own \`npm run -s lab -- scenarios --example\` prints a scenario file to start from, and \`calibrate\` fits one to a network. This
page is written by \`npm run remake reference\` from the catalogue, and a test holds it against it.`;

/** The page \`docs/scenarios.md\`: every named starting state. */
export function scenariosPage(): string {
  const list = table(
    ['scenario', 'ruleset', 'uids', 'may validate', 'days to warm up', 'days measured'],
    scenarios.map(({ name, ruleset, uids, validators, warmUpDays, days }) => [
      `[\`${name}\`](#${name})`,
      `\`${ruleset}\``,
      ...[uids, validators, warmUpDays, days].map(String),
    ]),
  );
  return `${[head, list, ...scenarios.map(sectionOf)].join('\n\n')}\n`;
}

function sectionOf({ name, description, source, scale, emissionPerBlock, settings }: Scenario): string {
  const facts = [
    `${description[0].toUpperCase()}${description.slice(1)}.`,
    `Source: ${source}.`,
    `Emission: ${emissionPerBlock.toLocaleString('en')} RAO a block${scale === 1 ? '' : `, the network scaled 1:${Math.round(1 / scale)}`}.`,
  ];
  const own = Object.entries(settings).map(([setting, value]) => [`\`${setting}\``, `\`${value}\``]);
  const parts = [
    `## ${name}`,
    facts.join('\n'),
    ...(own.length === 0 ? [] : [table(['setting', 'value'], own)]),
  ];
  return parts.join('\n\n');
}
