import type { Command } from 'commander';
import { usualTurnLimitMs } from '../plan/ownFiles.ts';
import { collect, numberOption } from './numbers.ts';

/** Options of every verb that runs a person's own agents: which files, and how long a turn of theirs may take. */
export const ownOptions = (command: Command): Command =>
  command
    .option('--with <file>', 'a file of your own agents and measures; may be repeated', collect)
    .option(
      '--turn-limit <ms>',
      `longest turn of an agent of your own (default: ${usualTurnLimitMs})`,
      numberOption('turn-limit', 1, 3_600_000),
    );
