import { exp, ln } from '../../sim/math/elementary.ts';
import type { Nats } from '../../sim/units.ts';

/**
 * The losses of k experts on the same rows, and how they are joined: the one table from which every scoring rule
 * computes, so that rules are compared on the same draws.
 */
export interface LossTable {
  readonly experts: number;
  readonly rows: number;
  /** [expert × row] row-major: −ln of the probability that the expert gave to what came next, nats. */
  readonly losses: Float64Array;
  /** [expert × row] that probability, e^−loss. */
  readonly probabilities: Float64Array;
  /** Loss of a validator that asks no miner, nats: ln of the vocabulary unless it has a model of its own. */
  readonly emptyLoss: Nats;
}

/** What a rule says of every expert, and what it cost to say so. */
export interface RuleScores {
  /** [expert] */
  readonly scores: Float64Array;
  /** Joined answers that had to be evaluated: the forward passes of a validator. */
  readonly forwards: number;
}

/** ln 50,257: the loss of guessing at random among the tokens of GPT-2. */
export const guessingLoss: Nats = ln(50_257);

/** A table of losses. Throws for a loss that is not finite and positive, or a wrong number of them. */
export function lossTable(
  losses: Float64Array,
  experts: number,
  rows: number,
  emptyLoss = guessingLoss,
): LossTable {
  if (losses.length !== experts * rows)
    throw new RangeError(
      `${experts} experts × ${rows} rows want ${experts * rows} losses; received ${losses.length}`,
    );
  const probabilities = new Float64Array(losses.length);
  for (let k = 0; k < losses.length; k++) {
    const loss = losses[k];
    if (!(loss > 0 && loss < Number.POSITIVE_INFINITY))
      throw new RangeError(`a loss is positive and finite; received ${loss}: leave out who did not answer`);
    probabilities[k] = exp(-loss);
  }
  return { losses, probabilities, experts, rows, emptyLoss };
}

/** Mean loss of one expert over the rows, nats. */
export function meanLoss({ losses, rows }: LossTable, expert: number): Nats {
  let sum = 0;
  for (let k = expert * rows; k < (expert + 1) * rows; k++) sum += losses[k];
  return sum / rows;
}

/**
 * Loss of the experts in `coalition` (bit i: expert i) joined with their `gates`, renormalised over the coalition:
 * −mean_b ln Σ g_i p_ib / Σ g_i. Of no miner, the empty loss.
 */
export function joinedLoss(table: LossTable, gates: ArrayLike<number>, coalition: number): Nats {
  const { experts, rows, probabilities } = table;
  const members: number[] = [];
  let share = 0;
  for (let i = 0; i < experts; i++) {
    if (!(coalition & (1 << i))) continue;
    members.push(i);
    share += gates[i];
  }
  if (share <= 0) return table.emptyLoss;
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    let probability = 0;
    for (let k = 0; k < members.length; k++) {
      const i = members[k];
      probability += gates[i] * probabilities[i * rows + row];
    }
    sum -= ln(probability / share);
  }
  return sum / rows;
}

/** All experts. */
export const grandCoalition = (experts: number): number => 2 ** experts - 1;

/** Equal gates: experts that are averaged. */
export const equalGates = (experts: number): Float64Array => new Float64Array(experts).fill(1 / experts);
