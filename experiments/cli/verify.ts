import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import type { Verification } from '../evidence/verify/verify.ts';
import { limitOption } from './failureOptions.ts';
import { numberOption, seedOption } from './numbers.ts';
import { refuseExploiters } from './refuseExploiters.ts';
import { examples, print, printJson } from './verb.ts';

interface Options {
  readonly sample: number;
  readonly seed: string;
  readonly workers: number;
  /** Seconds. */
  readonly limit: number;
  readonly json?: true;
}

/** `yuma-lab verify <dir>`: runs a sample of kept trials again and compares byte for byte. */
export function define(command: Command): void {
  const described = command
    .argument('<dir>', 'a folder that sweep has written, or reference results')
    .option('--sample <n>', 'trials to run again', numberOption('sample', 1, 1_000_000, true), 10)
    .option('--seed <seed>', 'key of the sample: another one picks other trials', seedOption('seed'), '1')
    .option('--workers <n>', 'worker threads', numberOption('workers', 1, 256, true), availableParallelism());
  limitOption(described)
    .option('--json', 'print JSON for machines')
    .addHelpText(
      'after',
      `${examples(
        'verify results/reference/immunity-start-up-quick',
        'verify results/immunity-period-1a2b3c4d --sample 40 --seed mine',
      )}\nEnds with 1 if anything differs, with 2 if there is nothing to verify.\n`,
    )
    .action(run);
}

async function run(folder: string, { json, limit, ...options }: Options): Promise<void> {
  await refuseExploiters(folder, 'verify');
  const [{ holds, verify }, { Progress }] = await Promise.all([
    import('../evidence/verify/verify.ts'),
    import('../run/progress.ts'),
  ]);
  const progress = new Progress();
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  try {
    const verification = await verify(folder, {
      ...options,
      limitMilliseconds: 1000 * limit,
      signal: stop.signal,
      onProgress: (done, total) => progress.show(done, total, 0),
    });
    progress.end();
    if (json) printJson(verification);
    else print(textOf(verification));
    process.exitCode = stop.signal.aborted ? 130 : holds(verification) ? 0 : 1;
  } finally {
    process.off('SIGINT', interrupt);
  }
}

function textOf(verification: Verification): string {
  const { planHash, planAgrees, kept, sampled, agreed, differences, engine } = verification;
  const shown = differences.slice(0, 10).map(({ where, what }) => `differs: ${where}: ${what}`);
  const more = differences.length > 10 ? [`… and ${differences.length - 10} more`] : [];
  const plan = planAgrees
    ? `plan ${planHash.slice(0, 8)} is the one written before the first trial`
    : 'the plan differs';
  return [
    ...shown,
    ...more,
    ...laterText(verification),
    `verified ${agreed} of ${sampled} (sampled from ${kept} trials; ${plan}; engine ${engine})`,
  ].join('\n');
}

/** Measures that the kept rows are too old for. */
function laterText({ laterMeasures, sampled }: Verification): string[] {
  const names = Object.entries(laterMeasures);
  if (names.length === 0) return [];
  const list = names.map(([name, rows]) => `${name} (${rows} of ${sampled} rows)`).join(', ');
  return [`not compared, younger than the rows: ${names.length} measures: ${list}`];
}
