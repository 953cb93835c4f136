import type { Permission } from './chainRules/chainRule.ts';

/** One setting as its file describes it: what it is, its possible values and what it moves. */
interface Described {
  /** What the number counts: `blocks`, `uids`, `RAO`, `ppm`, `%`, `/65535` (a share of 65,535), `1/x` … */
  readonly unit: string;
  /**
   * `kind.field` of a scenario file that states it. Absent: its own name under `validators`, `market` or `governance`, if it has
   * their prefix; else only under `settings`.
   */
  readonly field?: string;
  /** Who decides it, where that is not the chain: who may set a setting of the chain, `chainRules/` says by version. */
  readonly setter?: 'validator' | 'scenario';
  readonly influences: string;
  /** Where the default comes from, and other values that were in force. */
  readonly source: string;
  /** The only values of a setting of the chain that are built, and why. Absent: all of its range. */
  readonly onlyBuilt?: { readonly values: readonly (number | boolean | string)[]; readonly reason: string };
}

interface Numeric extends Described {
  readonly type: 'integer' | 'number';
  readonly default: number;
  /** The default in full where it lies above 2^53 and float64 holds only its neighbour. */
  readonly exact?: bigint;
  /**
   * Smallest and largest value that the laboratory runs, both allowed: the chain's type, narrowed to what its formulas
   * allow (no division by zero, no share above one) and a number can hold (2^53 − 1).
   */
  readonly range: readonly [number, number];
}

interface Switch extends Described {
  readonly type: 'boolean';
  readonly default: boolean;
}

interface Choice extends Described {
  readonly type: 'choice';
  readonly default: string;
  readonly choices: readonly string[];
}

/** Shares of a whole, as text: `even`, or u16 shares of 65,535 joined by colons, such as `45000:20535`. */
interface Split extends Described {
  readonly type: 'split';
  readonly default: 'even';
}

export type HyperparameterData = Numeric | Switch | Choice | Split;
/** One hyperparameter or setting: its name, type, default, allowed range, unit, what it influences, its source, and who may set it within which limits under its ruleset. */
export type Hyperparameter = WithoutSetter<HyperparameterData> & { readonly name: string } & Permission;
type WithoutSetter<Row> = Row extends unknown ? Omit<Row, 'setter'> : never;
/** Rows of a ruleset by name. */
export type HyperparameterRows = Readonly<Record<string, HyperparameterData>>;

/** The type of a row's value. */
type ValueOf<Row> = Row extends { type: 'boolean' }
  ? boolean
  : Row extends { type: 'choice'; choices: readonly (infer Name)[] }
    ? Name
    : Row extends { type: 'split' }
      ? string
      : number;
/** The type of a record that holds a value for every row. */
export type ValuesOf<Rows> = { readonly [Name in keyof Rows]: ValueOf<Rows[Name]> };

/** An integer of `unit` in `low … high`. */
export const integerOf = (unit: string, low: number, high: number) =>
  ({ type: 'integer', unit, range: [low, high] }) as const;
/** A real number of `unit` in `low … high`. */
export const numberOf = (unit: string, low: number, high: number) =>
  ({ type: 'number', unit, range: [low, high] }) as const;
/** The chain's u16. */
export const u16 = (unit: string, low = 0) => integerOf(unit, low, 65_535);
/** The chain's i16. */
export const i16 = (unit: string) => integerOf(unit, -32_768, 32_767);
/** The chain's u32. */
export const u32 = (unit: string, low = 0) => integerOf(unit, low, 4_294_967_295);
/** The chain's u64, as far as a float64 counts by ones. */
export const u64 = (unit: string, low = 0) => integerOf(unit, low, Number.MAX_SAFE_INTEGER);
/** A difficulty goes beyond 2^53; up to the largest float64 below 2^64 only multiples of a power of two exist. */
export const difficultyRange = integerOf('hashes', 1, 2 ** 64 - 2048);
