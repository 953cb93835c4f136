import { equalGates, joinedLoss, type LossTable, meanLoss, type RuleScores } from './mixture.ts';
import { baseScore } from './scalingLaw.ts';
import type { ScorePowers } from './synergy.ts';

/**
 * Base score plus synergy of groups up to `order` members (1: base alone; 2: the pairs of 2022; 3 and 4: what the
 * interview of 10 Nov 2022 hopes for). A group's synergy is what its average scores above the best of the groups one
 * smaller inside it, shared equally by its members, over the number of experts. Forward passes: one for each group of
 * two or more, besides the k answers themselves.
 * Source: bittensor v3.4.2 core_validator shapley_base and shapley_synergy, carried on to larger groups.
 */
export function groupSynergyScores(table: LossTable, order: number, powers: ScorePowers): RuleScores {
  if (!(Number.isInteger(order) && order >= 1 && order <= 4))
    throw new RangeError(`groups of 1 to 4 members can be scored; received ${order}`);
  const { experts } = table;
  const gates = equalGates(experts);
  const scores = new Float64Array(experts);
  /** Score to the synergy power of every group of the size before, by its members. */
  let smaller = new Map<number, number>();
  for (let i = 0; i < experts; i++) {
    const loss = meanLoss(table, i);
    scores[i] = baseScore(loss, powers.base);
    smaller.set(1 << i, baseScore(loss, powers.synergy));
  }
  let forwards = experts;
  for (let size = 2; size <= order; size++) {
    const groups = new Map<number, number>();
    for (const members of groupsOf(experts, size)) {
      const score = baseScore(joinedLoss(table, gates, members), powers.synergy);
      groups.set(members, score);
      forwards += 1;
      const gain = score - bestWithin(members, smaller);
      if (gain <= 0) continue;
      for (let i = 0; i < experts; i++) if (members & (1 << i)) scores[i] += gain / size / experts;
    }
    smaller = groups;
  }
  return { scores, forwards };
}

/** The best score among the groups that lack one member. */
function bestWithin(members: number, smaller: ReadonlyMap<number, number>): number {
  let best = 0;
  for (let rest = members; rest > 0; rest &= rest - 1) {
    const without = members & ~(rest & -rest);
    best = Math.max(best, smaller.get(without)!);
  }
  return best;
}

/** Every group of `size` among n, as bits, ascending (Gosper's hack). */
function* groupsOf(n: number, size: number): Generator<number> {
  if (size > n) return;
  let members = 2 ** size - 1;
  while (members < 2 ** n) {
    yield members;
    const lowest = members & -members;
    const next = members + lowest;
    members = next | (((members ^ next) >>> 2) / lowest);
  }
}
