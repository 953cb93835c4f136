import { describe, expect, it } from 'vitest';
import { near, unpublished, workedOut } from '../../experiments/figures/check.ts';
import { verdictSentence } from '../../experiments/figures/verdicts.ts';

const met = near('share', 0.5, 0.501, 0.01);
const missed = near('share', 0.5, 0.6, 0.01);

describe('the sentence over a figure', () => {
  it('counts as published only what a source prints', () => {
    expect(verdictSentence([met, met, workedOut(met)])).toBe(
      'All 2 published values are met. The value worked out beforehand is met.',
    );
    expect(verdictSentence([workedOut(met), workedOut(met)])).toBe(
      'All 2 values worked out beforehand are met.',
    );
  });

  it('names a miss on whichever side it falls, and by how much', () => {
    expect(verdictSentence([met, missed])).toMatch(
      /^1 of 2 published values is not met: share: .*\+0\.1 where 0\.01 is tolerated\.$/,
    );
    expect(verdictSentence([met, workedOut(missed)])).toMatch(
      /^The published value is met\. 1 of 1 values worked out beforehand is not met: share: /,
    );
  });

  it('says so where nothing can be compared', () => {
    expect(verdictSentence([unpublished('share', 0.5)])).toBe('The paper gives no value to compare with.');
  });
});
