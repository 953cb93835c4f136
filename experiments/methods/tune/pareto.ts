/** Several objectives at once; lower is better in each. */

/** Whether `one` is at least as good in every objective and better in one. */
export function dominates(one: readonly number[], other: readonly number[]): boolean {
  let better = false;
  for (let k = 0; k < one.length; k++) {
    if (one[k] > other[k]) return false;
    if (one[k] < other[k]) better = true;
  }
  return better;
}

/** [front][place] indices of the points, the first front undominated, each next one but for those before it. */
export function fronts(points: readonly (readonly number[])[]): number[][] {
  const dominatedBy = points.map((point) => points.filter((other) => dominates(other, point)).length);
  const left = [...dominatedBy];
  const placed = new Array<boolean>(points.length).fill(false);
  const result: number[][] = [];
  while (placed.includes(false)) {
    const front = left.flatMap((count, k) => (count === 0 && !placed[k] ? [k] : []));
    for (const k of front) {
      placed[k] = true;
      for (const [j, other] of points.entries()) if (dominates(points[k], other)) left[j] -= 1;
    }
    result.push(front);
  }
  return result;
}

/** A member of a population, its front counted from 0, and its crowding distance in it. */
export interface Ranked<T> {
  readonly one: T;
  readonly rank: number;
  readonly crowding: number;
}

/** The `size` members that sorting by fronts, and within the last one by crowding, puts first (Deb et al. 2002, §III-C). */
export function survivors<T>(
  members: readonly T[],
  values: readonly (readonly number[])[],
  size: number,
): Ranked<T>[] {
  const chosen: Ranked<T>[] = [];
  for (const [rank, front] of fronts(values).entries()) {
    const crowding = crowdingOf(front.map((k) => values[k]));
    const ranked = front.map((k, place) => ({ one: members[k], rank, crowding: crowding[place] }));
    // Not by a difference: two ends are both infinitely alone.
    ranked.sort(
      (one, other) => Number(other.crowding > one.crowding) - Number(other.crowding < one.crowding),
    );
    chosen.push(...ranked.slice(0, size - chosen.length));
    if (chosen.length >= size) break;
  }
  return chosen;
}

/** [place] how far the neighbours in each objective are apart; the ends are infinitely alone. */
function crowdingOf(front: readonly (readonly number[])[]): number[] {
  const alone = new Array<number>(front.length).fill(0);
  for (let k = 0; k < front[0].length; k++) {
    const order = front.map((_, place) => place).sort((one, other) => front[one][k] - front[other][k]);
    const spread = front[order[order.length - 1]][k] - front[order[0]][k] || 1;
    alone[order[0]] = Number.POSITIVE_INFINITY;
    alone[order[order.length - 1]] = Number.POSITIVE_INFINITY;
    for (let place = 1; place < order.length - 1; place++)
      alone[order[place]] += (front[order[place + 1]][k] - front[order[place - 1]][k]) / spread;
  }
  return alone;
}

/** Area dominated by points in two objectives below a reference point (Zitzler & Thiele 1998). */
export function hypervolume(
  points: readonly (readonly number[])[],
  reference: readonly [number, number],
): number {
  const inside = points
    .filter(([x, y]) => x < reference[0] && y < reference[1])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1]);
  let area = 0;
  let ceiling = reference[1];
  for (const [x, y] of inside) {
    if (y >= ceiling) continue;
    area += (reference[0] - x) * (ceiling - y);
    ceiling = y;
  }
  return area;
}

/**
 * [point] the probability that a point is not dominated, by resampling the seeds on which all were measured.
 * `samples[point][seed][objective]`.
 */
export function undominatedProbability(
  samples: readonly (readonly (readonly number[])[])[],
  uniform: () => number,
  times = 1000,
): number[] {
  const seeds = samples[0]?.length ?? 0;
  if (seeds < 2 || samples.some((bySeed) => bySeed.length !== seeds))
    throw new RangeError('every point needs the same two or more seeds');
  const counts = new Array<number>(samples.length).fill(0);
  for (let round = 0; round < times; round++) {
    const drawn = Array.from({ length: seeds }, () => Math.floor(uniform() * seeds));
    const means = samples.map((bySeed) => meanOver(bySeed, drawn));
    for (const k of fronts(means)[0]) counts[k] += 1;
  }
  return counts.map((count) => count / times);
}

function meanOver(bySeed: readonly (readonly number[])[], drawn: readonly number[]): number[] {
  return bySeed[0].map((_, k) => drawn.reduce((sum, seed) => sum + bySeed[seed][k], 0) / drawn.length);
}
