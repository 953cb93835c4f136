import type { Command } from 'commander';
import { numberOption } from './numbers.ts';

/** How long a trial may take, and what becomes of those that failed, as the command line says it. */
export interface FailureOptions {
  /** Seconds. */
  readonly limit: number;
  readonly retryFailed?: true;
}

/** `--limit`, for verbs that run trials. */
export const limitOption = (command: Command): Command =>
  command.option(
    '--limit <seconds>',
    'longest a trial may take before it counts as failed',
    numberOption('limit', 0.001, 1e6),
    3600,
  );

/** `--limit` and `--retry-failed`, for verbs that keep trials in a folder. */
export const failureOptions = (command: Command): Command =>
  limitOption(command).option(
    '--retry-failed',
    'run trials that failed before again (those that a shorter --limit ended run again in any case)',
  );

/** The same as a run takes them. */
export const failureTerms = ({ limit, retryFailed }: FailureOptions) => ({
  limitMilliseconds: 1000 * limit,
  ...(retryFailed === true && { retryFailed }),
});
