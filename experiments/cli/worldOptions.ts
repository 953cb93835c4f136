import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { collect, numberOption } from './numbers.ts';
import { ownOptions } from './ownOptions.ts';
import { rulesetOption } from './rulesetOption.ts';

/** Options of verbs that run many worlds: which world, for how long, on how many workers, kept where. */
export const worldOptions = (command: Command): Command =>
  ownOptions(
    command
      .option(
        '--scenario <name|file.yaml>',
        'starting state: a name or a scenario file (default: nakamoto-256)',
      )
      .option('--ruleset <name>', 'version of the chain (default: the scenario’s)', rulesetOption)
      .option('--set <name=value>', 'a setting held fixed; may be repeated', collect),
  )
    .option('--days <n>', 'days measured', numberOption('days', 0.01, 3650))
    .option('--warm-up <n>', 'days before', numberOption('warm-up', 0, 3650))
    .option('--workers <n>', 'worker threads', numberOption('workers', 1, 256, true), availableParallelism())
    .option('--dir <folder>', 'results folder (default: results/<study>-<hash>)')
    .option('--json', 'print JSON for machines');
