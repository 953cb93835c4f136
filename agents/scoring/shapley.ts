import type { Stream } from '../../sim/random.ts';
import { joinedLoss, type LossTable, type RuleScores } from './mixture.ts';

/** Most experts whose 2^k coalitions are all evaluated. */
export const mostExact = 12;

/**
 * Shapley values of the experts in the game v(S) = −loss of S joined: the mean, over all orders of arrival, of what
 * an expert's arrival takes off the loss. They add up to v(all) − v(none). 2^k forward passes, so at most 12
 * experts; throws for more. Source: Shapley 1953; Incentivizing Intelligence: The Bittensor Approach, section 4.
 */
export function exactShapley(table: LossTable, gates: ArrayLike<number>): RuleScores {
  const { experts } = table;
  if (experts > mostExact)
    throw new RangeError(
      `exact Shapley values want at most ${mostExact} experts; received ${experts}: sample them instead`,
    );
  const coalitions = 2 ** experts;
  const losses = Float64Array.from({ length: coalitions }, (_, members) => joinedLoss(table, gates, members));
  const weightOf = orderWeights(experts);
  const scores = new Float64Array(experts);
  for (let members = 0; members < coalitions; members++) {
    const weight = weightOf[sizeOf(members)];
    for (let i = 0; i < experts; i++) {
      if (members & (1 << i)) continue;
      scores[i] += weight * (losses[members] - losses[members | (1 << i)]);
    }
  }
  return { scores, forwards: coalitions };
}

/** [size of S] |S|! (k − |S| − 1)! / k!: the share of orders in which exactly S comes before the newcomer. */
function orderWeights(experts: number): number[] {
  const weights = [1 / experts];
  for (let size = 1; size < experts; size++) weights.push((weights[size - 1] * size) / (experts - size));
  return weights;
}

function sizeOf(members: number): number {
  let size = 0;
  for (let rest = members; rest > 0; rest &= rest - 1) size += 1;
  return size;
}

/** Shapley values by sampling, each with its standard error. */
export interface SampledShapley extends RuleScores {
  /** [expert] standard error of the mean over the sampled orders, nats. */
  readonly errors: Float64Array;
  readonly orders: number;
}

/**
 * Shapley values from `orders` random orders of arrival, each with its reverse (antithetic pairs). A forward pass for
 * every arrival. Throws for fewer than two pairs, which have no error. Source: Castro, Gómez & Tejada 2009.
 */
export function sampledShapley(
  table: LossTable,
  gates: ArrayLike<number>,
  orders: number,
  draws: Stream,
): SampledShapley {
  if (!(Number.isInteger(orders) && orders >= 4 && orders % 2 === 0))
    throw new RangeError(`sampling wants an even number of orders, at least 4; received ${orders}`);
  const { experts } = table;
  const pairs = orders / 2;
  const sum = new Float64Array(experts);
  const squares = new Float64Array(experts);
  for (let pair = 0; pair < pairs; pair++) {
    const order = shuffled(experts, draws);
    const gains = new Float64Array(experts);
    for (const one of [order, order.toReversed()]) addGains(table, gates, one, gains);
    for (let i = 0; i < experts; i++) {
      sum[i] += gains[i] / 2;
      squares[i] += (gains[i] / 2) ** 2;
    }
  }
  const scores = sum.map((total) => total / pairs);
  const errors = squares.map((square, i) =>
    Math.sqrt(Math.max(0, square / pairs - scores[i] ** 2) / (pairs - 1)),
  );
  return { scores, errors, orders, forwards: orders * experts };
}

function addGains(
  table: LossTable,
  gates: ArrayLike<number>,
  order: readonly number[],
  gains: Float64Array,
): void {
  let members = 0;
  let loss = table.emptyLoss;
  for (const i of order) {
    members |= 1 << i;
    const joined = joinedLoss(table, gates, members);
    gains[i] += loss - joined;
    loss = joined;
  }
}

function shuffled(n: number, draws: Stream): number[] {
  const order = Array.from({ length: n }, (_, i) => i);
  for (let last = n - 1; last > 0; last--) {
    const other = draws.integer(last + 1);
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
