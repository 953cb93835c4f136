import { describe, expect, it } from 'vitest';
import type { CompleteRow } from '../../../experiments/plan/rows.ts';
import { announcementPage } from '../../../experiments/studies/announcement/page.ts';
import { announcementQuick } from '../../../experiments/studies/announcement.ts';

const cells = announcementQuick.cells!.filter(
  (levels) => levels['governance.change'] === 'validatorSequenceLength',
);

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
  announcementPage({ study: { ...announcementQuick, cells }, rows }).answer.join('\n');

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
});
