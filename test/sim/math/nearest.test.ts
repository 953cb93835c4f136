import { describe, expect, it } from 'vitest';
import { damerauLevenshtein, nearest } from '../../../sim/math/nearest.ts';

describe('the nearest names', () => {
  it.each([
    ['kitten', 'sitting', 3],
    ['ca', 'abc', 2], // 3 for the restricted distance, which may not write between a swapped pair
    ['kapap', 'kappa', 1],
    ['', 'rho', 3],
    ['rho', 'rho', 0],
  ])('%s is the published number of edits from %s', (a, b, edits) => {
    expect(damerauLevenshtein(a, b)).toBe(edits);
    expect(damerauLevenshtein(b, a)).toBe(edits);
  });

  it('a misspelling finds its name, whatever the case', () => {
    expect(nearest('IMUNITYperiod', ['kappa', 'immunityPeriod'])).toEqual(['immunityPeriod']);
  });

  it('a part of a name finds the names that hold it, behind a misspelling', () => {
    expect(nearest('burn', ['maxBurn', 'minBurn', 'burm', 'rho'])).toEqual(['burm', 'maxBurn', 'minBurn']);
  });

  it('a word of a million letters is like nothing, at once', () => {
    expect(nearest('x'.repeat(1_000_000), ['immunityPeriod', 'kappa'])).toEqual([]);
  });

  it('a word like nothing known finds nothing, and never more than three are given', () => {
    expect(nearest('xyzzy', ['immunityPeriod', 'kappa'])).toEqual([]);
    expect(nearest('aaaa', ['aaab', 'aaac', 'aaad', 'aaae'])).toHaveLength(3);
  });
});
