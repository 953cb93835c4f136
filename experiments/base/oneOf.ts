/** Whether a value is one of a list, which says so to the type checker too. */
export const isOneOf = <Known>(list: readonly Known[], value: unknown): value is Known =>
  list.some((known) => known === value);

/** The values if all are numbers; else null. */
export const allNumbers = (values: readonly unknown[]): readonly number[] | null =>
  values.every((value) => typeof value === 'number') ? values : null;
