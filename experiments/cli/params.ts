import type { Command } from 'commander';
import { limitsInWords, setterInWords, timingInWords } from '../../sim/hyperparameters/chainLimits.ts';
import { type ChainOnlySetting, chainOnlyOf } from '../../sim/hyperparameters/chainOnly/chainOnlyOf.ts';
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
type Modelled = { readonly ruleset: RulesetName } & Hyperparameter;
/** A setting that only the chain has. */
type Unmodelled = { readonly ruleset: RulesetName } & ChainOnlySetting;
type Entry = Modelled | Unmodelled;

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
  if (json) printJson(entries.map(forMachines));
  else if (name !== undefined) print(entries.map(inFull).join('\n\n'));
  else {
    const [own, chains] = [entries.filter(isModelled), entries.filter((entry) => !isModelled(entry))];
    const table = ruleset === undefined ? sideBySide : list;
    print(`${table(own)}\n\nOf the chain, not modelled:\n\n${table(chains)}`);
  }
}

const isModelled = (entry: Entry): entry is Modelled => 'type' in entry;

function entriesOf(rulesets: readonly RulesetName[]): Entry[] {
  return rulesets.flatMap((ruleset): Entry[] => [
    ...hyperparametersOf(ruleset).map((row) => ({ ruleset, ...row })),
    ...chainOnlyOf(ruleset).map((row) => ({ ruleset, ...row })),
  ]);
}

function unknownParameter(name: string, ruleset: RulesetName | undefined, all: readonly Entry[]) {
  const kind = ruleset === undefined ? 'hyperparameter' : `hyperparameter of ${ruleset}`;
  return unknownName(kind, name, namesOf(all));
}

/** A row as JSON; whether the laboratory acts on it, and if not, why. */
function forMachines(entry: Entry) {
  if (!isModelled(entry)) return { ...entry, modelled: false };
  const reason = unmodelled.get(entry.name);
  return { ...entry, modelled: reason === undefined, ...(reason !== undefined && { reason }) };
}

/** Every name once: the chain's first, then those of code and people outside it, which have a prefix. */
function namesOf(entries: readonly Entry[]): string[] {
  const names = [...new Set(entries.map((entry) => entry.name))];
  const isPrefixed = (name: string) => name.includes('.');
  return [...names.filter((name) => !isPrefixed(name)), ...names.filter(isPrefixed)];
}

function inFull(entry: Entry): string {
  const own = isModelled(entry);
  const limits = limitsInWords(entry);
  const timing = timingInWords(entry);
  return textRecord([
    ['name', entry.name],
    ['ruleset', entry.ruleset],
    ['default', `${defaultOf(entry)} ${entry.unit}`.trimEnd()],
    ...(own ? [['the lab runs', runs(entry)] as const] : []),
    ['set by', setterInWords(entry)],
    ...(limits === '' ? [] : [['chain’s limits', limits] as const]),
    ...(timing === '' ? [] : [['when', timing] as const]),
    ['influences', effectOf(entry)],
    ['in the lab', own ? standing(entry.name) : `not modelled: ${entry.reason}`],
    ...(own ? [['source', entry.source] as const] : []),
  ]);
}

/** What the laboratory takes of a row. */
function runs(entry: Modelled): string {
  const { onlyBuilt } = entry;
  if (onlyBuilt === undefined) return ruleOf(entry);
  return `${onlyBuilt.values.map(inWords).join(', ')} only, as ${onlyBuilt.reason}`;
}

function standing(name: string): string {
  const reason = unmodelled.get(name);
  return reason === undefined ? 'acted on' : `changes nothing: ${reason}`;
}

const effectOf = (entry: Entry): string => (isModelled(entry) ? entry.influences : entry.effect);

function defaultOf(entry: Entry | undefined): string {
  if (entry === undefined) return '–';
  if (entry.default === null) return 'not read';
  return inWords('exact' in entry && entry.exact !== undefined ? entry.exact : entry.default);
}

/** A default in few characters: long numbers are rounded to four digits, `params <name>` has them in full. */
function shortDefault(entry: Entry | undefined): string {
  const isLong = typeof entry?.default === 'number' && entry.default >= 1e12;
  return isLong ? entry.default.toExponential(3).replace('+', '') : defaultOf(entry);
}

/** Columns that are cut, so that each row of a long list stays one line. */
const cut = (title: string): Column => ({ title, shrinks: true, isCut: true });
const influences = cut('influences');

function list(entries: readonly Entry[]): string {
  return textTable(
    [{ title: 'name' }, cut('default'), { title: 'set by' }, influences],
    entries.map((entry) => [
      entry.name,
      `${shortDefault(entry)} ${entry.unit}`.trimEnd(),
      shortSetter[entry.setter],
      effectOf(entry),
    ]),
  );
}

const shortSetter = {
  owner: 'owner',
  root: 'root',
  ownerOrRoot: 'owner, root',
  nobody: 'no call',
  validator: 'validator',
  scenario: '–',
} as const;

/** Every name once, with its defaults in the order of the rulesets. */
function sideBySide(entries: readonly Entry[]): string {
  const rows = namesOf(entries).map((name) => {
    const versions = rulesetNames.map((ruleset) =>
      entries.find((entry) => entry.name === name && entry.ruleset === ruleset),
    );
    const known = versions.filter((version) => version !== undefined);
    const units = new Set(known.map((version) => version.unit));
    return [name, historyOf(versions), [...units].join(' | '), effectOf(known[0])];
  });
  return textTable([{ title: 'name' }, cut('default'), cut('unit'), influences], rows);
}

/** `3,072; 4,096 from finney-2023; – from burn-2026`: where a default changes; – where the row is unknown. */
function historyOf(versions: readonly (Entry | undefined)[]): string {
  const values = versions.map(shortDefault);
  const changes = values.flatMap((value, k) => {
    if (k === 0) return value === '–' ? [] : [value];
    return value === values[k - 1] ? [] : [`${value} from ${rulesetNames[k]}`];
  });
  return changes.join('; ');
}
