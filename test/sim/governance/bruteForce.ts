/** Swings of each seat by the size of the coalition it joins, by looking at every coalition: at most 20 seats. */
export function bruteSwings(weights: readonly number[], quota: number): number[][] {
  const seats = weights.length;
  if (seats > 20) throw new RangeError(`at most 20 seats can be enumerated; received ${seats}`);
  const swings = weights.map(() => new Array<number>(seats).fill(0));
  for (let coalition = 0; coalition < 1 << seats; coalition++) {
    let votes = 0;
    let size = 0;
    for (let seat = 0; seat < seats; seat++)
      if ((coalition >> seat) & 1) {
        votes += weights[seat];
        size += 1;
      }
    if (votes >= quota) continue;
    for (let seat = 0; seat < seats; seat++)
      if (!((coalition >> seat) & 1) && votes + weights[seat] >= quota) swings[seat][size] += 1;
  }
  return swings;
}

/** Share of all orders of joining in which each seat wins, by walking through every order: at most 8 seats. */
export function brutePivots(weights: readonly number[], quota: number): number[] {
  const pivots = weights.map(() => 0);
  let orders = 0;
  const walk = (rest: readonly number[], votes: number, pivot: number): void => {
    if (rest.length === 0) {
      pivots[pivot] += 1;
      orders += 1;
      return;
    }
    for (const seat of rest) {
      const after = votes + weights[seat];
      const isPivot = votes < quota && after >= quota;
      walk(
        rest.filter((other) => other !== seat),
        after,
        isPivot ? seat : pivot,
      );
    }
  };
  walk([...weights.keys()], 0, -1);
  return pivots.map((count) => count / orders);
}
