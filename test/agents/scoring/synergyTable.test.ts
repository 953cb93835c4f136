import { beforeAll, describe, expect, it } from 'vitest';
import { arrivalLoss } from '../../../agents/scoring/arrivalLoss.ts';
import {
  binsOfLosses,
  defaultTableSettings,
  tableLosses,
} from '../../../agents/scoring/buildSynergyTable.ts';
import { expectedBaseScore } from '../../../agents/scoring/queryLoss.ts';
import { rowLosses } from '../../../agents/scoring/rowLosses.ts';
import { lossOfSize } from '../../../agents/scoring/scalingLaw.ts';
import { scoreTable } from '../../../agents/scoring/scoreTable.ts';
import { defaultPowers, scoreForward } from '../../../agents/scoring/synergy.ts';
import {
  defaultTable,
  defaultTableOrigin,
  locate,
  scoreAt,
  steadyScore,
} from '../../../agents/scoring/synergyTable.ts';
import { exp, normalQuantile } from '../../../sim/math/elementary.ts';
import { noiseAt, noiseKey, noiseSubkey } from '../../../sim/noise.ts';
import { sweepUid } from '../../../sim/sweepOrder.ts';

const [n, topk, rows] = [64, 20, 32];
const table = defaultTable();

/**
 * Total scores of the miner at uid 0 of a network of 64 under the exact rule, one per sweep. The other 63 are drawn
 * anew from the arrival distribution each time, as the table's partners are.
 */
function exactScores(loss: number, sweeps: number): Float64Array {
  const scores: number[] = [];
  const out = new Float64Array(topk * rows);
  const total = new Float64Array(topk);
  for (let sweep = 0; scores.length < sweeps; sweep++) {
    const key = noiseKey('exact against table', 7, sweep);
    for (let number = 0; number < Math.floor(n / topk); number++) {
      const uids = Array.from({ length: topk }, (_, i) => sweepUid(key.a, key.b, number * topk + i, n));
      const peer = uids.indexOf(0);
      // In one sweep of sixteen the miner falls into the last forward of 4, with fewer partners: left out.
      if (peer < 0) continue;
      const losses = uids.map((uid) =>
        uid === 0 ? loss : arrivalLoss(defaultTableSettings, noiseSubkey(noiseSubkey(key, 3), uid)),
      );
      rowLosses({ sweep: key, number, serials: uids, losses }, { rows, rho: 0.6 }, out);
      scoreForward(out, topk, rows, defaultPowers, total);
      scores.push(total[peer]!);
    }
  }
  return Float64Array.from(scores);
}

function tableScores(loss: number, sweeps: number): Float64Array {
  const place = locate(table, loss);
  return Float64Array.from({ length: sweeps }, (_, sweep) => {
    const key = noiseKey('table', 7, sweep);
    return scoreAt(table, place, noiseAt(key.a, key.b, 0));
  });
}

function meanAndCv(scores: Float64Array) {
  const mean = scores.reduce((a, b) => a + b, 0) / scores.length;
  const variance = scores.reduce((a, b) => a + (b - mean) ** 2, 0) / (scores.length - 1);
  return { mean, error: Math.sqrt(variance / scores.length), cv: Math.sqrt(variance) / mean };
}

/** Standard error of the coefficient of variation by a jackknife of 20 groups. */
function cvError(scores: Float64Array): number {
  const groups = 20;
  const without = Array.from(
    { length: groups },
    (_, group) => meanAndCv(scores.filter((_, i) => i % groups !== group)).cv,
  );
  const mean = without.reduce((a, b) => a + b, 0) / groups;
  return Math.sqrt((without.reduce((a, b) => a + (b - mean) ** 2, 0) * (groups - 1)) / groups);
}

describe('table of the total score of a query', () => {
  it('was built by the committed settings', () => {
    const { powers, ...rest } = defaultTableSettings;
    expect(defaultTableOrigin.settings).toEqual({ ...rest, powers });
    expect([...table.losses]).toEqual([...tableLosses(defaultTableSettings)]);
  });

  it('is what its settings rebuild, to the digit, at a level in the middle', () => {
    const level = 17;
    const rebuilt = binsOfLosses(
      defaultTableSettings,
      defaultTableOrigin.seed,
      table.losses.slice(level, level + 1),
    );
    expect([...rebuilt]).toEqual([...table.bins.subarray(level * 256, (level + 1) * 256)]);
  });

  it('covers the arrivals from their best to their worst thousandth', () => {
    const beyond = [0, 0];
    const arrivals = 200_000;
    for (let i = 0; i < arrivals; i++) {
      const loss = arrivalLoss(defaultTableSettings, noiseKey(3, 0, i));
      if (loss < table.losses[0]!) beyond[0]! += 1;
      if (loss > table.losses[47]!) beyond[1]! += 1;
    }
    for (const count of beyond) expect(Math.abs(count / arrivals - 0.001)).toBeLessThan(0.0003);
  });

  it('pays more for a lower loss at every level, in the mean and in the lower three quarters of luck', () => {
    for (let level = 1; level < 48; level++) expect(table.means[level]).toBeLessThan(table.means[level - 1]!);
    for (let at = 256; at < 48 * 256; at++) {
      if (at % 256 < 192) expect(table.bins[at]).toBeLessThan(table.bins[at - 256]!);
    }
  });

  describe.each([2.5, 2.85, 3.2, 3.9])(
    'agrees with the exact rule in a network of 64 at a loss of %s',
    (loss) => {
      let scores: Float64Array;
      let drawn: Float64Array;
      beforeAll(() => {
        scores = exactScores(loss, 20_000);
        drawn = tableScores(loss, 200_000);
      });

      it('in the mean, within three standard errors', () => {
        // The table has an error of its own.
        const exact = meanAndCv(scores);
        const error = exact.error * Math.sqrt(1 + scores.length / defaultTableSettings.queries);
        expect(Math.abs(exact.mean - steadyScore(table, loss))).toBeLessThan(3 * error);
        const sampled = meanAndCv(drawn);
        expect(Math.abs(sampled.mean - steadyScore(table, loss))).toBeLessThan(3 * sampled.error);
      });

      it('in the coefficient of variation, but for the up to 3 % that lie inside the bins', () => {
        const { cv } = meanAndCv(scores);
        expect(Math.abs(meanAndCv(drawn).cv - cv)).toBeLessThan(3 * cvError(scores) + 0.03 * cv);
      });

      it.each([0.05, 0.5, 0.95])('at the quantile %s', (share) => {
        const quantile = drawn.toSorted()[Math.floor(share * drawn.length)]!;
        const below = scores.filter((score) => score < quantile).length / scores.length;
        // Sampling of both, and half a bin.
        const error = Math.sqrt(
          share * (1 - share) * (1 / scores.length + 1 / defaultTableSettings.queries + 1 / drawn.length),
        );
        expect(Math.abs(below - share)).toBeLessThan(3 * error + 1 / 512);
      });
    },
  );

  it('synergy is four fifths of the mean score and narrows the spread of ln q from 0.39 to 0.22', () => {
    const losses = Array.from({ length: 1000 }, (_, i) =>
      lossOfSize(90e6 * exp(0.8 * normalQuantile((i + 0.5) / 1000))),
    );
    const base = losses.map((loss) => expectedBaseScore(loss, 46.08, 0.5));
    const whole = losses.map((loss) => steadyScore(table, loss));
    const sum = (xs: number[]) => xs.reduce((a, b) => a + b, 0);
    const spread = (xs: number[]) => {
      const mean = sum(xs.map(Math.log)) / xs.length;
      return Math.sqrt(sum(xs.map((x) => (Math.log(x) - mean) ** 2)) / xs.length);
    };
    expect(1 - sum(base) / sum(whole)).toBeCloseTo(0.78, 1);
    expect(spread(base)).toBeCloseTo(0.394, 2);
    expect(spread(whole)).toBeCloseTo(0.223, 2);
  });

  it.each([2.4, 2.7123, 3.3333, 4.5])('the mean of the 256 bins at loss %s is the steady score', (loss) => {
    const place = locate(table, loss);
    let sum = 0;
    for (let bin = 0; bin < 256; bin++) sum += scoreAt(table, place, (bin << 24) >>> 0);
    expect(sum / 256 / steadyScore(table, loss)).toBeCloseTo(1, 13);
  });

  it('a level has its own mean, and losses beyond the ends take the end', () => {
    table.losses.forEach((loss, level) => {
      expect(steadyScore(table, loss)).toBe(table.means[level]);
    });
    expect(steadyScore(table, 1.69)).toBe(table.means[0]);
    expect(steadyScore(table, 20)).toBe(table.means[47]);
    expect(locate(table, 20)).toEqual({ level: 46, fraction: 1 });
    expect(() => locate(table, Number.NaN)).toThrow(/NaN/);
  });

  it('a table whose means do not fall is refused', () => {
    expect(() => scoreTable(Float64Array.of(2, 3), Float64Array.of(1, 2, 3, 4), 2)).toThrow(
      /mean scores fall; at level 1/,
    );
    expect(() => scoreTable(Float64Array.of(2, 3), Float64Array.of(1, 2, 3), 2)).toThrow(
      /received 2 losses and 3 bins/,
    );
    expect(() => binsOfLosses({ ...defaultTableSettings, queries: 1000 }, 1, Float64Array.of(3))).toThrow(
      /multiple of bins = 256; received 1000/,
    );
  });
});
