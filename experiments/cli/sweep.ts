import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { duration } from '../base/duration.ts';
import { studyHash } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { type AdhocOptions, adhocStudy } from '../input/factorWords.ts';
import { type ReplicationOptions, replicated } from '../input/replicationOptions.ts';
import { isYamlPath } from '../input/scenarios/chooseScenario.ts';
import { decisionLine } from '../plan/decision.ts';
import { usualCap } from '../plan/precisionPlan.ts';
import { checkStudy, type Study } from '../plan/study.ts';
import { studyNamed } from '../studies/catalogue.ts';
import { atTerminal, closing, summaryOf } from '../sweep/atTerminal.ts';
import { earlyNotes } from '../sweep/earlyNotes.ts';
import { findingLines } from '../sweep/finding.ts';
import { runStudy, type StudyOutcome } from '../sweep/runStudy.ts';
import { writtenStudy } from '../sweep/writtenStudy.ts';
import { askOptions } from './askOptions.ts';
import { checkNames } from './check.ts';
import { numberOption } from './numbers.ts';
import { ownOptions } from './ownOptions.ts';
import { rulesetOption } from './rulesetOption.ts';
import { examples, print, printJson } from './verb.ts';

interface Options extends Omit<AdhocOptions, 'seeds' | 'warmUp'>, ReplicationOptions {
  readonly seeds?: number;
  readonly firstSeed?: number;
  readonly size: string;
  readonly workers: number;
  readonly limit: number;
  readonly dir?: string;
  readonly json?: true;
}

/** `yuma-lab sweep`: run or resume a study; repeated, it runs only what is missing. */
export function define(command: Command): void {
  seedOptions(
    askOptions(
      ownOptions(
        command
          .usage('<study | file | name=values …> [options]')
          .argument(
            '<words...>',
            'a named study, a study file, the study.json of a results folder, or factors such as immunityPeriod=1024,2048 or validator.alpha~uniform(0.02,0.2)',
          )
          .option('--size <name>', 'size of a named study', 'quick')
          .option(
            '--workers <n>',
            'worker threads',
            numberOption('workers', 1, 256, true),
            availableParallelism(),
          )
          .option('--dir <folder>', 'results folder (default: results/<study>-<hash>)')
          .option('--scenario <name|file.yaml>', 'factors: starting state, or a scenario file', usualScenario)
          .option(
            '--ruleset <name>',
            'factors: version of the chain (default: the scenario’s)',
            rulesetOption,
          ),
      ),
    ),
  )
    .option('--days <n>', 'factors: days measured', numberOption('days', 0.01, 3650))
    .option('--warm-up <days|mser5>', 'factors: days before; mser5: pilots find them', warmUpOption)
    .option(
      '--limit <seconds>',
      'longest a trial may take before it counts as failed',
      numberOption('limit', 0.001, 1e6),
      3600,
    )
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      examples(
        'sweep immunity-period --size quick',
        'sweep immunityPeriod=5000,7200 liquidAlphaOn=false,true --scenario modern-subnet --decide servedQuality=0.005',
        "sweep 'immunityPeriod=range(1024,8192,1024)' --over validator.alpha=0.05,0.1 --seeds 24",
        "sweep 'immunityPeriod~uniform(512,14400)' 'validator.alpha~loguniform(0.02,0.2)' --design sobol --points 32",
        "sweep immunityPeriod=1024,3072,7200 --precision 'networkQuality=0.002' --max-seeds 200",
        'sweep immunityPeriod=1024,3072,7200 --antithetic --warm-up mser5',
        'sweep study.yaml',
        'sweep immunityPeriod=5000,7200 --scenario my-network.yaml --first-seed 13 --dir confirmed',
        'sweep novice.effort=0,0.5,1 --set novice.share=0.3 --with agents/examples/servesWhileNew.ts',
      ),
    )
    .action(start);
}

/** Options that say on which seeds, and on how many. */
const seedOptions = (command: Command): Command =>
  command
    .option(
      '--seeds <n>',
      'paired seeds (default: the study’s, or 12)',
      numberOption('seeds', 4, 100_000, true),
    )
    .option(
      '--first-seed <n>',
      'the first of the seeds (default 1): with one beyond those of an earlier run its answer is confirmed on fresh ones',
      numberOption('first-seed', 1, 1_000_000_000, true),
    )
    .option(
      '--precision <metric=width>',
      'cells gain seeds until every paired difference of the metric, or each mean(metric), is known to ± width at 95 %',
    )
    .option(
      '--max-seeds <n>',
      `with --precision: seeds at which a cell gives up (default: ${usualCap})`,
      numberOption('max-seeds', 1, 100_000, true),
    )
    .option('--antithetic', 'run every seed with its mirror; a pair’s mean is one observation');

const usualSeeds = 12;
const usualScenario = 'nakamoto-256';

const warmUpOption = (text: string): number | 'mser5' =>
  text === 'mser5' ? text : numberOption('warm-up', 0, 3650)(text);

async function start(words: readonly string[], options: Options): Promise<void> {
  if (checkNames.includes(words[0]))
    throw new UserError(`${words[0]} is a check, not a study: run yuma-lab check ${words[0]}`);
  const study = onSeeds(replicated(await studyOf(words, options), options), options);
  const folder = options.dir ?? join('results', `${study.name}-${studyHash(study).slice(0, 8)}`);
  const limitMilliseconds = 1000 * options.limit;
  checkStudy(study);
  process.stderr.write(`${decisionLine(study).replaceAll('`', '')}\n`);
  for (const note of earlyNotes(study)) process.stderr.write(`${note}\n`);
  const { workers } = options;
  const { watchSweep } = await import('../studies/running/watchSweep.ts');
  const outcome = await atTerminal(
    folder,
    (hooks) => runStudy(study, { folder, workers, limitMilliseconds, ...hooks }),
    await watchSweep(study, folder, workers),
  );
  for (const line of findingLines(outcome.warmUp)) process.stderr.write(`${line}\n`);
  if (outcome.stopped) return;
  const { writeReportOf } = await import('../studies/reportOf.ts');
  const report = await writeReportOf(folder);
  if (options.json) printJson({ folder, ...forMachines(outcome), report: report.html });
  else print([report.text, '', closing(outcome, timeOf(outcome), folder)].join('\n'));
}

const forMachines = ({ hash, seconds, mainSeconds, precision, ...outcome }: StudyOutcome) => ({
  hash,
  seconds,
  mainSeconds,
  ...summaryOf(outcome),
  precision,
});

/** `in 5 min (the study’s 192 in 2 min, then its arms)`. */
function timeOf({ seconds, mainSeconds, mainTrials, hasTimedArms }: StudyOutcome): string {
  const whole = `in ${duration(seconds)}`;
  return hasTimedArms && mainSeconds !== undefined
    ? `${whole} (the study’s ${mainTrials} in ${duration(mainSeconds)}, then its arms)`
    : whole;
}

async function studyOf(words: readonly string[], options: Options): Promise<Study> {
  if (words.every((word) => word.includes('=') || /^\s*[\w.]+\s*~/.test(word))) {
    const { seeds, warmUp, ...rest } = options;
    if (seeds !== undefined && options.precision !== undefined)
      throw new UserError(
        '--seeds and --precision contradict each other: a fixed number, or as many as it takes (--max-seeds is its cap)',
      );
    const days = typeof warmUp === 'number' ? { warmUp } : {};
    return adhocStudy(words, { ...rest, seeds: seeds ?? usualSeeds, ...days });
  }
  refuseFactorOptions(words[0], options);
  return withSeeds(await writtenOrNamed(words, options), options);
}

/** Options that say what a sweep of one's own is about: a study has said it already. */
function refuseFactorOptions(study: string, options: Options): void {
  const { ruleset, set, over, decide, objective, guardrail, design, points, days } = options;
  const scenario = options.scenario === usualScenario ? undefined : options.scenario;
  const given = { scenario, ruleset, set, over, decide, objective, guardrail, design, points, days };
  const name = Object.entries(given).find(([, value]) => value !== undefined)?.[0];
  if (name !== undefined)
    throw new UserError(
      `--${name} contradicts ${study}, which says it itself: change the study file, or ask with factors as name=values`,
    );
}

/** A study on fresh seeds; its arms, which are compared on its first seeds, are left out. */
function onSeeds(study: Study, { firstSeed }: Options): Study {
  if (firstSeed === undefined || firstSeed === 1) return study;
  if (study.precision !== undefined)
    throw new UserError(
      `--first-seed ${firstSeed} contradicts --precision, whose cells gain seeds from 1 on: leave one of the two out`,
    );
  return { ...study, firstSeed, arms: [], armSeeds: 0, armLevels: [], armSet: {} };
}

/** A study on another number of paired seeds. */
function withSeeds(study: Study, { seeds }: Options): Study {
  if (seeds === undefined || seeds === study.seeds) return study;
  if (study.precision !== undefined)
    throw new UserError(
      `${study.name} runs by precision, as many seeds as it takes: --max-seeds is its cap, not --seeds`,
    );
  return { ...study, seeds, size: `${seeds} seeds`, armSeeds: Math.min(study.armSeeds, seeds) };
}

async function writtenOrNamed(words: readonly string[], options: Options): Promise<Study> {
  if (words.length > 1)
    throw new UserError(
      `name one study or study file, or factors as name=values; received ${words.join(' ')}`,
    );
  if (/\.json$/i.test(words[0])) return writtenStudy(words[0]);
  if (!isYamlPath(words[0])) {
    const { readOwnFiles } = await import('../input/own/ownMark.ts');
    return {
      ...studyNamed(words[0], options.size),
      ...(await readOwnFiles(options.with ?? [], options.turnLimit)),
    };
  }
  const [{ readStudyFile }, { studyOfFile }] = await Promise.all([
    import('../input/readStudyFile.ts'),
    import('../input/studyFromFile.ts'),
  ]);
  return studyOfFile(await readStudyFile(words[0], options));
}
