import { describe, expect, it } from 'vitest';
import { judge } from '../../../../experiments/analysis/requirements/comparison.ts';
import type { Table } from '../../../../experiments/analysis/requirements/table.ts';
import { choose } from '../../../../experiments/methods/proposal/choose.ts';
import type { ProposalTerms } from '../../../../experiments/plan/proposalTerms.ts';
import type { Study } from '../../../../experiments/plan/study.ts';

const study: Study = {
  name: 'made',
  size: '8 seeds',
  question: 'Which candidate?',
  ruleset: 'nakamoto-2022',
  scenario: 'nakamoto-256',
  arithmetic: 'float64',
  set: {},
  factors: [{ name: 'immunityPeriod', values: [512, 1024, 2048, 4096] }],
  seeds: 8,
  warmUpDays: 2,
  days: 10,
  objectives: [{ metric: 'networkQuality', margin: 0.01 }],
  statusQuo: [{ value: 512, label: '512: in force' }],
  arms: [],
  armSeeds: 0,
  armLevels: [],
  armSet: {},
};

type Means = Readonly<Record<string, Readonly<Record<number, number>>>>;

/** Eight seeds around a mean for each metric and level; by what is not named there is no difference. */
const tableOf = (means: Means): Table => ({
  scenarios: [{ levels: {}, label: '' }],
  seeds: [1, 2, 3, 4, 5, 6, 7, 8],
  values: (_, level, metric) =>
    Array.from(
      { length: 8 },
      (_, k) => (means[metric]?.[level] ?? 0) + (k % 2 === 0 ? 0.001 : -0.001) * (1 + level / 8192),
    ),
});

const terms = (guardrails: ProposalTerms['guardrails']): ProposalTerms => ({
  statusQuo: 512,
  guardrails,
  confirmSeeds: 2,
});
const levelOf = (means: Means, guardrails: ProposalTerms['guardrails']) =>
  choose(judge(study, terms(guardrails), tableOf(means), [1024, 2048, 4096]), {
    statusQuo: 512,
    margin: 0.01,
    levels: [512, 1024, 2048, 4096],
  });

describe('the candidate of a proposal', () => {
  const gains = { 512: 3, 1024: 2.9, 2048: 2.8, 4096: 2.795 };

  it('is the smallest change that does as well as the best, up to the margin', () => {
    expect(levelOf({ networkQuality: gains }, []).level).toBe(2048);
    expect(levelOf({ networkQuality: { ...gains, 4096: 2.7 } }, []).level).toBe(4096);
  });

  it('passes no guardrail where another need not', () => {
    const means = { networkQuality: gains, churn: { 2048: 0.6, 4096: 0.6 } };
    expect(levelOf(means, [{ metric: 'churn', atMost: 0.5 }]).level).toBe(1024);
  });

  it('is, where all pass one, that which passes it least, counted in limits and not in units', () => {
    // 1,024 passes a limit of 100 by 50, half of it; 2,048 a limit of 0.5 by 0.4, four fifths of it; 4,096 both more.
    const means = {
      registrations: { 1024: 150, 2048: 100, 4096: 400 },
      churn: { 1024: 0.5, 2048: 0.9, 4096: 2 },
    };
    const rails = [
      { metric: 'registrations', atMost: 100 },
      { metric: 'churn', atMost: 0.5 },
    ];
    expect(levelOf({ networkQuality: gains, ...means }, rails).level).toBe(1024);
  });

  it('is held against the status quo by a limit on getting worse, and by a floor from below', () => {
    const means = { networkQuality: gains, spearman: { 512: 0.8, 1024: 0.75, 2048: 0.5, 4096: 0.1 } };
    expect(levelOf(means, []).level).toBe(2048);
    // Worse by 0.05, 0.3 and 0.7 where 0.1 is allowed, and where 0.4 is.
    expect(levelOf(means, [{ metric: 'spearman', worseBy: 0.1 }]).level).toBe(1024);
    expect(levelOf(means, [{ metric: 'spearman', worseBy: 0.4 }]).level).toBe(2048);
    expect(levelOf(means, [{ metric: 'spearman', atLeast: 0.6 }]).level).toBe(1024);
    expect(levelOf(means, [{ metric: 'spearman', atLeast: 0.4 }]).level).toBe(2048);
  });
});
