import { describe, expect, it } from 'vitest';
import { UserError } from '../../../experiments/base/userError.ts';
import { weightsOf } from '../../../experiments/plan/scenarioWeights.ts';

const study = {
  name: 'weighed',
  factors: [
    { name: 'kappa', values: [1, 2] },
    { name: 'share', values: [0.25, 0.45] },
    { name: 'isNew', values: [true, false] },
  ],
};
const weight = (share: number, isNew: boolean, weight: number) => ({ levels: { share, isNew }, weight });
const sound = [
  weight(0.25, true, 0.4),
  weight(0.25, false, 0.3),
  weight(0.45, true, 0.2),
  weight(0.45, false, 0.1),
];

describe('the weights of scenarios', () => {
  it('are all the same where a plan states none', () => {
    expect(weightsOf(study, undefined)).toEqual([0.25, 0.25, 0.25, 0.25]);
    expect(weightsOf({ ...study, factors: study.factors.slice(0, 1) }, undefined)).toEqual([1]);
  });

  it('are those of the plan, in the order of its scenarios, in whatever order they are stated', () => {
    expect(weightsOf(study, sound)).toEqual([0.4, 0.3, 0.2, 0.1]);
    expect(weightsOf(study, sound.toReversed())).toEqual([0.4, 0.3, 0.2, 0.1]);
  });

  it('may miss one by what adding decimals costs, and by no more', () => {
    const off = (by: number) => [weight(0.25, true, 0.4 + by), ...sound.slice(1)];
    expect(weightsOf(study, off(9e-10))[0]).toBe(0.4 + 9e-10);
    expect(() => weightsOf(study, off(2e-9))).toThrow(/must sum to 1/);
  });

  it.each([
    [
      'do not sum to one',
      [weight(0.25, true, 0.5), ...sound.slice(1)],
      'the scenario weights of weighed must sum to 1; received 0.5 + 0.3 + 0.2 + 0.1 = 1.1 (divide each by their sum, before the first trial)',
    ],
    [
      'are all zero',
      sound.map((one) => ({ ...one, weight: 0 })),
      'must sum to 1; received 0 + 0 + 0 + 0 = 0 (give at least one scenario a weight)',
    ],
    [
      'are negative',
      [weight(0.25, true, -0.1)],
      'weighs 0 or more; received -0.1 for share 0.25, isNew true',
    ],
    ['are not numbers', [weight(0.25, true, Number.NaN)], 'weighs 0 or more; received NaN'],
    ['name no scenario', [weight(0.3, true, 1)], 'has no scenario share 0.3, isNew true to weigh'],
    [
      'leave one out',
      [weight(0.25, true, 0.5), weight(0.25, false, 0.3), weight(0.45, true, 0.2)],
      'the scenario share 0.45, isNew false of weighed has no weight: weigh each once',
    ],
    [
      'name one twice',
      [...sound.slice(0, 3), weight(0.45, false, 0.05), weight(0.45, false, 0.05)],
      'the scenario share 0.45, isNew false of weighed is weighed 2 times',
    ],
  ])('that %s are refused with value, rule and remedy', (_, weights, message) => {
    expect(() => weightsOf(study, weights)).toThrow(message);
    expect(() => weightsOf(study, weights)).toThrow(UserError);
  });
});
