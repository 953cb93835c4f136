import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { numberOption } from './numbers.ts';
import { patienceOption } from './queueOptions.ts';
import { examples, printJson } from './verb.ts';

interface Options {
  readonly workers: number;
  readonly lease: number;
  readonly patience: number;
  readonly untilIdle?: number;
  readonly json?: true;
}

/** `yuma-lab worker`: run trials for whoever sweeps with `--queue`, from any machine. */
export function define(command: Command): void {
  patienceOption(
    command
      .usage('<url> [options]')
      .argument('<url>', 'the Redis: redis://[name:password@]host[:port][/database], or rediss:// with TLS')
      .option(
        '--workers <n>',
        'worker threads',
        numberOption('workers', 1, 256, true),
        availableParallelism(),
      )
      .option(
        '--lease <seconds>',
        'how long it may be out of reach before its trials are given to others',
        numberOption('lease', 1, 86_400),
        30,
      )
      .option(
        '--until-idle <seconds>',
        'leave after so long without a study (default: wait for ever)',
        numberOption('until-idle', 0, 1e7),
      )
      .option('--json', 'print JSON for machines'),
  )
    .addHelpText(
      'after',
      examples(
        'worker redis://127.0.0.1',
        'worker rediss://lab:secret@queue.example.org:6380/2 --workers 8',
        'worker redis://10.0.0.5 --until-idle 60',
      ),
    )
    .action(start);
}

async function start(url: string, { json, ...options }: Options): Promise<void> {
  const { joinQueue } = await import('../queue/joinQueue.ts');
  const { workers: threads, ...rest } = options;
  const stop = new AbortController();
  const interrupt = () => stop.abort();
  process.once('SIGINT', interrupt);
  process.once('SIGTERM', interrupt);
  try {
    const joined = await joinQueue({
      ...rest,
      url,
      threads,
      signal: stop.signal,
      tell: (text) => process.stderr.write(`${text}\n`),
    });
    if (json) printJson(joined);
    if (joined.isStopped) process.exitCode = 130;
  } finally {
    process.off('SIGINT', interrupt);
    process.off('SIGTERM', interrupt);
  }
}
