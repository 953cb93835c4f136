/**
 * Turns a row of values into features for a regression that bends: the values, their squares and their products, each value first
 * centred on the mean of its column in `rows` [row][value], for products of logarithms depend on where zero is.
 */
export function quadraticIn(rows: readonly (readonly number[])[]): (values: readonly number[]) => number[] {
  const middles = (rows[0] ?? []).map((_, k) => rows.reduce((sum, row) => sum + row[k], 0) / rows.length);
  return (values) => {
    const centred = values.map((value, k) => value - middles[k]);
    return [...centred, ...centred.flatMap((one, k) => centred.slice(0, k + 1).map((other) => one * other))];
  };
}
