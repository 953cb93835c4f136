import { existsSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Command } from 'commander';
import { formerNames } from '../../sim/rulesets.ts';
import { type Column, textTable } from '../base/textTable.ts';
import { UserError, unknownName } from '../base/userError.ts';
import { networkText } from '../input/networkFile.ts';
import { hasDimensions, panelStudy } from '../methods/panelStudy.ts';
import { readLevel } from '../panel/address.ts';
import { Beginnings } from '../panel/beginnings.ts';
import { answerSentence, compared, judgement, type PairResult } from '../panel/comparison.ts';
import { signedText } from '../panel/dotPlot.ts';
import type { PanelFacts, Setting } from '../panel/facts.ts';
import { panelFacts } from '../panel/factsOf.ts';
import { ownNetwork } from '../panel/ownNetwork.ts';
import { measureNames, moved, pairOf, seedsOf } from '../panel/pair.ts';
import { pilotLengths } from '../plan/beginningPlan.ts';
import { isStudy, type Study } from '../plan/study.ts';
import { faultOfShape } from '../plan/studyShape.ts';
import { readPlan } from '../run/resultsFolder.ts';
import { studyNamed } from '../studies/catalogue.ts';
import { readFinding } from '../sweep/finding.ts';
import { numberOption } from './numbers.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly size: string;
  readonly settle?: number;
  readonly measure?: string;
  readonly worlds?: number;
  readonly days?: number;
  readonly network?: string;
  readonly json?: true;
}

/** `yuma-lab try <study> name=value …`: what the panel of a page runs, in a terminal. */
export function define(command: Command): void {
  command
    .argument('<study>', 'a named study, or the study.json of a results folder')
    .argument(
      '[settings...]',
      'the setting, such as immunityPeriod=6200; what is left out keeps its status quo',
    )
    .option('--size <name>', 'size of a named study', 'quick')
    .option(
      '--settle <n>',
      'days from the founding to the change (default: those that the study found, or names)',
      numberOption('settle', 0, 3650),
    )
    .option('--measure <name>', 'what is compared (default: what decides the study)')
    .option('--worlds <n>', 'pairs of worlds (default: 24)', numberOption('worlds', 1, 100_000, true))
    .option('--days <n>', 'days measured (default: 2)', numberOption('days', 0.01, 3650))
    .option('--network <file>', 'ask in the network of a file, under its rules and its settings')
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples(
        'try immunity-start-up immunityPeriod=6200 --worlds 12',
        'try results/reference/propose-kappa/study.json kappa=39321 scenario.cabalShare=0.45',
      ),
    )
    .action(compare);
}

function compare(word: string, settings: readonly string[], options: Options): void {
  const study = studyOf(word, options.size);
  const ofStudy = factsOf({ ...study, warmUpDays: options.settle ?? settlingDays(study, word) });
  const facts = options.network === undefined ? ofStudy : inNetwork(ofStudy, options.network);
  const setting = settingOf(facts, settings, options);
  const beginnings = new Beginnings(measureNames(facts));
  const pairs = seedsOf(facts, setting).map((seed): PairResult => {
    const { statusQuo, setting: other } = pairOf(facts, setting, seed);
    return { seed, statusQuo: beginnings.measuresOf(statusQuo), setting: beginnings.measuresOf(other) };
  });
  const measure = facts.measures.find(({ name }) => name === setting.measure) ?? facts.measures[0];
  const shown = compared(measure, { days: setting.days, studyDays: facts.studyDays }, pairs);
  if (options.json) printJson({ setting, ...shown });
  else
    print(
      [textTable(columns, shown.dots.map(rowOf)), '', answerSentence(shown), judgement(shown)].join('\n'),
    );
}

const columns: readonly Column[] = ['seed', 'status quo', 'your setting', 'difference'].map((title) => ({
  title,
  align: 'right',
}));

const rowOf = ({ seed, statusQuo, setting, gap }: ReturnType<typeof compared>['dots'][number]): string[] => [
  seed,
  ...[statusQuo, setting].map((value) => (value === null ? 'no value' : String(value))),
  gap === null ? 'no value' : signedText(gap),
];

function studyOf(word: string, size: string): Study {
  if (!/\.json$/i.test(word)) return studyNamed(word, size);
  if (!existsSync(word))
    throw new UserError(`${word} does not exist: name the study.json of a results folder`);
  const { plan } = readPlan(word);
  const study = hasDimensions(plan) ? panelStudy(plan) : plan;
  if (!isStudy(study))
    throw new UserError(
      `${word} has no list of factors: name the study.json that sweep, tune or sensitivity has written`,
    );
  const fault = faultOfShape(study);
  if (fault !== null) throw new UserError(`${word} cannot be run: ${fault}`);
  return { ...study, ruleset: formerNames.get(study.ruleset) ?? study.ruleset };
}

/**
 * Days from the founding to the change: those that the rule of the study found, beside its plan; of a study that has not run, the shortest
 * in which its rule looks, and a note that they are not checked.
 */
function settlingDays(study: Study, word: string): number {
  const finding = existsSync(word) ? readFinding(dirname(word), study) : null;
  if (finding !== null) return finding.days;
  if (study.beginning === undefined) return study.warmUpDays;
  const [days] = pilotLengths(study.beginning);
  process.stderr.write(
    `note: worlds run for ${days} days before the change, and no pilots have checked that they have settled; name the study.json of its results folder for the days that were found, or give --settle\n`,
  );
  return days;
}

function factsOf(study: Study): PanelFacts {
  try {
    return panelFacts({ study, command: '' });
  } catch (error) {
    throw error instanceof Error && error.name === 'NoPanel'
      ? new UserError(`${study.name} cannot be tried: ${error.message} (run sweep on it)`)
      : error;
  }
}

/** The same questions in the network of a file; what is known of its miners is told on standard error. */
function inNetwork(facts: PanelFacts, path: string): PanelFacts {
  const own = ownNetwork(facts, basename(path), networkText(path));
  process.stderr.write(`note: ${own.note}\n`);
  return own.facts;
}

/** What is asked for. Throws `UserError` for a name or value that the study does not have, and where nothing differs. */
function settingOf(facts: PanelFacts, words: readonly string[], options: Options): Setting {
  const levels = Object.fromEntries(facts.knobs.map(({ name, statusQuo }) => [name, statusQuo]));
  for (const word of words) {
    const [name, ...rest] = word.split('=');
    const knob = facts.knobs.find((known) => known.name === name);
    if (knob === undefined)
      throw unknownName(
        'knob',
        name,
        facts.knobs.map((known) => known.name),
      );
    const level = readLevel(knob, rest.join('='));
    if (typeof level === 'object') throw new UserError(level.fault);
    levels[name] = level;
  }
  const known = facts.measures.map(({ name }) => name);
  const { measure = known[0], worlds = facts.worlds, days = facts.days } = options;
  if (!known.includes(measure)) throw unknownName('measure of this study', measure, known);
  const setting = { levels, measure, worlds, days };
  if (moved(facts, setting).length === 0) {
    const asked = facts.knobs.filter(({ acts }) => acts !== 'common');
    throw new UserError(
      `nothing differs from the status quo: give another value to ${asked.map(({ name, statusQuo }) => `${name} (${statusQuo})`).join(' or ')}`,
    );
  }
  return setting;
}
