import type { Command } from 'commander';
import { UserError } from '../base/userError.ts';
import type { RunHooks } from '../sweep/runTrials.ts';
import { numberOption } from './numbers.ts';

/** What a person may say of a queue. */
export interface QueueOptions {
  readonly queue?: string;
  readonly patience: number;
  readonly volatile?: true;
}

/** Longest that Redis may be away, s, where nothing is said. */
const usualPatience = 600;

/** How long a verb waits for a Redis that is away. */
export const patienceOption = (command: Command): Command =>
  command.option(
    '--patience <seconds>',
    'how long Redis may be away before the run ends with what is kept',
    numberOption('patience', 1, 1e6),
    usualPatience,
  );

/** Options of every verb whose trials may run on the workers of a queue. */
export const queueOptions = (command: Command): Command =>
  patienceOption(
    command.option(
      '--queue <url>',
      'run the trials on the workers of this Redis, such as redis://10.0.0.5 (see worker)',
    ),
  )
    .option('--volatile', 'with --queue: a Redis that keeps nothing on disk will do')
    .hook('preAction', (verb) => {
      if (verb.opts().queue !== undefined && verb.opts().shard !== undefined)
        throw new UserError(
          '--shard and --queue contradict each other: a queue deals the trials out itself; leave one of the two out',
        );
      if (verb.opts().queue !== undefined && verb.getOptionValueSource('workers') === 'cli')
        throw new UserError(
          '--workers and --queue contradict each other: each worker says itself how many threads it has (yuma-lab worker <url> --workers 4)',
        );
    });

/**
 * Runs a study where its options say: on threads of this process, or on the workers of a queue. Sets the exit code 1 where a trial brought two
 * different results.
 */
export async function onWorkers<Outcome>(
  { queue: url, patience, volatile }: QueueOptions,
  {
    replay,
    ...study
  }: {
    readonly hash: string;
    readonly name: string;
    readonly plan: unknown;
    /** The command that runs one trial of this plan alone; left out: that of a world of one network. */
    readonly replay?: (plan: unknown) => string;
  },
  folder: string,
  run: (hooks: Pick<RunHooks, 'workforce'>) => Promise<Outcome>,
): Promise<Outcome> {
  if (url === undefined) return run({});
  const { openStudyQueue } = await import('../queue/studyQueue.ts');
  const queue = await openStudyQueue({
    url,
    study,
    folder,
    patience,
    isVolatile: volatile === true,
    ...(replay !== undefined && { replay: ({ plan }) => replay(plan) }),
    tell: (text) => process.stderr.write(`${text}\n`),
  });
  try {
    return await run({ workforce: queue.workforce });
  } finally {
    await queue.close();
    if (queue.alarms.length > 0) process.exitCode = 1;
  }
}
