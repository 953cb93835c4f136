import { describe, expect, it } from 'vitest';
import type { CompleteRow } from '../../../experiments/plan/rows.ts';
import { noticesOf } from '../../../experiments/studies/announcement/outcomes.ts';
import { announcementPage } from '../../../experiments/studies/announcement/page.ts';
import { announcementFull, announcementQuick } from '../../../experiments/studies/announcement.ts';

const cells = announcementFull.cells!.filter(
  (levels) =>
    levels['governance.change'] === 'validatorSequenceLength' &&
    [64, 1024].includes(Number(levels['governance.value'])),
);
const warmUp = { days: 50, pilots: 2, worlds: [] };

/** Rows of four seeds; who looks ahead regrets and leaves as we say, by days of notice. */
function rowsOf(measuresOf: (notice: number) => { regretted: number; exits: number }): CompleteRow[] {
  return cells.flatMap((levels) =>
    [1, 2, 3, 4].map((seed) => {
      const blind = levels['market.foresightDays'] === 0;
      const { regretted, exits } = measuresOf(blind ? 0 : Number(levels['governance.noticeDays']));
      return {
        id: String(seed),
        arm: null,
        levels,
        status: 'complete',
        plan: { ...announcementQuick, seed: String(seed), set: {} },
        market: [[1, 50, 26, 1000, 224, 20, 2.8, 1, 0, 0]],
        measures: {
          regrettedChanges: regretted + seed,
          regrettedUsd: 30 * regretted + seed,
          exitsPerDay: (exits + seed) / announcementQuick.days,
        },
        tables: {},
        days: [],
      } as unknown as CompleteRow;
    }),
  );
}

const answerOf = (rows: CompleteRow[]) =>
  announcementPage({ study: { ...announcementQuick, cells }, rows, warmUp }).sure.join('\n');

describe('the report of an announcement', () => {
  it('says that surprise makes regret and exits, where it does', () => {
    const answer = answerOf(
      rowsOf((notice) => ({ regretted: notice > 0 ? 2 : 7, exits: notice > 0 ? 1 : 4 })),
    );
    expect(answer).toContain('**more is regretted under surprise**: +5 ± 0 changes');
    expect(answer).toContain('Under surprise more miners switch off than under: 256 → 64 tokens, announced;');
  });

  it('says plainly that it does not, where it does not', () => {
    const answer = answerOf(rowsOf(() => ({ regretted: 3, exits: 2 })));
    expect(answer).toContain('no difference in regretted changes can be shown');
    expect(answer).toContain('do **not** exceed');
    expect(answer).toContain(
      '16 of 16 trials equal those of the surprise byte for byte'.replaceAll('16', '8'),
    );
  });

  it('tells what notice does before a change and after it, as the paired difference from surprise', () => {
    const trialsOf = (comingOn: (day: number, seed: number) => number) => ({
      levels: {},
      trials: [1, 2, 3].map(
        (seed) =>
          ({
            path: {
              registrationsPerDay: Array.from({ length: 20 }, (_, day) => comingOn(day, seed)),
              log2Difficulty: new Array(20).fill(30 + seed),
              networkGap: new Array(20).fill(0.1),
            },
          }) as unknown as CompleteRow,
      ),
    });
    const surprise = trialsOf((_, seed) => 10 + seed);
    const told = trialsOf((day, seed) => 10 + seed + (day < 7 ? 2 : day < 14 ? -1 : 50));
    const [registrations, difficulty] = noticesOf(told, surprise, 7);
    expect(registrations.before!.mean).toBeCloseTo(2, 12);
    expect(registrations.after!.mean).toBeCloseTo(-1, 12);
    expect(difficulty.before!.mean).toBe(0);
  });
});
