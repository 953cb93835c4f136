import type { Command } from 'commander';
import { duration } from '../base/duration.ts';
import { studyHash } from '../base/identity.ts';
import { UserError, unknownName } from '../base/userError.ts';
import type { TuneOptions } from '../methods/tune/readTunePlan.ts';
import type { TuneRun } from '../methods/tune/runTune.ts';
import type { TunePlan } from '../methods/tune/tunePlan.ts';
import { searchNames } from '../plan/searchNames.ts';
import { refuseForeign } from '../run/resultsFolder.ts';
import { Stopped } from '../sweep/adaptiveRun.ts';
import { atTerminal, closing, summaryOf as endOf } from '../sweep/atTerminal.ts';
import { type Shard, shardWord } from '../sweep/shard/shard.ts';
import { type FailureOptions, failureOptions, failureTerms } from './failureOptions.ts';
import { collect, numberOption, seedOption } from './numbers.ts';
import { onWorkers, type QueueOptions, queueOptions } from './queueOptions.ts';
import { type ShardOptions, shardLines, shardOptions, usualFolder } from './shardOptions.ts';
import { examples, print, printJson } from './verb.ts';
import { worldOptions } from './worldOptions.ts';

interface Options extends TuneOptions, ShardOptions, FailureOptions, QueueOptions {
  readonly workers: number;
  readonly dir?: string;
  readonly panel: boolean;
  readonly json?: true;
}

/** `yuma-lab tune`: search for a better setting, judge it on fresh seeds, and answer with a range. */
export function define(command: Command): void {
  const described = shardOptions(queueOptions(worldOptions(searchOptions(command))), 'the search');
  failureOptions(described)
    .addHelpText(
      'after',
      examples(
        "tune 'immunityPeriod~uniform(512,14400)' --set validator.alpha=0.1 --objective 'networkQuality +- 0.002'",
        "tune 'immunityPeriod~uniform(512,14400)' 'validator.alpha~loguniform(0.02,0.2)' --guardrail 'viableEvictions <= 40' --budget 60",
        'tune study.yaml --search cma-es',
      ),
    )
    .action(start);
}

/** Options that say what is searched, how, and what judges it. */
const searchOptions = (command: Command): Command =>
  command
    .usage('<study.yaml | name~distribution … > [options]')
    .argument('<words...>', 'a study file, or knobs such as immunityPeriod~uniform(512,14400)')
    .option(
      '--objective <expression>',
      '[min|max] expression over measures [± margin]; +- and = for ±; may be repeated',
      collect,
    )
    .option('--decide <measure[±margin]>', 'the same for a measure, whose better side is known', collect)
    .option(
      '--guardrail <rule>',
      'expression <= limit or >= limit, which the answer must keep; may be repeated',
      collect,
    )
    .option('--constraint <rule>', 'over the knobs: settings where it is false are never tried', collect)
    .option('--status-quo <name=value>', 'what changes are measured from (default: the scenario’s)', collect)
    .option(
      '--search <name>',
      `how to search: ${searchNames.join(', ')} (default: gaussian, or nsga2)`,
      searchOption,
    )
    .option(
      '--budget <n>',
      'trials of the search, and as many of random search',
      numberOption('budget', 4, 100_000, true),
    )
    .option(
      '--first-seed <n>',
      'first of the seeds (default: 1)',
      numberOption('first-seed', 1, 1_000_000, true),
    )
    .option('--search-seeds <n>', 'seeds it searches on', numberOption('search-seeds', 2, 10_000, true))
    .option('--seeds <n>', 'paired seeds that judge', numberOption('seeds', 3, 10_000, true))
    .option(
      '--confirm-seeds <n>',
      'the same: fresh seeds that judge',
      numberOption('confirm-seeds', 3, 10_000, true),
    )
    .option('--design-seed <seed>', 'seed of the searches’ own draws', seedOption('design-seed'))
    .option('--no-panel', 'write a static page, without the panel in which worlds run');

function searchOption(text: string): (typeof searchNames)[number] {
  const name = searchNames.find((known) => known === text);
  if (name === undefined) throw unknownName('search', text, searchNames);
  return name;
}

async function start(words: readonly string[], options: Options): Promise<void> {
  const [{ readTunePlan }, { runTune }, { tuneOnlooker }] = await Promise.all([
    import('../methods/tune/readTunePlan.ts'),
    import('../methods/tune/runTune.ts'),
    import('../methods/tune/tuneLeader.ts'),
  ]);
  const plan = await readTunePlan(words, options);
  const { shard, after } = options;
  const folder = options.dir ?? usualFolder(plan.name, studyHash(plan), shard);
  if (shard !== undefined) {
    await startShard(plan, folder, shard, options);
    return;
  }
  if (after !== undefined)
    throw new UserError('--after is for a shard: give --shard i/n too, or leave it out');
  const started = performance.now();
  try {
    const run = { folder, workers: options.workers, ...failureTerms(options) };
    const asked = { hash: studyHash(plan), name: plan.name, plan };
    const onlooker = await tuneOnlooker(plan);
    const ended = await onWorkers(options, asked, folder, (place) =>
      atTerminal(folder, (hooks) => runTune(plan, { ...run, ...hooks, ...place }), onlooker),
    );
    await report(plan, folder, ended, (performance.now() - started) / 1000, options);
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
}

/** The search, taken over where it has run, and this shard's part of the trials that judge what it found. */
async function startShard(plan: TunePlan, folder: string, shard: Shard, options: Options): Promise<void> {
  const [{ runTuneShard }, { takeMark }, { takeOverTrials }] = await Promise.all([
    import('../methods/tune/runTune.ts'),
    import('../sweep/shard/mark.ts'),
    import('../sweep/shard/takeOver.ts'),
  ]);
  const { after, workers, json } = options;
  const hash = studyHash(plan);
  const started = performance.now();
  if (after !== undefined) {
    refuseForeign(folder, { hash, plan });
    takeMark(folder, hash, shard);
    const taken = takeOverTrials(after, folder, hash, ({ stage }) => stage !== 'confirm');
    process.stderr.write(`took over ${taken} trials of the search in ${after}\n`);
  }
  try {
    const run = { folder, workers, ...failureTerms(options) };
    const ended = await atTerminal(folder, (hooks) => runTuneShard(plan, { ...run, ...hooks }, shard));
    const time = `in ${duration((performance.now() - started) / 1000)}`;
    if (json) printJson({ folder, hash, shard: shardWord(shard), ...endOf(ended) });
    else print([closing(ended, time, folder), ...shardLines(shard, folder)].join('\n'));
  } catch (error) {
    if (!(error instanceof Stopped)) throw error;
  }
}

async function report(
  plan: TunePlan,
  folder: string,
  ended: TuneRun,
  seconds: number,
  { json, panel }: Options,
): Promise<void> {
  const { hash, rowsHash, total, failed, tuned } = ended;
  const { summaryOf, writeTuneReport } = await import('../methods/tune/tuneReport.ts');
  const written = await writeTuneReport(
    folder,
    plan,
    tuned,
    { hash, rowsHash, trials: total, failed },
    { isStatic: !panel },
  );
  if (json)
    printJson({
      folder,
      hash,
      ...endOf(ended),
      report: written.html,
      answer: written.answer,
      ...summaryOf(tuned),
    });
  else print([written.text, '', closing(ended, `in ${duration(seconds)}`, folder)].join('\n'));
}
