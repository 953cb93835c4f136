import { describe, expect, it } from 'vitest';
import { fisherScores } from '../../../agents/scoring/fisher.ts';
import { gateShares, trainGate } from '../../../agents/scoring/gate.ts';
import { groupSynergyScores } from '../../../agents/scoring/groupSynergy.ts';
import { leaveOneOutScores } from '../../../agents/scoring/leaveOneOut.ts';
import {
  equalGates,
  grandCoalition,
  joinedLoss,
  type LossTable,
  lossTable,
  meanLoss,
} from '../../../agents/scoring/mixture.ts';
import { exactShapley, sampledShapley } from '../../../agents/scoring/shapley.ts';
import { defaultPowers, scoreForward } from '../../../agents/scoring/synergy.ts';
import { stream } from '../../../sim/random.ts';

/** Experts of rising mean loss, right and wrong on different rows. */
function table(experts: number, rows = 16, seed = 1): LossTable {
  const draws = stream(seed, 'losses', experts);
  return lossTable(
    Float64Array.from({ length: experts * rows }, (_, k) =>
      draws.lognormal(2 + 0.15 * Math.floor(k / rows), 0.5),
    ),
    experts,
    rows,
  );
}

describe('gates of equal weight', () => {
  it('are shares of one', () => {
    expect([...equalGates(4)]).toEqual([0.25, 0.25, 0.25, 0.25]);
  });
});

const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0);

describe('Shapley values', () => {
  it('share out exactly what everybody together takes off the loss', () => {
    const game = table(6);
    const { scores, forwards } = exactShapley(game, equalGates(6));
    const whole = game.emptyLoss - joinedLoss(game, equalGates(6), grandCoalition(6));
    expect(sum(scores)).toBeCloseTo(whole, 12);
    expect(forwards).toBe(64);
  });

  it('are the mean over all orders of arrival', () => {
    const game = table(4);
    const gates = gateShares([0.3, -0.2, 0.9, 0]);
    const mean = new Float64Array(4);
    const orders = permutations([0, 1, 2, 3]);
    for (const order of orders) {
      let members = 0;
      for (const i of order) {
        const before = joinedLoss(game, gates, members);
        members |= 1 << i;
        mean[i] += (before - joinedLoss(game, gates, members)) / orders.length;
      }
    }
    for (const [i, score] of exactShapley(game, gates).scores.entries())
      expect(score).toBeCloseTo(mean[i], 12);
  });

  it('treat two copies alike', () => {
    const game = table(3);
    const losses = new Float64Array(4 * 16);
    losses.set(game.losses);
    losses.set(game.losses.slice(16, 32), 48);
    const { scores } = exactShapley(lossTable(losses, 4, 16), equalGates(4));
    expect(scores[1]).toBeCloseTo(scores[3], 12);
  });

  it('by sampling lie within three of their own errors, 12 experts and 24 times', () => {
    const game = table(8);
    const exact = exactShapley(game, equalGates(8)).scores;
    let outside = 0;
    for (let seed = 0; seed < 24; seed++) {
      const { scores, errors, forwards } = sampledShapley(game, equalGates(8), 40, stream(seed, 'orders', 0));
      expect(forwards).toBe(320);
      for (const [i, score] of scores.entries()) if (Math.abs(score - exact[i]) > 3 * errors[i]) outside += 1;
    }
    // 192 estimates on 19 degrees of freedom: 1.4 expected beyond three errors.
    expect(outside).toBeLessThanOrEqual(6);
  });

  it('of more than 12 experts are not computed exactly', () => {
    expect(() => exactShapley(table(13), equalGates(13))).toThrow(/at most 12 experts; received 13/);
  });
});

describe('leave-one-out', () => {
  it('is what the mixture loses without an expert: nothing that a copy could not replace', () => {
    const one = table(3);
    const losses = Float64Array.from([...one.losses.slice(0, 16), ...one.losses.slice(0, 16)]);
    const { scores, forwards } = leaveOneOutScores(lossTable(losses, 2, 16), equalGates(2));
    for (const score of scores) expect(score).toBeCloseTo(0, 12);
    expect(forwards).toBe(3);
  });

  it('takes k + 1 forward passes where Shapley takes 2^k', () => {
    expect(leaveOneOutScores(table(8), equalGates(8)).forwards).toBe(9);
    expect(exactShapley(table(8), equalGates(8)).forwards).toBe(256);
  });
});

describe('the Fisher score', () => {
  it('is half the curvature of the loss along the gate weight, times the weight squared', () => {
    const game = table(5);
    const weights = Float64Array.from([0.4, -0.8, 0.1, 1.2, -0.3]);
    const lossAt = (i: number, step: number) => {
      const moved = weights.slice();
      moved[i] += step;
      return joinedLoss(game, gateShares(moved), grandCoalition(5));
    };
    const h = 1e-3;
    for (const [i, score] of fisherScores(game, weights).scores.entries()) {
      const curvature = (lossAt(i, h) - 2 * lossAt(i, 0) + lossAt(i, -h)) / (h * h);
      expect(score).toBeCloseTo(0.5 * curvature * weights[i] ** 2, 6);
    }
  });

  it('gives nothing to a peer whose gate weight happens to be zero, however good it is', () => {
    const weights = Float64Array.from([0, 0.7, -0.5]);
    expect(fisherScores(table(3), weights).scores[0]).toBe(0);
  });
});

describe('the gate', () => {
  it('learns: its loss falls with every small step', () => {
    const game = table(8);
    let weights: Float64Array = Float64Array.from({ length: 8 }, (_, i) => Math.sin(i));
    let before = Number.POSITIVE_INFINITY;
    for (let step = 0; step < 50; step++) {
      const loss = joinedLoss(game, gateShares(weights), grandCoalition(8));
      expect(loss).toBeLessThan(before);
      before = loss;
      weights = trainGate(game, weights, { learningRate: 0.5, importance: 0 });
    }
  });

  it('with importance alone becomes equal', () => {
    let weights: Float64Array = Float64Array.from([2, 0, -1]);
    const flat = lossTable(new Float64Array(3 * 4).fill(3), 3, 4);
    for (let step = 0; step < 4000; step++)
      weights = trainGate(flat, weights, { learningRate: 0.5, importance: 0.1 });
    for (const share of gateShares(weights)) expect(share).toBeCloseTo(1 / 3, 3);
  });
});

describe('synergy of groups', () => {
  it('of pairs is the rule of 2022', () => {
    const game = table(6, 32);
    const known = new Float64Array(6);
    scoreForward(game.losses, 6, 32, defaultPowers, known);
    const { scores, forwards } = groupSynergyScores(game, 2, defaultPowers);
    for (const [i, score] of scores.entries()) expect(score / known[i]).toBeCloseTo(1, 9);
    expect(forwards).toBe(6 + 15);
  });

  it('costs 190 pairs, 1,140 triples and 4,845 groups of four among 20 peers', () => {
    const counts = [1, 2, 3, 4].map(
      (order) => groupSynergyScores(table(20, 2), order, defaultPowers).forwards,
    );
    expect(counts.map((count, k) => (k === 0 ? count : count - counts[k - 1]))).toEqual([
      20, 190, 1140, 4845,
    ]);
  });

  it('never takes anything away', () => {
    const game = table(7);
    const byOrder = [1, 2, 3, 4].map((order) => groupSynergyScores(game, order, defaultPowers).scores);
    for (let order = 1; order < 4; order++) {
      for (let i = 0; i < 7; i++) expect(byOrder[order][i]).toBeGreaterThanOrEqual(byOrder[order - 1][i]);
    }
    for (const [i, score] of byOrder[0].entries()) {
      expect(score).toBeGreaterThan(0);
      expect(meanLoss(game, i)).toBeGreaterThan(0);
    }
  });
});

describe('a table of losses', () => {
  it('refuses what no expert can have answered', () => {
    expect(() => lossTable(Float64Array.from([1, Number.NaN]), 1, 2)).toThrow(
      /positive and finite; received NaN/,
    );
    expect(() => lossTable(new Float64Array(3), 2, 2)).toThrow(/want 4 losses; received 3/);
  });
});

function permutations(items: readonly number[]): number[][] {
  if (items.length <= 1) return [[...items]];
  return items.flatMap((item) =>
    permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]),
  );
}
