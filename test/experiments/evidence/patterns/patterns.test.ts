import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../../experiments/analysis/analysis.ts';
import { watchSubnet } from '../../../../experiments/evidence/patterns/watchSubnet.ts';
import { committedPatterns, missedPatterns } from '../../../../experiments/report/missedPatterns.ts';
import { limitsSection } from '../../../../experiments/report/sections/method.ts';
import { immunityStartUpQuick } from '../../../../experiments/studies/immunity-start-up.ts';

describe('the patterns of real networks', () => {
  it('are six, each checked, and a pass is a meeting of the two ranges', () => {
    const checks = committedPatterns();
    expect([...new Set(checks.map(({ pattern }) => pattern))].sort()).toEqual([1, 2, 3, 4, 5, 6]);
    for (const { ours, range, passes } of checks)
      expect(passes).toBe(ours !== null && ours.low <= range[1] && ours.high >= range[0]);
  });

  it('that are missed stand in every report, with both values', () => {
    const missed = missedPatterns();
    expect(missed).toHaveLength(committedPatterns().filter(({ passes }) => !passes).length);
    const analysis = { study: immunityStartUpQuick, arms: [], trials: { failed: [], planned: 0 } };
    const text = JSON.stringify(limitsSection(analysis as unknown as Analysis));
    for (const sentence of missed) expect(text).toContain(JSON.stringify(sentence).slice(1, -1));
    const page = readFileSync(
      new URL('../../../../experiments/report/studyPage.ts', import.meta.url),
      'utf8',
    );
    expect(page).toContain('...missedPatterns()');
  });

  it('of subnet 31 come from worlds that can be run again', () => {
    const traits = watchSubnet('pattern 1', 1);
    expect(watchSubnet('pattern 1', 1)).toEqual(traits);
    expect(traits.paidGini).toBeGreaterThan(0);
    expect(traits.disagreement).toBeLessThan(1);
  });
});
