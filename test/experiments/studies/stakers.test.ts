import { describe, expect, it } from 'vitest';
import { stakers } from '../../../agents/models/stakers.ts';
import { publishedValues } from '../../../agents/stakers/published.ts';
import { checkModelStudy } from '../../../experiments/plan/checkModelStudy.ts';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import { seedNames } from '../../../experiments/plan/modelTrial.ts';
import { stakersAnswer } from '../../../experiments/studies/stakers/answer.ts';
import { stakersPage } from '../../../experiments/studies/stakers/page.ts';
import { stakersFull, stakersQuick } from '../../../experiments/studies/stakers/plan.ts';
import { faultsOf } from '../report/readable.ts';

/** Rows in which the index of a condition is that of the private one and `more`, and the fund earns 20 TAO a day, give or take. */
const rowsWith = (more: number): ModelRow[] =>
  stakersQuick.conditions.flatMap(({ name }) =>
    seedNames(stakersQuick, false).map((seed, place) => ({
      condition: name,
      attack: null,
      seed,
      measures: {
        hhi: 0.12 + 0.01 * Math.sin(place) + (name === 'private' ? 0 : more + 0.002 * Math.cos(3 * place)),
        fundIncome: 20 + 3 * Math.sin(2 * place + 1),
      },
    })),
  );

describe('the study of stakers', () => {
  it.each([stakersQuick, stakersFull])('can run in size $size', (study) => {
    expect(() => checkModelStudy(study)).not.toThrow();
  });

  it.each([
    [0, 'hardly concentrates stake'],
    [0.06, 'concentrates stake'],
    [-0.06, 'spreads stake'],
    [0.02, 'may or may not concentrate stake'],
  ])('answers a difference of %f in one plain sentence: it %s', (more, says) => {
    const answer = stakersAnswer(rowsWith(more), stakersQuick);
    expect(faultsOf(answer)).toEqual([]);
    expect(answer).toContain(says);
    expect(answer).toMatch(/earns its DAO 20\.\d ± \d\.\d TAO a day, 0\.6 % of emission\.$/);
  });

  it('says nothing before a second run has ended, and unknown for what no row has', () => {
    expect(stakersAnswer(rowsWith(0).slice(0, 1), stakersQuick)).toMatch(/^Nothing can be said yet/);
    expect(stakersPage.sure?.([], stakersQuick).join(' ')).toContain('unknown');
  });

  it('names what the world misses of the published numbers among its limits', () => {
    const limits = stakersPage.limits?.join(' ') ?? '';
    const missed = publishedValues.filter((one) => one.missed !== undefined);
    expect(missed.map(({ measure }) => measure)).toEqual(['walletHhiMedian', 'priceChange']);
    for (const value of ['0.084', '-0.195']) expect(limits).toContain(value);
    for (const { words } of publishedValues.filter((one) => one.missed === undefined))
      expect(limits).not.toContain(`published ${words}`);
  });
});

describe('the model of stakers', () => {
  it.each([
    [{ takes: 0.1 }, /takes must be a setting of stakers; received 0.1/],
    [{ take: 1.2 }, /take must be a number from 0 to 1; received 1.2 \(0.18 is usual\)/],
    [{ start: 'now' }, /start must be one of chosen, genesis; received now/],
    [{ index: 0.9 }, /index, yield, momentum and need must come to 1 at most; received 1.5/],
    [{ days: 29 }, /days must be a number from 30 to 2000/],
    [{ sharedRank: 2.5 }, /sharedRank must be a whole number; received 2.5/],
  ])('refuses %o with the rule', (settings, message) => {
    expect(() => stakers.run(settings, '1')).toThrow(message);
  });
});
