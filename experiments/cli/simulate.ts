import type { Command } from 'commander';
import type { Arithmetic } from '../../sim/chainState.ts';
import type { DayPoint } from '../../sim/metrics/days.ts';
import { type RulesetName, rulesets } from '../../sim/rulesets.ts';
import { checkWritable } from '../base/givenFile.ts';
import { type Column, textTable } from '../base/textTable.ts';
import { UserError } from '../base/userError.ts';
import { chooseScenario, type OwnOptions } from '../input/scenarios/chooseScenario.ts';
import { readSettings } from '../input/settings.ts';
import { metric } from '../plan/measures.ts';
import { type OwnMark, trialMarkOf } from '../plan/ownFiles.ts';
import type { ScenarioMark } from '../plan/scenarioMark.ts';
import { amend, begin, checkPlan, finish, type TrialPlan, type TrialResult } from '../plan/trial.ts';
import { restOf } from '../report/priceOfEntry.ts';
import { runAlone } from '../run/runAlone.ts';
import { writeNamed } from '../run/system/writeNamed.ts';
import { tellOfSlowTwin } from '../sweep/kernelNotice.ts';
import { arithmeticOption } from './arithmeticOption.ts';
import { collect, numberOption, seedOption } from './numbers.ts';
import { ownOptions } from './ownOptions.ts';
import { rulesetOption } from './rulesetOption.ts';
import { examples, print, printJson } from './verb.ts';

interface Options extends OwnOptions {
  scenario: string;
  ruleset?: RulesetName;
  set?: string[];
  change?: string[];
  changeDay?: number;
  days?: number;
  warmUp?: number;
  seed: string;
  arithmetic?: Arithmetic;
  exportStorage?: string;
  json?: true;
}

/** `yuma-lab simulate`: one world from its founding to the end of its measured window. */
export function define(command: Command): void {
  ownOptions(
    command
      .option('--scenario <name|file.yaml>', 'starting state, or a scenario file', 'nakamoto-256')
      .option('--ruleset <name>', 'version of the chain (default: the scenario’s)', rulesetOption)
      .option('--set <name=value>', 'a hyperparameter or setting; may be repeated', collect)
      .option('--change <name=value>', 'what changes on the day of --change-day; may be repeated', collect)
      .option(
        '--change-day <n>',
        'days after the founding, warm-up included, at whose end it changes',
        numberOption('change-day', 0, 7300),
      ),
  )
    .option('--days <n>', 'days measured (default: the scenario’s)', numberOption('days', 0.01, 3650))
    .option('--warm-up <n>', 'days before (default: the scenario’s)', numberOption('warm-up', 0, 3650))
    .option('--seed <text>', 'names the random draws', seedOption('seed'), '1')
    .option('--arithmetic <kind>', 'float64 or chain (default: float64)', arithmeticOption)
    .option(
      '--export-storage <file.json>',
      'write the chain’s storage around the last epoch, for import; in chain arithmetic',
    )
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples(
        'simulate --days 3',
        "simulate --set immunityPeriod='24 hours' --set validator.alpha=0.05 --seed 7",
      ),
    )
    .action(show);
}

async function show(options: Options): Promise<void> {
  const { plan, title, mark, own } = await planOf(options);
  tellOfSlowTwin();
  const result =
    options.exportStorage === undefined
      ? await runAlone(plan)
      : await runAndExport(plan, options.exportStorage);
  if (options.json) printJson({ plan, ...mark, ...result });
  else print(textOf(plan, title, result, own));
}

interface Planned {
  readonly plan: TrialPlan;
  readonly title: string;
  readonly mark: ScenarioMark;
  readonly own: OwnMark;
}

async function planOf(options: Options): Promise<Planned> {
  const { scenario: written, set, days, warmUp, seed } = options;
  const chosen = await chooseScenario(written, options);
  const plan = {
    ruleset: chosen.ruleset,
    scenario: chosen.scenario.name,
    arithmetic: arithmeticOf(options),
    set: { ...chosen.set, ...(await readSettings(set ?? [], chosen.ruleset, chosen.own)) },
    warmUpDays: warmUp ?? chosen.warmUpDays,
    days: days ?? chosen.days,
    ...(await changeOf(options, chosen)),
    seed,
    ...trialMarkOf(chosen.own),
  };
  // A fault of the settings is reported before a world, or a worker, starts.
  checkPlan(plan, chosen.own);
  return { plan, title: chosen.title, mark: chosen.mark, own: chosen.own };
}

/** A storage dump holds the chain’s integers. Throws `UserError` where float64 is asked for beside it. */
function arithmeticOf({ arithmetic, exportStorage, with: files = [] }: Options): Arithmetic {
  if (exportStorage === undefined) return arithmetic ?? 'float64';
  checkWritable(exportStorage, '--export-storage');
  if (arithmetic === 'float64' || files.length > 0)
    throw new UserError(
      `--export-storage goes with chain arithmetic and without agents of one’s own; received ${arithmetic === 'float64' ? '--arithmetic float64' : `--with ${files.join(', ')}`} (leave it out)`,
    );
  return 'chain';
}

/** One trial in this thread, with the storage around its last epoch in a file. */
async function runAndExport(plan: TrialPlan, path: string): Promise<TrialResult> {
  const { snapshotLastEpoch } = await import('../plan/epochSnapshot.ts');
  const { storageText } = await import('../import/storage/writeStorage.ts');
  const { change, ...stem } = plan;
  const live = begin(stem);
  if (change !== undefined) amend(live, change);
  const text = storageText(snapshotLastEpoch(live));
  const result = finish(live);
  writeNamed(path, text);
  return result;
}

/** What the options change while the world runs. Throws `UserError` for one of the two without the other. */
async function changeOf(
  { change = [], changeDay }: Options,
  { ruleset, own }: { readonly ruleset: RulesetName; readonly own: OwnMark },
): Promise<Pick<TrialPlan, 'change'>> {
  if (changeDay === undefined && change.length === 0) return {};
  if (changeDay === undefined)
    throw new UserError(
      `--change needs the day of the change; received --change ${change.join(' ')} (add --change-day 30)`,
    );
  return { change: { day: changeDay, set: await readSettings(change, ruleset, own) } };
}

/** The price of entry at the end of a day: what a registration burns where work buys no slot, else the difficulty. */
const priceTitle = ({ ruleset }: TrialPlan): string =>
  rulesets[ruleset].payments.includes('work') ? 'difficulty' : 'burn, TAO';

const priceOf = ({ burn, difficulty }: DayPoint): string =>
  burn === undefined ? difficulty.toExponential(2) : String(Number(burn.toPrecision(4)));

function textOf(plan: TrialPlan, scenario: string, { days, measures }: TrialResult, own: OwnMark): string {
  const title = `${scenario} under ${plan.ruleset}, seed ${plan.seed}, ${plan.arithmetic}`;
  const daily = textTable(
    ['day', 'quality, nats', 'registrations', priceTitle(plan), 'immune'].map(
      (name): Column => ({ title: name, align: 'right' }),
    ),
    days.map((point) => [
      String(point.day),
      point.networkQuality.toFixed(4),
      String(point.registrations),
      priceOf(point),
      `${(100 * point.immuneShare).toFixed(1)} %`,
    ]),
  );
  const summary = textTable(
    [
      { title: 'measure' },
      { title: 'value', align: 'right' },
      { title: 'unit', shrinks: true },
      { title: 'is', shrinks: true },
    ],
    Object.entries(measures).flatMap(([name, value]) => {
      const known = metric(name, own);
      if (known === undefined || known.name !== name) return [];
      return [
        [
          name,
          value === null ? 'missing' : String(Number(value.toPrecision(5))),
          known.unit,
          known.definition,
        ],
      ];
    }),
  );
  const rest = restOf(measures);
  const price = rest === null ? '' : `For most of the time the price of entry is ${rest}.\n\n`;
  return `${title}\n\n${daily}\n\n${summary}\n\n${price}One world, one seed: no interval. For evidence run: yuma-lab sweep`;
}
