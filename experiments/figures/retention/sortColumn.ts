/**
 * Sorts the weights of one server in place, validators with them: `order` [place] holds validators and becomes the sorted order,
 * `weight` [server × place] the sorted weights. By insertion, which needs few swaps where `order` begins as that of a neighbouring
 * utility.
 */
export function sortColumn(
  rows: readonly Float64Array[],
  server: number,
  order: Uint8Array,
  { depth, weight }: { readonly depth: number; readonly weight: Float64Array },
): void {
  const first = server * depth;
  for (let place = 0; place < depth; place++) {
    const validator = order[place];
    const value = rows[validator][server];
    let into = place;
    for (; into > 0 && weight[first + into - 1] > value; into--) {
      weight[first + into] = weight[first + into - 1];
      order[into] = order[into - 1];
    }
    weight[first + into] = value;
    order[into] = validator;
  }
}
