import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { duration } from '../base/duration.ts';
import { studyHash } from '../base/identity.ts';
import { UserError } from '../base/userError.ts';
import { decisionLine } from '../plan/decision.ts';
import { checkStudy } from '../plan/study.ts';
import { smallerNotes } from '../run/smallerStudy.ts';
import { atTerminal, closing, summaryOf } from '../sweep/atTerminal.ts';
import { earlyNotes } from '../sweep/earlyNotes.ts';
import { findingLines } from '../sweep/finding.ts';
import { runStudy, type StudyOutcome } from '../sweep/runStudy.ts';
import { shardWord } from '../sweep/shard/shard.ts';
import { failureOptions, failureTerms } from './failureOptions.ts';
import { numberOption } from './numbers.ts';
import { onWorkers, queueOptions } from './queueOptions.ts';
import { shardLines, shardOptions, usualFolder } from './shardOptions.ts';
import { modelStudyAsked, sweepModel } from './sweepModel.ts';
import type { SweepOptions } from './sweepOptions.ts';
import { studyAsked, studyOptions } from './sweepStudy.ts';
import { examples, print, printJson } from './verb.ts';

/** `yuma-lab sweep`: run or resume a study; repeated, it runs only what is missing. */
export function define(command: Command): void {
  const described = shardOptions(
    queueOptions(
      studyOptions(command.usage('<study | file | name=values …> [options]'))
        .option(
          '--workers <n>',
          'worker threads',
          numberOption('workers', 1, 256, true),
          availableParallelism(),
        )
        .option('--dir <folder>', 'results folder (default: results/<study>-<hash>)'),
    ),
    'the pilots',
  );
  failureOptions(described)
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
        'sweep study.yaml --queue redis://10.0.0.5',
        'sweep immunityPeriod=5000,7200 --scenario my-network.yaml --first-seed 13 --dir confirmed',
        'sweep immunity-period --size quick --shard 2/4',
        'sweep novice.effort=0,0.5,1 --set novice.share=0.3 --with agents/examples/servesWhileNew.ts',
        'sweep immunity-period --size quick --limit 7200 --retry-failed',
        'sweep entry-price --size quick',
      ),
    )
    .action(start);
}

async function start(words: readonly string[], options: SweepOptions): Promise<void> {
  const model = modelStudyAsked(words, options);
  if (model !== null) {
    await sweepModel(model, options);
    return;
  }
  const study = await studyAsked(words, options);
  const hash = studyHash(study);
  const { workers, shard, after } = options;
  const folder = options.dir ?? usualFolder(study.name, hash, shard);
  checkStudy(study);
  process.stderr.write(`${decisionLine(study).replaceAll('`', '')}\n`);
  for (const note of [...earlyNotes(study), ...smallerNotes(folder, { hash, plan: study })])
    process.stderr.write(`${note}\n`);
  if (after !== undefined) await takeOver(after, folder, hash, options);
  const run = { folder, workers, ...failureTerms(options), ...(shard !== undefined && { shard }) };
  const { watchSweep } = await import('../studies/running/watchSweep.ts');
  const onlooker = shard === undefined ? await watchSweep(study, folder, workers) : {};
  const asked = { hash, name: study.name, plan: study };
  const outcome = await onWorkers(options, asked, folder, (place) =>
    atTerminal(folder, (hooks) => runStudy(study, { ...run, ...hooks, ...place }), onlooker),
  );
  for (const line of findingLines(outcome.warmUp)) process.stderr.write(`${line}\n`);
  if (!outcome.stopped) await tell(outcome, folder, options);
}

/** A whole study has a report; a shard says how it gets one. */
async function tell(outcome: StudyOutcome, folder: string, { shard, json }: SweepOptions): Promise<void> {
  if (shard !== undefined) {
    if (json) printJson({ folder, shard: shardWord(shard), ...forMachines(outcome) });
    else print([closing(outcome, timeOf(outcome), folder), ...shardLines(shard, folder)].join('\n'));
    return;
  }
  const { writeReportOf } = await import('../studies/reportOf.ts');
  const report = await writeReportOf(folder);
  if (json) printJson({ folder, ...forMachines(outcome), report: report.html });
  else print([report.text, '', closing(outcome, timeOf(outcome), folder)].join('\n'));
}

async function takeOver(from: string, folder: string, hash: string, { shard }: SweepOptions): Promise<void> {
  if (shard === undefined)
    throw new UserError('--after is for a shard: give --shard i/n too, or leave it out');
  const [{ takeMark }, { takeOverPilots }] = await Promise.all([
    import('../sweep/shard/mark.ts'),
    import('../sweep/shard/takeOver.ts'),
  ]);
  takeMark(folder, hash, shard);
  const taken = takeOverPilots(from, folder, hash);
  process.stderr.write(`took over ${taken} pilots of ${from}\n`);
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
