import { describe, expect, it } from 'vitest';
import { trickCatalogue } from '../../agents/tricks/catalogue.ts';
import { validatorKinds } from '../../agents/validators/catalogue.ts';
import { canonical } from '../../experiments/base/canonical.ts';
import { runTrial } from '../../experiments/plan/trial.ts';

const rowOf = (set: Readonly<Record<string, number>>): string =>
  canonical(
    runTrial({
      scenario: 'synthetic',
      ruleset: 'finney-2023',
      arithmetic: 'float64',
      set: { 'scenario.synergy': 'table', ...set },
      warmUpDays: 0.2,
      days: 1,
      seed: '1',
    }).measures,
  );

/** A new kind or trick is one file, one line in its catalogue and the row of its share: this test needs no line for it. */
describe('every kind of validator and every trick', () => {
  const all = [...validatorKinds, ...trickCatalogue].map(({ name }) => name);
  const honest = rowOf({});

  it('has a name of its own', () => {
    expect(new Set(all).size).toBe(all.length);
  });

  it.each(all)('%s changes a world with its share, and none without', (name) => {
    const share = `scenario.${name}Share`;
    expect(rowOf({ [share]: 0 })).toBe(honest);
    expect(rowOf({ [share]: 0.3 })).not.toBe(honest);
  });
});
