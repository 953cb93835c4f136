import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Coverage, intervalCoverage } from '../../../../experiments/evidence/calibration/intervals.ts';

const committed: Coverage[] = JSON.parse(
  readFileSync(new URL('../../../../results/reference/calibration/intervals.json', import.meta.url), 'utf8'),
);

describe('a 95 % interval holds the truth as often as it says', () => {
  it.each(intervalCoverage(500))('$values: $interval', ({ covered, studies, least, most }) => {
    expect(covered / studies).toBeGreaterThanOrEqual(least);
    expect(covered / studies).toBeLessThanOrEqual(most);
  });

  it('in the 2,000 studies of each kind whose counts are committed', () => {
    expect(committed).toHaveLength(16);
    for (const { values, studies, covered, least, most } of committed) {
      expect(studies, values).toBe(2000);
      expect(covered / studies, values).toBeGreaterThanOrEqual(least);
      expect(covered / studies, values).toBeLessThanOrEqual(most);
    }
  });

  it('and the committed counts are these very studies: the first 500 are among them', () => {
    for (const [k, { covered, studies }] of intervalCoverage(100).entries()) {
      expect(committed[k].covered - covered).toBeGreaterThanOrEqual(0);
      expect(committed[k].covered - covered).toBeLessThanOrEqual(2000 - studies);
    }
  });
});
