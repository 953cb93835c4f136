import type { Command } from 'commander';
import { inWords, ruleOf } from '../../sim/hyperparameters/fault.ts';
import { type Hyperparameter, hyperparametersOf } from '../../sim/hyperparameters/registry.ts';
import { unmodelled } from '../../sim/hyperparameters/unmodelled.ts';
import { type RulesetName, rulesetNames } from '../../sim/rulesets.ts';
import { type Column, textRecord, textTable } from '../base/textTable.ts';
import { unknownName } from '../base/userError.ts';
import { rulesetOption } from './rulesetOption.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  ruleset?: RulesetName;
  json?: true;
}

/** A row and the ruleset it belongs to: one line of the list. */
type Entry = { readonly ruleset: RulesetName } & Hyperparameter;

/** `yuma-lab params [name]`: the hyperparameters, all or one in full. */
export function define(command: Command): void {
  command
    .argument('[name]', 'a hyperparameter, such as immunityPeriod')
    .option('--ruleset <name>', `one version of the chain: ${rulesetNames.join(', ')}`, rulesetOption)
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples('params', 'params immunityPeriod --ruleset nakamoto-2022', 'params --json'),
    )
    .action(show);
}

function show(name: string | undefined, { ruleset, json }: Options): void {
  const all = entriesOf(ruleset === undefined ? rulesetNames : [ruleset]);
  const entries = name === undefined ? all : all.filter((entry) => entry.name === name);
  if (name !== undefined && entries.length === 0) throw unknownParameter(name, ruleset, all);
  if (json) printJson(entries.map((entry) => ({ ...entry, modelled: !unmodelled.has(entry.name) })));
  else if (name !== undefined) print(entries.map(inFull).join('\n\n'));
  else print(ruleset === undefined ? sideBySide(entries) : list(entries));
}

function entriesOf(rulesets: readonly RulesetName[]): Entry[] {
  return rulesets.flatMap((ruleset) => hyperparametersOf(ruleset).map((row) => ({ ruleset, ...row })));
}

function unknownParameter(name: string, ruleset: RulesetName | undefined, all: readonly Entry[]) {
  const kind = ruleset === undefined ? 'hyperparameter' : `hyperparameter of ${ruleset}`;
  return unknownName(kind, name, namesOf(all));
}

/** Every name once: the chain's first, then those of code and people outside it, which have a prefix. */
function namesOf(entries: readonly Entry[]): string[] {
  const names = [...new Set(entries.map((entry) => entry.name))];
  const isPrefixed = (name: string) => name.includes('.');
  return [...names.filter((name) => !isPrefixed(name)), ...names.filter(isPrefixed)];
}

function inFull(entry: Entry): string {
  return textRecord([
    ['name', entry.name],
    ['ruleset', entry.ruleset],
    ['default', `${defaultOf(entry)} ${entry.unit}`.trimEnd()],
    ['allowed', ruleOf(entry)],
    ['set by', entry.setter],
    ['influences', entry.influences],
    ['in the lab', unmodelled.has(entry.name) ? 'changes nothing yet' : 'acted on'],
    ['source', entry.source],
  ]);
}

function defaultOf(entry: Entry | undefined): string {
  if (entry === undefined) return '–';
  return inWords('exact' in entry && entry.exact !== undefined ? entry.exact : entry.default);
}

/** A default in few characters: long numbers are rounded to four digits, `params <name>` has them in full. */
function shortDefault(entry: Entry | undefined): string {
  const isLong = typeof entry?.default === 'number' && entry.default >= 1e12;
  return isLong ? entry.default.toExponential(3).replace('+', '') : defaultOf(entry);
}

const unit: Column = { title: 'unit', shrinks: true, isCut: true };
const influences: Column = { title: 'influences', shrinks: true, isCut: true };

function list(entries: readonly Entry[]): string {
  const columns: Column[] = [{ title: 'name' }, { title: 'default', align: 'right' }, unit, influences];
  return textTable(
    columns,
    entries.map((entry) => [entry.name, shortDefault(entry), entry.unit, entry.influences]),
  );
}

/** Every name once, with its defaults in the order of the rulesets. */
function sideBySide(entries: readonly Entry[]): string {
  const rows = namesOf(entries).map((name) => {
    const versions = rulesetNames.map((ruleset) =>
      entries.find((entry) => entry.name === name && entry.ruleset === ruleset),
    );
    const known = versions.filter((version) => version !== undefined);
    const units = new Set(known.map((version) => version.unit));
    return [name, historyOf(versions), [...units].join(' | '), known[0].influences];
  });
  return textTable(
    [{ title: 'name' }, { title: 'default', shrinks: true, isCut: true }, unit, influences],
    rows,
  );
}

/** `3,072; 4,096 from finney-2023; – from current-2026`: where a default changes; – where the row is unknown. */
function historyOf(versions: readonly (Entry | undefined)[]): string {
  const values = versions.map(shortDefault);
  const changes = values.flatMap((value, k) => {
    if (k === 0) return value === '–' ? [] : [value];
    return value === values[k - 1] ? [] : [`${value} from ${rulesetNames[k]}`];
  });
  return changes.join('; ');
}
