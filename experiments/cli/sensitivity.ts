import type { Command } from 'commander';
import { duration } from '../base/duration.ts';
import { studyHash } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import type { SensitivityOptions } from '../methods/sensitivity/options.ts';
import { checkSensitivity, type SensitivityPlan, trialsOfPlan } from '../methods/sensitivity/plan.ts';
import { refuseForeign, type SweepOutcome } from '../run/resultsFolder.ts';
import { atTerminal, closing, summaryOf } from '../sweep/atTerminal.ts';
import { runTrials } from '../sweep/runTrials.ts';
import { dealtTo } from '../sweep/shard/deal.ts';
import { takeMark } from '../sweep/shard/mark.ts';
import { type Shard, shardWord } from '../sweep/shard/shard.ts';
import { type FailureOptions, failureOptions, failureTerms } from './failureOptions.ts';
import { collect, numberOption, seedOption } from './numbers.ts';
import { onWorkers, type QueueOptions, queueOptions } from './queueOptions.ts';
import { type ShardOptions, shardLines, shardOptions, usualFolder } from './shardOptions.ts';
import { examples, print, printJson } from './verb.ts';
import { worldOptions } from './worldOptions.ts';

interface Options extends SensitivityOptions, ShardOptions, FailureOptions, QueueOptions {
  readonly workers: number;
  readonly dir?: string;
  readonly panel: boolean;
  readonly json?: true;
}

/** `yuma-lab sensitivity`: which factors move an output, by Morris' effects or Sobol's indices. */
export function define(command: Command): void {
  const described = shardOptions(
    queueOptions(
      worldOptions(
        command
          .usage('<study.yaml | name~distribution … > [options]')
          .argument('<words...>', 'a study file, or factors such as immunityPeriod~uniform(512,14400)')
          .option(
            '--method <name>',
            'morris (few trials, a ranking) or sobol (shares of the variance)',
            methodOption,
          )
          .option(
            '--points <n>',
            'rows of Saltelli’s matrices, or trajectories',
            numberOption('points', 4, 1_000_000, true),
          )
          .option('--blocks <n>', 'sobol: independent scrambles', numberOption('blocks', 2, 1024, true))
          .option('--levels <n>', 'morris: levels of the grid, even', numberOption('levels', 2, 64, true))
          .option('--first-half', 'sobol: leave out the matrices BA and second order')
          .option(
            '--seeds <n>',
            'replications at each point; 2 or more separate chance from effects',
            numberOption('seeds', 1, 1000, true),
          )
          .option('--design-seed <seed>', 'seed of the design', seedOption('design-seed'))
          .option(
            '--output <expression>',
            'a metric, or an expression over metrics; may be repeated',
            collect,
          )
          .option('--no-panel', 'write a static page, without the panel in which worlds run'),
      ),
    ),
  );
  failureOptions(described)
    .addHelpText(
      'after',
      examples(
        "sensitivity 'immunityPeriod~uniform(512,14400)' 'validator.alpha~loguniform(0.02,0.2)' --method morris --points 10 --seeds 2",
        'sensitivity study.yaml --method sobol --points 128',
      ),
    )
    .action(start);
}

function methodOption(text: string): 'morris' | 'sobol' {
  if (text === 'morris' || text === 'sobol') return text;
  throw new UserError(`--method must be morris or sobol; received ${JSON.stringify(text)}`);
}

async function start(words: readonly string[], options: Options): Promise<void> {
  const { readSensitivityPlan } = await import('../methods/sensitivity/readPlan.ts');
  const plan = await readSensitivityPlan(words, options);
  checkSensitivity(plan);
  const hash = studyHash(plan);
  const { shard } = options;
  const folder = options.dir ?? usualFolder(plan.name, hash, shard);
  const started = performance.now();
  const trials = dealtTo(trialsOfPlan(plan), shard);
  refuseForeign(folder, { hash, plan });
  takeMark(folder, hash, shard);
  const run = { study: { hash, plan }, trials, folder, workers: options.workers, ...failureTerms(options) };
  const asked = { hash, name: plan.name, plan };
  const outcome = await onWorkers(options, asked, folder, (place) =>
    atTerminal(folder, (hooks) => runTrials({ ...run, ...hooks, ...place })),
  );
  if (outcome.stopped) return;
  const time = `in ${duration((performance.now() - started) / 1000)}`;
  if (shard === undefined) await report(plan, hash, folder, outcome, options, time);
  else tellShard(shard, hash, folder, outcome, options, time);
}

function tellShard(
  shard: Shard,
  hash: string,
  folder: string,
  outcome: SweepOutcome,
  { json }: Options,
  time: string,
): void {
  if (json) printJson({ folder, hash, shard: shardWord(shard), ...summaryOf(outcome) });
  else print([closing(outcome, time, folder), ...shardLines(shard, folder)].join('\n'));
}

async function report(
  plan: SensitivityPlan,
  hash: string,
  folder: string,
  outcome: SweepOutcome,
  { json, panel }: Options,
  time: string,
): Promise<void> {
  const [{ analyseSensitivity }, { writeSensitivityReport }] = await Promise.all([
    import('../methods/sensitivity/analyse.ts'),
    import('../methods/sensitivity/report.ts'),
  ]);
  const analyses = await analyseSensitivity(plan, outcome.rows);
  const { rowsHash, total, failed } = outcome;
  const written = await writeSensitivityReport(
    folder,
    plan,
    analyses,
    { hash, rowsHash, trials: total, failed },
    { isStatic: !panel },
  );
  if (json)
    printJson({
      folder,
      hash,
      ...summaryOf(outcome),
      report: written.html,
      answer: written.answer,
      factors: plan.dimensions,
      analyses,
    });
  else print([written.text, '', closing(outcome, time, folder)].join('\n'));
  const faults = analyses.flatMap(({ output, fault }) => (fault === null ? [] : [`${output}: ${fault}`]));
  if (faults.length === analyses.length)
    throw new UserError(`${faults.join('\n')}\nnothing is lost: the trials are in ${folder}`);
}
