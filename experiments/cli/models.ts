import type { Command } from 'commander';
import { models } from '../../agents/models/catalogue.ts';
import { type Model, type ModelResult, type ModelSettings, settled } from '../../agents/models/model.ts';
import { textRecord, textTable } from '../base/textTable.ts';
import { messageOf } from '../base/thrown.ts';
import { UserError } from '../base/userError.ts';
import { modelNamed, runModelTrial } from '../plan/modelTrial.ts';
import { valueText } from '../report/models/tables.ts';
import { none, number2 } from '../statistics/format.ts';
import { modelStudies } from '../studies/modelStudies.ts';
import { collect, seedOption } from './numbers.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly seed?: string;
  readonly set?: readonly string[];
  readonly json?: true;
}

/** `yuma-lab models`: the worlds that are not one network; one of them in full, or one run of it. */
export function define(command: Command): void {
  command
    .argument('[name]', 'a model: its settings and measures')
    .option(
      '--seed <text>',
      'run it once with these random draws, and print its measures',
      seedOption('seed'),
    )
    .option('--set <name=value>', 'with --seed: a setting; may be repeated', collect)
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples(
        'models',
        'models entryPrice',
        'models entryPrice --seed 1 --set halfLife=5400 --set swing=0.7',
      ),
    )
    .action(show);
}

function show(name: string | undefined, { seed, set = [], json }: Options): void {
  if (name === undefined && (seed !== undefined || set.length > 0))
    throw new UserError('--seed and --set are of one model; received no name (name one of yuma-lab models)');
  if (seed === undefined && set.length > 0)
    throw new UserError(`--set is for a run; received no --seed (add --seed 1, say)`);
  if (name === undefined) {
    if (json) printJson(models);
    else print(models.map(inBrief).join('\n\n'));
    return;
  }
  const model = modelNamed(name);
  if (seed === undefined) {
    if (json) printJson(model);
    else print(inFull(model));
    return;
  }
  const plan = { model: name, set: settingsOf(model, set), seed };
  const result = runModelTrial(plan);
  if (json) printJson({ plan, ...result });
  else print(resultText(model, result));
}

/** Settings as they are typed. Throws `UserError` for a name or a value that the model does not know. */
function settingsOf(model: Model, words: readonly string[]): ModelSettings {
  const set = Object.fromEntries(
    words.map((word) => {
      const [, name, value] = /^([^=]+)=(.*)$/s.exec(word) ?? [];
      if (name === undefined)
        throw new UserError(
          `--set must be name=value; received ${word} (such as ${model.settings[0]?.name}=1)`,
        );
      return [name, typedValue(model, name, value)];
    }),
  );
  try {
    settled(model, set);
  } catch (error) {
    throw new UserError(messageOf(error));
  }
  return set;
}

function typedValue({ settings }: Model, name: string, text: string): number | string | boolean {
  const { usual } = settings.find((one) => one.name === name) ?? {};
  if (typeof usual === 'string') return text;
  if (text === 'true' || text === 'false') return text === 'true';
  return text.trim() === '' ? Number.NaN : Number(text);
}

const studiesOf = ({ name }: Model): string =>
  [...new Set(modelStudies.filter(({ model }) => model === name).map((study) => study.name))].join(', ');

const inBrief = (model: Model): string =>
  textRecord([
    ['model', model.name],
    ['settings', model.settings.map(({ name }) => name).join(', ')],
    ['measures', model.measures.map(({ name }) => name).join(', ')],
    ['studies', studiesOf(model) || 'none yet'],
  ]);

function inFull(model: Model): string {
  const settings = textTable(
    [
      { title: 'setting' },
      { title: 'usual', align: 'right' },
      { title: 'allowed' },
      { title: 'what it is', shrinks: true },
    ],
    model.settings.map((setting) => [
      setting.name,
      valueText(setting.usual),
      setting.oneOf?.join(', ') ??
        setting.within?.map(valueText).join(' … ') ??
        (typeof setting.usual === 'boolean' ? 'true, false' : ''),
      setting.words,
    ]),
  );
  const measures = textTable(
    [{ title: 'measure' }, { title: 'unit' }, { title: 'better' }, { title: 'what it is', shrinks: true }],
    model.measures.map(({ name, title, unit, better }) => [name, unit, better ?? none, title]),
  );
  return [`model ${model.name}; studies: ${studiesOf(model) || 'none yet'}`, settings, measures].join('\n\n');
}

const resultText = ({ measures }: Model, result: ModelResult): string =>
  textTable(
    [
      { title: 'measure' },
      { title: 'value', align: 'right' },
      { title: 'unit' },
      { title: 'what it is', shrinks: true },
    ],
    measures.map(({ name, title, unit }) => {
      const value = result.measures[name] ?? null;
      return [name, value === null ? none : number2(Number(value.toPrecision(6))), unit, title];
    }),
  );
