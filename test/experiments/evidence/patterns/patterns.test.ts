import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Analysis } from '../../../../experiments/analysis/analysis.ts';
import { patternsText } from '../../../../experiments/cli/check/patterns.ts';
import { codeChecks } from '../../../../experiments/evidence/patterns/codeChecks.ts';
import { committedPatterns, missedPatterns } from '../../../../experiments/report/missedPatterns.ts';
import { limitItems } from '../../../../experiments/report/sections/method.ts';
import { immunityStartUpQuick } from '../../../../experiments/studies/immunity-start-up.ts';

const committed = committedPatterns();

describe('the patterns of real networks', () => {
  it('each have a test, a p-value, a power, and say what was fitted and what judged', () => {
    expect(committed.data.length).toBeGreaterThan(10);
    for (const { p, power, contradicted, fittedOn, judgedOn, test, n } of committed.data) {
      for (const share of [p, ...power]) {
        expect(share).toBeGreaterThanOrEqual(0);
        expect(share).toBeLessThanOrEqual(1);
      }
      expect(contradicted).toBe(p < 0.05);
      for (const text of [fittedOn, judgedOn, test]) expect(text.length).toBeGreaterThan(5);
      expect(Math.min(...n)).toBeGreaterThan(0);
    }
  });

  it('are apart from checks of the code, of which computed ones come out again', () => {
    const again = codeChecks(2);
    expect(again.map(({ name }) => name)).toEqual(committed.code.map(({ name }) => name));
    for (const [k, { ours }] of again.entries())
      if (ours?.n === 1) expect(ours).toEqual(committed.code[k].ours);
    for (const { ours, range, passes } of committed.code)
      expect(passes).toBe(ours !== null && ours.low <= range[1] && ours.high >= range[0]);
  }, 60_000);

  it('that are contradicted stand in every report, with both values', () => {
    const missed = missedPatterns();
    const failed = committed.code.filter(({ passes }) => !passes).length;
    // And one that says in which worlds.
    const contradicted = committed.data.filter((one) => one.contradicted).length;
    expect(missed).toHaveLength(contradicted + failed + 1);
    const analysis = { study: immunityStartUpQuick, arms: [], trials: { failed: [], planned: 0 } };
    const text = JSON.stringify(limitItems(analysis as unknown as Analysis));
    for (const sentence of missed) expect(text).toContain(JSON.stringify(sentence).slice(1, -1));
    const page = readFileSync(
      new URL('../../../../experiments/report/studyPage.ts', import.meta.url),
      'utf8',
    );
    expect(page).toContain('...missedPatterns()');
  });

  it('are tables of at most 80 characters, and never called validated', () => {
    const lines = patternsText(committed, 80).split('\n');
    for (const line of lines.filter((one) => /^[\s\d─]|pass$|FAIL$/.test(one)))
      expect([...line].length).toBeLessThanOrEqual(80);
    expect(lines.join(' ').match(/validated/g)).toEqual(['validated']);
    for (const { name } of committed.data) expect(lines.join(' ')).toContain(name.split(/[ ,]/)[0]);
  });
});
