import { describe, expect, it } from 'vitest';
import { stationarityOf } from '../../../experiments/analysis/stationarity.ts';
import type { Row } from '../../../experiments/plan/rows.ts';
import { type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { stationarityWords } from '../../../experiments/report/sections/stationarity.ts';
import { scoringRuleQuick } from '../../../experiments/studies/scoring-rule.ts';

const days = 28;
const study: Study = { ...scoringRuleQuick, cells: scoringRuleQuick.cells!.slice(0, 3), seeds: 4, days };

/** Rows whose daily rank correlation is 0.5, a little up and down, and what we add to it. */
const rowsOf = (added: (cell: number, day: number) => number): Row[] =>
  trialsOf(study).map(({ arm, levels, plan }, k) => {
    const cell = study.cells!.findIndex((one) => JSON.stringify(one) === JSON.stringify(levels));
    const wobble = (day: number) => 0.02 * Math.sin(2.4 * day + Number(plan.seed));
    const spearman = Array.from({ length: days }, (_, day) => 0.5 + wobble(day) + added(cell, day));
    return {
      id: String(k),
      status: 'complete',
      arm,
      levels,
      plan,
      measures: {},
      path: { spearman },
    } as unknown as Row;
  });
const found = (added: (cell: number, day: number) => number, margin = 0.1) =>
  stationarityOf(study, rowsOf(added), 'spearman', margin)!;

describe('whether the days that a study measures are a steady state', () => {
  it('is so where nothing moves but noise', () => {
    const { cells, isPast } = found(() => 0);
    expect([isPast, ...cells.map(({ holds }) => holds)]).toEqual([true, true, true, true]);
  });

  it('is not so in the one cell that moves by more than the margin between the halves, by so much', () => {
    const { cells } = found((cell, day) => (cell === 1 && day >= days / 2 ? 0.15 : 0));
    expect(cells.map(({ holds }) => holds)).toEqual([true, false, true]);
    // Fourteen days of the sine on each side leave less than 0.02 of it.
    expect(Math.abs(cells[1].halves!.mean - 0.15)).toBeLessThan(0.02);
    // The last two quarters both lie behind the step.
    expect(Math.abs(cells[1].quarters!.mean)).toBeLessThan(0.02);
  });

  it('asks for less where the margin is wider', () => {
    const step = (cell: number, day: number) => (cell === 1 && day >= days / 2 ? 0.15 : 0);
    expect(found(step, 0.3).cells.map(({ holds }) => holds)).toEqual([true, true, true]);
  });

  it('is not so anywhere where most of the days are a start', () => {
    const start = (_: number, day: number) => (day < 18 ? 0.5 * (18 - day) : 0);
    const { isPast, cells } = found(start, 10);
    expect(isPast).toBe(false);
    expect(cells.every(({ holds }) => !holds)).toBe(true);
  });

  it('is said in words that name the cells that still move', () => {
    const moves = found((cell, day) => (cell === 1 && day >= days / 2 ? 0.15 : 0));
    const nameOf = (cell: Row['levels']) => String(cell['validator.scoringRule']);
    expect(stationarityWords(moves, study, nameOf)).toMatch(
      /^\*\*Not settled by the end of 28 measured days\*\*.*: synergy\. The other 2 of 3 cells have settled\.$/,
    );
    expect(
      stationarityWords(
        found(() => 0),
        study,
        nameOf,
      ),
    ).toMatch(/^\*\*Settled:\*\*/);
  });

  it('cannot be said where no daily values were kept', () => {
    const bare = rowsOf(() => 0).map(({ ...row }) => ({ ...row, path: {} })) as Row[];
    expect(stationarityOf(study, bare, 'spearman', 0.1)).toBe(null);
  });
});
