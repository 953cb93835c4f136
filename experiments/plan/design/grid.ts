import type { Value } from './domain.ts';

/** Every combination of the factors' levels; the last factor varies fastest. */
export function grid(
  factors: readonly { readonly name: string; readonly values: readonly Value[] }[],
): Record<string, Value>[] {
  return factors.reduce<Record<string, Value>[]>(
    (rows, { name, values }) => rows.flatMap((row) => values.map((value) => ({ ...row, [name]: value }))),
    [{}],
  );
}
