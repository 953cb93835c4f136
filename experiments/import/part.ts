import type { Mark } from '../input/networkSchema.ts';

/** Kinds of files that are read. */
export const kinds = {
  A: 'btcli subnets show',
  B: 'btcli subnets list',
  C: 'btcli subnets hyperparameters, JSON',
  'C′': 'btcli subnets hyperparameters, printed table',
  D: 'SDK SubnetHyperparameters',
  'D′': 'runtime SubnetHyperparamsV3',
  E: 'SDK MetagraphInfo',
  'E′': 'runtime metagraph record',
  F: 'SDK metagraph.save(), as JSON',
  G: 'btcli query (SDK 11)',
  H: 'storage maps of SubtensorModule',
  I: 'taostats metagraph history',
  J: 'metagraph.sh',
  K: 'plain weights',
} as const;
export type Kind = keyof typeof kinds;

/** Numbers of a kind for each uid, null where a uid has none. */
export interface Column<Value> {
  /** [uid] */
  readonly values: readonly (Value | null)[];
  readonly mark: Mark;
}

/** Columns of whole numbers of the chain. */
export const numberColumns = [
  'lastUpdate',
  'registrationBlock',
  'validatorPermit',
  'active',
  'incentive',
  'dividends',
  'consensus',
  'validatorTrust',
  'rank',
  'trust',
  'pruningScores',
  'waitingCommit',
] as const;
export type NumberColumn = (typeof numberColumns)[number];
/** Columns of amounts in RAO, of alpha or of TAO as the name says. */
export const amountColumns = ['stake', 'alphaStake', 'taoStake', 'emission'] as const;
export type AmountColumn = (typeof amountColumns)[number];
export const keyColumns = ['hotkey', 'coldkey'] as const;
export type KeyColumn = (typeof keyColumns)[number];

export interface Columns
  extends Partial<Record<NumberColumn, Column<number>>>,
    Partial<Record<AmountColumn, Column<bigint>>>,
    Partial<Record<KeyColumn, Column<string>>> {}

/** Stored rows, [uid]: entries of target and value; null where the file has no row of that uid. */
export interface Rows {
  readonly rows: readonly (readonly (readonly [number, number])[] | null)[];
  readonly mark: Mark;
}

/** Numbers of the network as a whole; RAO where no unit is named. */
export interface Head {
  readonly name?: string;
  readonly mechanism?: number;
  /** Block of the last epoch. */
  readonly lastEpoch?: number;
  /** RAO that the next or last epoch may give out. */
  readonly emission?: bigint;
  readonly ownerUid?: number;
  readonly ownerHotkey?: string;
  /** Whether the state is what an epoch reads, or what it leaves; absent: not told. */
  readonly when?: 'before' | 'after';
}

/** Prices and pools of a subnet. */
export interface Market {
  /** TAO for an alpha. */
  readonly alphaPrice?: number;
  /** The chain’s moving average of it, TAO for an alpha. */
  readonly movingPrice?: number;
  /** RAO of TAO for a registration. */
  readonly burn?: bigint;
  /** RAO of TAO in the pool. */
  readonly taoIn?: bigint;
  /** RAO of alpha in the pool, and outside of it. */
  readonly alphaIn?: bigint;
  readonly alphaOut?: bigint;
  /** Part of the miners’ pay that was withheld from the owner’s keys, a share. */
  readonly minerBurned?: number;
  /** Whether the subnet takes part in the emission. */
  readonly emissionEnabled?: boolean;
}

/** A hyperparameter as the file has it. */
export interface Setting {
  /** The chain’s name, in snake_case. */
  readonly name: string;
  readonly value: number | bigint | boolean | string;
  /** Whether fractions of u16 and of u64 were written for whole numbers (the SDK does that). */
  readonly isNormalised: boolean;
  readonly place: string;
}

/** What one file says of one network at one block. */
export interface Part {
  readonly kind: Kind;
  /** Name of the file without its folder. */
  readonly file: string;
  readonly netuid: number | null;
  readonly block: number | null;
  /** Uids, null where the file is not about them. */
  readonly size: number | null;
  readonly head: Head;
  readonly market: Market;
  readonly columns: Columns;
  readonly weights?: Rows;
  readonly bonds?: Rows;
  readonly settings: readonly Setting[];
  /** Fields that are known and of no use here. */
  readonly unused: readonly string[];
  /** Fields that no list of this kind names. */
  readonly unknown: readonly string[];
  /** What a reader of the file must know. */
  readonly notes: readonly string[];
}
