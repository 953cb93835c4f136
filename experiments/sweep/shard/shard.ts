import { basename, dirname } from 'node:path';
import { labCommand } from '../../base/runnable.ts';
import { shellWord } from '../../base/shellWord.ts';
import { UserError } from '../../base/userError.ts';

/** A part of a study's trials: number `index` (from 1) of `of` parts that share no trial and together hold them all. */
export interface Shard {
  readonly index: number;
  readonly of: number;
}

/** The most parts a study is cut into. */
export const mostShards = 10_000;

/** Reads `2/4`: the second of four. Throws `UserError` for anything else. */
export function shardOf(text: string): Shard {
  const [, first, second] = text.trim().match(/^(\d{1,6})\/(\d{1,6})$/) ?? [];
  const [index, of] = [Number(first), Number(second)];
  if (!(index >= 1 && index <= of && of <= mostShards))
    throw new UserError(
      `--shard must be i/n, part i of n, with i from 1 to n and n up to ${mostShards.toLocaleString('en')}; received ${JSON.stringify(text)}` +
        `${first === '0' ? ' (parts are counted from 1: what counts from 0 adds 1)' : ''}`,
    );
  return { index, of };
}

/** `2/4`, as it is typed. */
export const shardWord = ({ index, of }: Shard): string => `${index}/${of}`;

/** `2-of-4`, as its folder is called. */
export const shardFolderName = ({ index, of }: Shard): string => `${index}-of-${of}`;

/** The command that joins a shard with the others, which usually lie beside it. */
export function mergeCommand(shard: Shard, folder: string): string {
  const isUsual = basename(folder) === shardFolderName(shard);
  return `${labCommand} merge ${isUsual ? `${shellWord(dirname(folder))}/*` : `${shellWord(folder)} <folders of the other shards>`}`;
}
