import { describe, expect, it } from 'vitest';
import type { Table } from '../../../../experiments/analysis/requirements/table.ts';
import { watchlist } from '../../../../experiments/methods/proposal/watch.ts';
import type { ProposalTerms } from '../../../../experiments/plan/proposalTerms.ts';
import { immunityStartUpQuick } from '../../../../experiments/studies/immunity-start-up.ts';

const study = { ...immunityStartUpQuick, objectives: [{ metric: 'networkQuality', margin: 0.01 }] };
const terms: ProposalTerms = {
  statusQuo: 1024,
  guardrails: [
    { metric: 'registrationsPerDay', atLeast: 1 },
    { metric: 'clientLoss', worseBy: 0.5 },
    { metric: 'spearman', worseBy: 0.2 },
  ],
  confirmSeeds: 0,
};

type Means = Readonly<Record<string, readonly [before: number, after: number]>>;

/** Five seeds at −2 to 2 around the mean of each scenario before and after; what is not named is missing. */
function tableOf(...scenarios: readonly Means[]): Table {
  const settings = scenarios.map((_, k) => ({ levels: {}, label: `${k}` }));
  return {
    scenarios: settings,
    seeds: [1, 2, 3, 4, 5],
    values(scenario, level, metric) {
      const means = scenarios[settings.findIndex(({ label }) => label === scenario.label)][metric];
      // The change itself varies by a tenth of that.
      return [-2, -1, 0, 1, 2].map((step) =>
        means === undefined ? null : level === 1024 ? means[0] + step : means[1] + 1.1 * step,
      );
    },
  };
}
const watched = (table: Table, name: string) =>
  watchlist(study, terms, table, 4096).find(({ metric }) => metric === name);

/** 95 % of Student's t with 4 degrees of freedom, by printed tables, times the spread of one more world: √2.5 · √1.2. */
const half = 2.7764 * Math.sqrt(2.5 * 1.2);

describe('what to watch after a change', () => {
  const judged: Means = { networkQuality: [10, 9], clientLoss: [5, 5], spearman: [7, 8] };

  it('is in the band where one world lies in 95 of 100 cases, over all scenarios', () => {
    const { before, after } = watched(
      tableOf(judged, { ...judged, networkQuality: [13, 9] }),
      'networkQuality',
    )!;
    expect(before.low).toBeCloseTo(10 - half, 3);
    expect(before.high).toBeCloseTo(13 + half, 3);
    expect(after.low).toBeCloseTo(9 - 1.1 * half, 3);
    expect(after.high).toBeCloseTo(9 + 1.1 * half, 3);
  });

  it('is taken back beyond both bands on the bad side, with what a guardrail allows', () => {
    const table = tableOf(judged);
    expect(watched(table, 'networkQuality')!.rollBack).toEqual({
      side: 'above',
      at: expect.closeTo(10 + half, 3),
    });
    expect(watched(table, 'clientLoss')!.rollBack).toEqual({
      side: 'above',
      at: expect.closeTo(Math.max(5 + half + 0.5, 5 + 1.1 * half), 3),
    });
    expect(watched(table, 'spearman')!.rollBack).toEqual({
      side: 'below',
      at: expect.closeTo(Math.min(7 - half - 0.2, 8 - 1.1 * half), 3),
    });
  });

  it('has no bad side where more is neither better nor worse, and is left out where it is missing', () => {
    const flow = watched(tableOf({ ...judged, registrationsPerDay: [4, 5] }), 'registrationsPerDay')!;
    expect(flow.rollBack).toBeNull();
    expect(flow.onChain).toBe(true);
    expect(watched(tableOf(judged), 'registrationsPerDay')).toBeUndefined();
    expect(watched(tableOf(judged, { networkQuality: [10, 9] }), 'clientLoss')).toBeUndefined();
  });

  it('names what can be read off the chain and moves for certain, one way in every scenario, the surest first', () => {
    const one: Means = {
      ...judged,
      churn: [10, 12],
      immuneShare: [10, 15],
      agreement: [10, 10],
      validatorHhi: [9, 9.1],
    };
    const names = (other: Means) =>
      watchlist(study, terms, tableOf(one, other), 4096).map(({ metric }) => metric);
    const alike = names(one);
    expect(alike.slice(-2)).toEqual(['immuneShare', 'churn']);
    expect(alike).not.toContain('agreement');
    expect(alike).not.toContain('validatorHhi');
    expect(names({ ...one, churn: [12, 10] })).not.toContain('churn');
    expect(names({ ...one, churn: [10, 9] })).not.toContain('churn');
  });

  it('names three of them at most', () => {
    const many: Means = {
      ...judged,
      churn: [1, 9],
      immuneShare: [1, 8],
      agreement: [1, 7],
      coldkeyHhi: [1, 6],
    };
    const names = watchlist(study, terms, tableOf(many), 4096).map(({ metric }) => metric);
    expect(names.slice(3)).toEqual(['churn', 'immuneShare', 'agreement']);
  });
});
