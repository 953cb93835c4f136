import { describe, expect, it } from 'vitest';
import { createMinerBook, enter } from '../../../agents/minerBook.ts';
import { qualityModelOf } from '../../../agents/qualityModel.ts';
import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { TableScorer } from '../../../agents/scoring/sweepScorer.ts';
import { fittedFlows, judgedFlows } from '../../../experiments/evidence/patterns/churn.ts';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { resolve } from '../../../sim/hyperparameters/registry.ts';
import { noiseAt, noiseKey, noiseSubkey } from '../../../sim/noise.ts';

const quartiles = (values: readonly number[]) => {
  const sorted = [...values].sort((one, other) => one - other);
  return [0.25, 0.75].map((share) => sorted[Math.floor(share * sorted.length)]);
};

const measuresOf = (scenario: string, set: TrialPlan['set'], days: number, seed: string) =>
  runTrial({ ruleset: 'autumn-2026', scenario, arithmetic: 'float64', set, warmUpDays: 1, days, seed })
    .measures;

describe('the archetypes of 2026', () => {
  it.each(['flat-subnet', 'steep-subnet', 'winner-subnet', 'burning-subnet'])(
    '%s replaces as many uids a day as the middle half of real subnets, those it was not fitted to too',
    (scenario) => {
      const flows = ['1', '2', '3'].map((seed) => measuresOf(scenario, {}, 12, seed).registrationsPerDay!);
      const flow = flows.reduce((sum, one) => sum + one, 0) / flows.length;
      for (const half of [fittedFlows, judgedFlows]) {
        const [low, high] = quartiles(half);
        expect(flow).toBeGreaterThan(low);
        expect(flow).toBeLessThan(high);
      }
    },
  );

  it('have validators that average nine queries by 0.12, as the register states', () => {
    for (const name of ['flat-subnet', 'steep-subnet', 'winner-subnet', 'burning-subnet', 'busy-subnet'])
      expect(scenarioOf(name)?.settings).toMatchObject({ 'validator.queries': 9, 'validator.alpha': 0.12 });
  });

  it('are watched for a month after a month', () => {
    for (const name of ['flat-subnet', 'steep-subnet', 'winner-subnet', 'burning-subnet', 'busy-subnet'])
      expect(scenarioOf(name)).toMatchObject({ warmUpDays: 30, days: 30 });
  });

  it('pay one uid, twenty, or nearly all', () => {
    const giniOf = (scenario: string) => measuresOf(scenario, {}, 3, '1').incentiveGini!;
    // Of 244 miners 20 alike have a Gini of 0.918; the best of them have most.
    expect(giniOf('steep-subnet')).toBeGreaterThan(0.95);
    expect(giniOf('flat-subnet')).toBeLessThan(0.4);
    const winner = measuresOf('winner-subnet', {}, 3, '1');
    // One of 244: 1 − 1/244.
    expect(winner.incentiveGini).toBeGreaterThan(0.98);
    expect(winner.servedGap! - winner.networkGap!).toBeLessThan(-0.1);
  });

  it('are busy where more look: 15 and 60 uids a day, the most that the price of entry lets in', () => {
    const rate = (candidates: number) => ({ 'scenario.arrivalRate': (candidates * 16) / 7200 });
    const flows = [80, 400].map(
      (candidates) => measuresOf('flat-subnet', rate(candidates), 6, '1').registrationsPerDay!,
    );
    expect(flows[0]).toBeGreaterThan(10);
    expect(flows[0]).toBeLessThan(20);
    expect(Math.abs(flows[1] / 60 - 1)).toBeLessThan(0.08);
  });
});

describe('queries of a sweep', () => {
  it('have luck of their own: the score is the mean of what each drew from the miner’s table', () => {
    const uids = 5;
    const model = qualityModelOf(resolve('autumn-2026', {}));
    const book = createMinerBook(uids);
    for (let uid = 0; uid < uids; uid++) enter(book, uid, model.answersAt(2.5 + 0.1 * uid, 1));
    const key = noiseKey('queries', 1, 1);
    const hotkey = Float64Array.from({ length: uids }, (_, uid) => 100 + uid);
    const scores = new Float64Array(uids);
    new TableScorer(book, model.table.bins, 2).fold({
      scores,
      hotkey,
      size: uids,
      key,
      alpha: 1,
      missed: [],
    });
    const { bins, binsPerLevel } = model.table;
    for (let uid = 0; uid < uids; uid++) {
      const drawn = [64, 65].map((query) => {
        const own = noiseSubkey(key, query);
        const word = (noiseAt(own.a, own.b, hotkey[uid]) ^ own.flip) >>> 0;
        const bin = book.level[uid] * binsPerLevel + (word >>> 24);
        return bins[bin] * (1 - book.fraction[uid]) + bins[bin + binsPerLevel] * book.fraction[uid];
      });
      expect(scores[uid]).toBeCloseTo((drawn[0] + drawn[1]) / 2, 9);
    }
  });

  it('are averaged: the same mean with a variance that falls with their number', () => {
    const model = qualityModelOf(resolve('nakamoto-2022', {}));
    const uids = 2000;
    const book = createMinerBook(uids);
    for (let uid = 0; uid < uids; uid++) enter(book, uid, model.answersAt(2.85, 1));
    const scoresOf = (queries: number) => {
      const scores = new Float64Array(uids);
      const hotkey = Float64Array.from({ length: uids }, (_, uid) => uid);
      const scorer = new TableScorer(book, model.table.bins, queries);
      scorer.fold({ scores, hotkey, size: uids, key: noiseKey('queries', 1, 1), alpha: 1, missed: [] });
      return scores;
    };
    const momentsOf = (scores: Float64Array) => {
      const mean = scores.reduce((sum, one) => sum + one, 0) / uids;
      return { mean, variance: scores.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (uids - 1) };
    };
    const [one, nine] = [1, 9].map((queries) => momentsOf(scoresOf(queries)));
    const error = Math.sqrt(one.variance / uids);
    expect(Math.abs(one.mean - book.quality[0])).toBeLessThan(4 * error);
    expect(Math.abs(nine.mean - book.quality[0])).toBeLessThan((4 * error) / 3);
    expect(one.variance / nine.variance).toBeGreaterThan(6.5);
    expect(one.variance / nine.variance).toBeLessThan(12);
  });
});
