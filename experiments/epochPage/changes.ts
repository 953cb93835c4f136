import type { RulesetName } from '../../sim/rulesets.ts';
import type { Share, Uid } from '../../sim/units.ts';
import type { Level } from '../plan/rows.ts';

/** One weight that a validator gives another share of its row. */
export interface WeightChange {
  readonly validator: Uid;
  readonly miner: Uid;
  /** Of the row as it is set, 0 … 1; the others keep their proportions to each other. */
  readonly share: Share;
}

/** What is changed of a network in a file: plain data, which an address, a command and a worker can carry. */
export interface Changes {
  /** Version of the chain; null: the file’s. */
  readonly ruleset: RulesetName | null;
  /** Hyperparameters by name. */
  readonly settings: Readonly<Record<string, Level>>;
  /** By uid, RAO as a text: a stake may be above 2^53. */
  readonly stakes: Readonly<Record<string, string>>;
  /** Each pair once. */
  readonly weights: readonly WeightChange[];
}

/** A network as its file has it: what changes begin with. */
export const noChanges: Changes = { ruleset: null, settings: {}, stakes: {}, weights: [] };

/** How many things differ from the file. */
export const countOf = ({ ruleset, settings, stakes, weights }: Changes): number =>
  Number(ruleset !== null) + Object.keys(settings).length + Object.keys(stakes).length + weights.length;

/** The same changes with this weight in place of what was said of its pair; a share of null: as in the file. */
export const withWeight = (changes: Changes, validator: Uid, miner: Uid, share: Share | null): Changes => ({
  ...changes,
  weights: [
    ...changes.weights.filter((other) => other.validator !== validator || other.miner !== miner),
    ...(share === null ? [] : [{ validator, miner, share }]),
  ],
});

/** The same changes with this stake, RAO; null: as in the file. */
export function withStake(changes: Changes, uid: Uid, rao: bigint | null): Changes {
  const { [String(uid)]: _, ...others } = changes.stakes;
  return { ...changes, stakes: rao === null ? others : { ...others, [uid]: String(rao) } };
}

/** The same changes with this setting; null: as in the file. */
export function withSetting(changes: Changes, name: string, level: Level | null): Changes {
  const { [name]: _, ...others } = changes.settings;
  return { ...changes, settings: level === null ? others : { ...others, [name]: level } };
}

/** Changes that say the same have the same key, in whatever order they were made. */
export function keyOf({ ruleset, settings, stakes, weights }: Changes): string {
  const byName = (record: Readonly<Record<string, unknown>>) =>
    Object.entries(record).sort(([one], [other]) => (one < other ? -1 : 1));
  const rows = weights
    .map(({ validator, miner, share }) => [validator, miner, share])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  return JSON.stringify([ruleset, byName(settings), byName(stakes), rows]);
}
