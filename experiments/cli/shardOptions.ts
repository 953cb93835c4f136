import { join } from 'node:path';
import type { Command } from 'commander';
import { mergeCommand, type Shard, shardFolderName, shardOf, shardWord } from '../sweep/shard/shard.ts';

/** What every verb takes that runs a part of its trials. */
export interface ShardOptions {
  readonly shard?: Shard;
  readonly after?: string;
}

/** Options of a verb whose trials are dealt to several machines; `shared`: what every shard runs itself, in words. */
export function shardOptions(command: Command, shared?: string): Command {
  const sharded = command.option(
    '--shard <i/n>',
    'run part i of n of the trials (from 1) in a folder of its own; merge joins them',
    shardOf,
  );
  return shared === undefined
    ? sharded
    : sharded.option(
        '--after <folder>',
        `with --shard: take ${shared} from this folder of the same study, where they have run`,
      );
}

/** The usual results folder of a study, or of a shard of it. */
export function usualFolder(name: string, hash: string, shard?: Shard): string {
  const folder = join('results', `${name}-${hash.slice(0, 8)}`);
  return shard === undefined ? folder : join(folder, 'shards', shardFolderName(shard));
}

/** The last lines of a shard, which has no report: how its folder is joined with the others. */
export const shardLines = (shard: Shard, folder: string): string[] => [
  `this is shard ${shardWord(shard)}, in ${folder}: a report needs the others too`,
  `join them: ${mergeCommand(shard, folder)}`,
];
