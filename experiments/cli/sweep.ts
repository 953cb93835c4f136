import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type AdhocOptions, adhocStudy } from '../adhoc.ts';
import { arithmeticGap } from '../arithmeticGap.ts';
import { studyHash, trialId } from '../identity.ts';
import { duration, Progress } from '../progress.ts';
import { studyNamed } from '../studies/catalogue.ts';
import { checkStudy, type Study, trialsOf } from '../study.ts';
import { type PlannedTrial, type SweepOutcome, sweep } from '../sweep.ts';
import { UserError } from './failure.ts';
import { collect, numberOption } from './numbers.ts';
import { rulesetOption } from './rulesetOption.ts';
import { showScaling } from './scaling.ts';
import { examples, print, printJson, type Verb } from './verb.ts';

interface Options extends AdhocOptions {
  readonly size: string;
  readonly workers: number;
  readonly dir?: string;
  readonly json?: true;
}

/** `yuma-lab sweep`: run or resume a study; repeated, it runs only what is missing. */
export const sweepVerb: Verb = {
  name: 'sweep',
  register(program) {
    program
      .command('sweep')
      .usage('<study | name=values …> [options]')
      .description('run or resume a study; repeated, it runs only what is missing, then writes the report')
      .argument('<words...>', 'a named study, or factors such as immunityPeriod=1024,2048')
      .option('--size <name>', 'size of a named study', 'quick')
      .option(
        '--workers <n>',
        'worker threads',
        numberOption('workers', 1, 256, true),
        availableParallelism(),
      )
      .option('--dir <folder>', 'results folder (default: results/<study>-<hash>)')
      .option('--scenario <name>', 'factors: starting state', 'nakamoto-256')
      .option('--ruleset <name>', 'factors: version of the chain (default: the scenario’s)', rulesetOption)
      .option('--set <name=value>', 'factors: a setting held fixed; may stand again', collect)
      .option('--seeds <n>', 'factors: paired seeds', numberOption('seeds', 4, 100_000, true), 12)
      .option('--days <n>', 'factors: days measured', numberOption('days', 0.01, 3650))
      .option('--warm-up <n>', 'factors: days before', numberOption('warm-up', 0, 3650))
      .option('--json', 'print JSON for machines')
      .addHelpText(
        'after',
        examples(
          'sweep immunity-period --size quick',
          'sweep scaling',
          "sweep 'immunityPeriod=range(1024,8192,1024)' validator.alpha=.05,.1 --seeds 24",
        ),
      )
      .action(start);
  },
};

async function start(words: readonly string[], options: Options): Promise<void> {
  if (words[0] === 'scaling') {
    showScaling(words.slice(1), options.json === true);
    return;
  }
  const study = await studyOf(words, options);
  checkStudy(study);
  const hash = studyHash(study);
  const folder = options.dir ?? join('results', `${study.name}-${hash.slice(0, 8)}`);
  const watch = new StopWatch(trialsOf(study).filter(({ arm }) => arm === null).length);
  const outcome = await run(study, hash, folder, options.workers, watch);
  if (outcome.stopped) {
    process.stderr.write(
      `stopped: ${outcome.ran + outcome.found} of ${outcome.total} trials are done and kept in ${folder}\n`,
    );
    process.exitCode = 130;
    return;
  }
  const { writeReport } = await import('../report/writeReport.ts');
  const report = await writeReport(folder, { arithmeticGap });
  if (options.json)
    printJson({ folder, hash, ...watch.seconds(), ...summaryOf(outcome), report: report.html });
  else print([report.text, '', closing(outcome, watch, folder)].join('\n'));
  if (outcome.failed > 0) process.exitCode = 1;
}

async function studyOf(words: readonly string[], options: Options): Promise<Study> {
  if (words.every((word) => word.includes('='))) return adhocStudy(words, options);
  if (words.length > 1)
    throw new UserError(`name one study, or factors as name=values; received ${words.join(' ')}`);
  return studyNamed(words[0], options.size);
}

async function run(
  study: Study,
  hash: string,
  folder: string,
  workers: number,
  watch: StopWatch,
): Promise<SweepOutcome> {
  const progress = new Progress();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    return await sweep({
      study: { hash, plan: study },
      trials: trialsOf(study).map(({ arm, levels, plan }) => ({
        id: trialId(plan),
        plan,
        labels: { arm, levels },
      })),
      folder,
      entry: new URL('../trialWorker.ts', import.meta.url),
      workers,
      signal: stop.signal,
      replay,
      onProgress(done, total, failed) {
        watch.see(done);
        progress.show(done, total, failed);
      },
    });
  } finally {
    progress.end();
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}

/** The command that runs one trial alone. */
function replay({ plan }: PlannedTrial): string {
  const { scenario, ruleset, arithmetic, set, days, warmUpDays, seed } = plan as Study & { seed: string };
  const settings = Object.entries(set).map(([name, value]) => `--set ${name}=${value}`);
  return `yuma-lab simulate --scenario ${scenario} --ruleset ${ruleset} --arithmetic ${arithmetic} --seed ${seed} --days ${days} --warm-up ${warmUpDays} ${settings.join(' ')}`.trim();
}

const summaryOf = ({ ran, found, failed, total, rowsHash, repairs }: SweepOutcome) => ({
  ran,
  found,
  failed,
  total,
  rowsHash,
  repairs,
});

function closing(outcome: SweepOutcome, watch: StopWatch, folder: string): string {
  const { ran, found, failed, total, rowsHash, repairs } = outcome;
  const work =
    ran === 0
      ? `nothing to run: all ${total} trials were done`
      : `ran ${ran} of ${total} trials ${watch.inWords()}${found > 0 ? `, found ${found} done` : ''}`;
  const failures =
    failed > 0 ? [`${failed} trials failed: see status "failed" in ${folder}/journal.ndjson`] : [];
  return [...repairs, work, ...failures, `rows SHA-256 ${rowsHash}`].join('\n');
}

/** Times a run: its main trials, which come first, and those under changed assumptions. */
class StopWatch {
  private readonly started = performance.now();
  private readonly main: number;
  private first: number | null = null;
  private mainDone: number | null = null;
  private last = this.started;

  constructor(main: number) {
    this.main = main;
  }

  see(done: number): void {
    this.first ??= done;
    this.last = performance.now();
    if (done >= this.main) this.mainDone ??= this.last;
  }

  seconds(): { readonly seconds: number; readonly mainSeconds: number } {
    const since = (moment: number) => (moment - this.started) / 1000;
    return { seconds: since(this.last), mainSeconds: since(this.mainDone ?? this.last) };
  }

  inWords(): string {
    const { seconds, mainSeconds } = this.seconds();
    const whole = `in ${duration(seconds)}`;
    const split = this.first === 0 && seconds > mainSeconds;
    return split ? `${whole} (the study’s ${this.main} in ${duration(mainSeconds)}, then its arms)` : whole;
  }
}
