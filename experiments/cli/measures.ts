import type { Command } from 'commander';
import type { Metric } from '../../sim/metrics/metric.ts';
import { type RulesetName, rulesetNames } from '../../sim/rulesets.ts';
import { type Column, prose, textRecord, textTable } from '../base/textTable.ts';
import { unknownName } from '../base/userError.ts';
import { type MeasuredWhere, measuredWhere } from '../plan/measuredWhere.ts';
import { metricNames, metrics } from '../plan/measures.ts';
import { usualMargin } from '../plan/usualMargins.ts';
import { rulesetOption } from './rulesetOption.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly ruleset?: RulesetName;
  readonly json?: true;
}

/** A measure with where it is found. */
type Listed = Metric & MeasuredWhere;

/** `yuma-lab measures [name]`: every number that can decide, or one in full. */
export function define(command: Command): void {
  command
    .argument('[name]', 'a measure, such as servedQuality')
    .option(
      '--ruleset <name>',
      `those of one version of the chain: ${rulesetNames.join(', ')}`,
      rulesetOption,
    )
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples('measures', 'measures servedQuality', 'measures --ruleset nakamoto-2022 --json'),
    )
    .action(show);
}

function show(name: string | undefined, { ruleset, json }: Options): void {
  const all = metrics.map((metric): Listed => ({ ...metric, ...measuredWhere(metric.name) }));
  const ofName = name === undefined ? all : all.filter((metric) => metric.name === name);
  if (name !== undefined && ofName.length === 0) throw unknownName('measure', name, metricNames());
  const shown = ruleset === undefined ? ofName : ofName.filter(({ rulesets }) => rulesets.includes(ruleset));
  if (json) printJson(shown.map((metric) => ({ ...metric, usualMargin: usualMargin(metric.name) })));
  else print(name === undefined ? `${tableOf(shown)}\n\n${prose(note)}` : shown.map(inFull).join('\n\n'));
}

const note =
  'A measure with a better side decides: --decide servedQuality=0.005. One without needs to be told a side: --objective "max churn ± 0.01".';

const columns: readonly Column[] = [
  { title: 'measure' },
  { title: 'unit' },
  { title: 'better' },
  { title: 'is', shrinks: true, isCut: true },
];

const longestUnit = 16;

const shortUnit = (unit: string): string =>
  unit.length <= longestUnit ? unit : `${unit.slice(0, longestUnit - 1).trimEnd()}…`;

const tableOf = (shown: readonly Listed[]): string =>
  textTable(
    columns,
    shown.map(({ name, unit, better, definition }) => [
      name,
      shortUnit(unit),
      better === 'none' ? '–' : better,
      definition,
    ]),
  );

function inFull(metric: Listed): string {
  const { name, unit, better, definition, isDescriptive } = metric;
  const margin = usualMargin(name);
  return textRecord([
    ['measure', name],
    ['is', definition],
    ['unit', unit],
    ['better', isDescriptive === true ? `${better}; it lays blame, so it may not decide` : sideOf(better)],
    ['usual margin', margin === null ? 'none: state one' : `${margin} ${unit}`],
    ['found', whereOf(metric)],
  ]);
}

const sideOf = (better: Metric['better']): string =>
  better === 'none' ? 'neither: min or max must be said' : better;

/** `under all rulesets, in worlds with a cabal`. */
function whereOf({ rulesets, needs }: Listed): string {
  const versions =
    rulesets.length === rulesetNames.length ? 'under all rulesets' : `under ${rulesets.join(', ')}`;
  return needs === null ? versions : `${versions}, in worlds with ${needs}`;
}
