import { describe, expect, it } from 'vitest';
import type { Row } from '../../../experiments/plan/rows.ts';
import { checkStudy, type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { cheatersPage } from '../../../experiments/studies/cheaters/page.ts';
import { cheatersQuick } from '../../../experiments/studies/cheaters.ts';
import { scoringPage } from '../../../experiments/studies/scoring-rule/page.ts';
import { scoringRuleQuick } from '../../../experiments/studies/scoring-rule.ts';

/** Rows in which every cell has made-up measures, a little different for each seed. */
const rowsOf = (study: Study, measures: (levels: Row['levels']) => Record<string, number | null>): Row[] =>
  trialsOf(study).map(({ arm, levels, plan }, k) => {
    const wobble = 0.01 * (Number(plan.seed) - 4.5);
    const made = Object.entries(measures(levels)).map(([name, value]) => [
      name,
      value === null ? null : value + wobble,
    ]);
    return {
      id: String(k),
      status: 'complete',
      arm,
      levels,
      plan,
      measures: Object.fromEntries(made),
    } as unknown as Row;
  });

const client = { clientLoss: 2, clientGainPerTao: 1.2, spearman: 0.7 };

describe('the page of the cheaters', () => {
  const page = (ratioAt: (tokens: number) => number) =>
    cheatersPage({
      study: cheatersQuick,
      rows: rowsOf(cheatersQuick, (levels) => ({
        ...client,
        cheaterRatio:
          Number(levels['scenario.lookupShare']) > 0 ? ratioAt(Number(levels.validatorPruneLen)) : null,
      })),
    });

  it('leads with the number of tokens from which looking up does not pay', () => {
    const { answer, sure } = page((tokens) => (tokens >= 4 ? 0.8 : 1.5));
    expect(answer).toMatch(/^With 4 tokens pruned looking answers up no longer pays: it earns 0\.\d+ ± 0/);
    expect(sure[0]).toContain('from 4 tokens pruned on it does not pay');
    expect(sure[0]).toContain('certainly pays up to 2');
  });

  it('says so where no number is enough', () => {
    expect(page(() => 1.5).sure[1]).toContain(
      'no number of tokens tried (up to 8) makes it certainly unprofitable',
    );
  });

  it('ends with what a client gets for what is paid in', () => {
    expect(page(() => 1).sure.at(-1)).toMatch(/^\*\*What comes out of the system:\*\*.*nats below guessing/);
  });
});

describe('the page of the scoring rules', () => {
  const page = (fisher: number) =>
    scoringPage({
      study: scoringRuleQuick,
      rows: rowsOf(scoringRuleQuick, (levels) => {
        const isFisher = levels['validator.scoringRule'] === 'fisher';
        const spearman = isFisher ? fisher : levels['validator.scoringRule'] === 'shapley' ? 0.5 : 0.4;
        // A difference that varied by nothing would have no interval: seeds move Fisher twice as much.
        return { ...client, spearman, forwardsPerQuery: 1 };
      }),
    });

  it('names the rule whose pay follows quality best', () => {
    expect(page(0.1).sure[0]).toContain('Shapley, exact, 8 peers');
    expect(page(0.9).sure[0]).toContain('Fisher, 8 peers');
  });

  it('says of the claim of the interview whether it holds, either way', () => {
    expect(page(0.1).sure[1]).toContain('before convergence holds');
    expect(page(0.9).sure[1]).toContain('before convergence is refuted');
  });
});

describe('both studies', () => {
  it.each([cheatersQuick, scoringRuleQuick])('$name: every cell can run and stands once', (study) => {
    expect(() => checkStudy(study)).not.toThrow();
    const cells = (study.cells ?? []).map((cell) => JSON.stringify(cell));
    expect(new Set(cells).size).toBe(cells.length);
    for (const cell of study.cells ?? [])
      expect(Object.keys(cell)).toEqual(study.factors.map(({ name }) => name));
  });
});
