/** A setting that the chain has and the laboratory has not: nothing here reads it, so nobody can set it here. */
export interface ChainOnly {
  readonly unit: string;
  /** In the chain's unit; null: not read in its source. */
  readonly default: number | boolean | string | null;
  /** Why the laboratory does not have it. */
  readonly reason: string;
  /** What it does on the chain. */
  readonly effect: string;
}
export type ChainOnlyRows = Readonly<Record<string, ChainOnly>>;

/** Rows that share a reason, each with unit, default and effect. */
export function withReason(
  reason: string,
  rows: Readonly<Record<string, readonly [unit: string, value: ChainOnly['default'], effect: string]>>,
): ChainOnlyRows {
  return Object.fromEntries(
    Object.entries(rows).map(([name, [unit, value, effect]]) => [
      name,
      { unit, default: value, reason, effect },
    ]),
  );
}

/** `rows` without those of `names`. */
export function without(rows: ChainOnlyRows, ...names: readonly string[]): ChainOnlyRows {
  return Object.fromEntries(Object.entries(rows).filter(([name]) => !names.includes(name)));
}
