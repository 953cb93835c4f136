/** Spearman's rank correlation of two lists, ties at their mean rank; null where one of them does not vary. */
export const rankCorrelation = (one: readonly number[], other: readonly number[]): number | null =>
  correlation(ranks(one), ranks(other));

/** Ranks with ties at their mean. */
function ranks(values: readonly number[]): number[] {
  const order = values.map((_, k) => k).sort((one, other) => values[one] - values[other]);
  const rank = new Array<number>(values.length);
  for (let first = 0; first < order.length; ) {
    let end = first + 1;
    while (end < order.length && values[order[end]] === values[order[first]]) end++;
    for (let k = first; k < end; k++) rank[order[k]] = (first + end - 1) / 2;
    first = end;
  }
  return rank;
}

function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  const meanX = xs.reduce((sum, x) => sum + x, 0) / xs.length;
  const meanY = ys.reduce((sum, y) => sum + y, 0) / ys.length;
  let xy = 0;
  let xx = 0;
  let yy = 0;
  for (const [k, x] of xs.entries()) {
    xy += (x - meanX) * (ys[k] - meanY);
    xx += (x - meanX) ** 2;
    yy += (ys[k] - meanY) ** 2;
  }
  return xx > 0 && yy > 0 ? xy / Math.sqrt(xx * yy) : null;
}
