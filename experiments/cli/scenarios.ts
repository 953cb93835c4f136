import { scenarios } from '../../agents/scenarios/catalogue.ts';
import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { scenarioNamed } from '../trial.ts';
import { textRecord } from './table.ts';
import { examples, print, printJson, type Verb } from './verb.ts';

/** `yuma-lab scenarios [name]`: the starting states a world can be built from. */
export const scenariosVerb: Verb = {
  name: 'scenarios',
  register(program) {
    program
      .command('scenarios')
      .description('list the scenarios: who is there at the start, from which source, with which settings')
      .argument('[name]', 'a scenario, such as nakamoto-256')
      .option('--json', 'print JSON for machines')
      .addHelpText('after', examples('scenarios', 'scenarios nakamoto-256 --json'))
      .action((name: string | undefined, options: { json?: true }) => {
        const shown = name === undefined ? scenarios : [scenarioNamed(name)];
        if (options.json) printJson(shown);
        else print(shown.map(inFull).join('\n\n'));
      });
  },
};

function inFull(scenario: Scenario): string {
  const settings = Object.entries(scenario.settings).map(([name, value]) => `${name}=${value}`);
  return textRecord([
    ['name', scenario.name],
    ['is', scenario.description],
    ['source', scenario.source],
    ['ruleset', scenario.ruleset],
    ['uids', `${scenario.uids}, of which ${scenario.validators} may validate`],
    ['scale', scenario.scale === 1 ? '1' : `1:${Math.round(1 / scenario.scale)}`],
    ['emission', `${scenario.emissionPerBlock} RAO a block`],
    ['days', `${scenario.warmUpDays} to warm up, ${scenario.days} measured`],
    ['settings', settings.length > 0 ? settings.join(' ') : 'the ruleset’s defaults'],
  ]);
}
