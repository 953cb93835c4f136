import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { scenarios } from '../../agents/scenarios/catalogue.ts';
import type { Scenario } from '../../agents/scenarios/scenario.ts';
import { textRecord } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import { isYamlPath, scenarioOfName } from '../input/scenarios/chooseScenario.ts';
import { fieldsText } from '../input/scenarios/fieldsText.ts';
import { readScenarioFile, type ScenarioFile } from '../input/scenarios/readScenarioFile.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly example?: true;
  readonly fields?: true;
  readonly json?: true;
}

const example = new URL('../input/scenarios/cheats-in-a-crash.yaml', import.meta.url);

/** `yuma-lab scenarios [name | file.yaml]`: the starting states a world can be built from, and how to write one's own. */
export function define(command: Command): void {
  command
    .argument('[name]', 'a scenario, such as nakamoto-256, or a scenario file')
    .option('--example', 'print a scenario file to start from')
    .option('--fields', 'list what a scenario file may state of each agent')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples(
        'scenarios',
        'scenarios nakamoto-256 --json',
        'scenarios --example > mine.yaml',
        'scenarios mine.yaml',
      ),
    )
    .action(show);
}

async function show(
  name: string | undefined,
  { example: wantsExample, fields, json }: Options,
): Promise<void> {
  if (wantsExample && fields) throw new UserError('--example and --fields: ask for one of the two');
  if (wantsExample || fields) {
    if (name !== undefined || json)
      throw new UserError(
        `--${wantsExample ? 'example' : 'fields'} takes no other argument; received ${name ?? '--json'}`,
      );
    print(wantsExample ? readFileSync(example, 'utf8').trimEnd() : fieldsText());
    return;
  }
  if (name !== undefined && isYamlPath(name)) {
    const file = await readScenarioFile(name);
    if (json) printJson(file);
    else print(fileInFull(file));
    return;
  }
  const shown = name === undefined ? scenarios : [scenarioOfName(name)];
  if (json) printJson(shown);
  else print(shown.map(inFull).join('\n\n'));
}

const settingsText = (settings: Readonly<Record<string, unknown>>): string =>
  Object.entries(settings)
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

function inFull(scenario: Scenario): string {
  const settings = settingsText(scenario.settings);
  return textRecord([
    ['name', scenario.name],
    ['is', scenario.description],
    ['source', scenario.source],
    ['ruleset', scenario.ruleset],
    ['uids', `${scenario.uids}, of which ${scenario.validators} may validate`],
    ['scale', scenario.scale === 1 ? '1' : `1:${Math.round(1 / scenario.scale)}`],
    ['emission', `${scenario.emissionPerBlock} RAO a block`],
    ['days', `${scenario.warmUpDays} to warm up, ${scenario.days} measured`],
    ['settings', settings === '' ? 'the ruleset’s defaults' : settings],
  ]);
}

function fileInFull({ startsFrom, ...file }: ScenarioFile): string {
  return textRecord([
    ['name', file.name],
    ['is', file.description ?? 'not described'],
    ['file', `${file.file}, SHA-256 ${file.sha256}`],
    ['starts from', `${startsFrom.name}: ${startsFrom.description}`],
    ['ruleset', file.ruleset],
    ['days', `${file.warmUpDays} to warm up, ${file.days} measured`],
    ['states', settingsText(file.set) || 'no settings'],
    ['and from there', settingsText(withoutOwn(startsFrom.settings, file.set)) || 'the ruleset’s defaults'],
  ]);
}

const withoutOwn = (settings: Scenario['settings'], own: ScenarioFile['set']) =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !(name in own)));
