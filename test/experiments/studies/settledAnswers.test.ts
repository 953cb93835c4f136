import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { stationarityOf } from '../../../experiments/analysis/stationarity.ts';
import { judgedResults } from '../../../experiments/report/judgedResults.ts';
import type { StudyPage } from '../../../experiments/report/studyPage.ts';
import { cheatersPage } from '../../../experiments/studies/cheaters/page.ts';
import { scoringPage } from '../../../experiments/studies/scoring-rule/page.ts';
import { lengthPage } from '../../../experiments/studies/sequence-length/page.ts';
import { isBeginning } from '../../../experiments/sweep/finding.ts';

const folderOf = (name: string) =>
  fileURLToPath(new URL(`../../../results/reference/${name}-quick`, import.meta.url));
const resultsOf = (name: string) => judgedResults(folderOf(name));

describe('the committed answers of settled worlds', () => {
  const pages: readonly (readonly [
    string,
    (results: Awaited<ReturnType<typeof judgedResults>>) => StudyPage,
  ])[] = [
    ['sequence-length', lengthPage],
    ['cheaters', cheatersPage],
    ['scoring-rule', scoringPage],
  ];

  it.each(pages)(
    'of %s begin with one sentence of at most 35 words, with a number and its interval',
    async (name, page) => {
      const { headline = '' } = page(await resultsOf(name));
      expect(headline.split(/\s+/).length).toBeLessThanOrEqual(35);
      expect(headline).toMatch(/\d ± 0\.\d/);
      expect(headline).toMatch(/seeds/);
    },
  );

  it('of sequence-length are of worlds that had settled before the change, each by its own pilots', async () => {
    const { warmUp } = await resultsOf('sequence-length');
    if (!isBeginning(warmUp)) throw new Error('no beginning');
    expect(warmUp.worlds.map(({ settled }) => settled)).toEqual([true, true, true, true]);
  });

  it('of scoring-rule are of days on which no rule drifts beyond the margin', async () => {
    const { study, rows } = await resultsOf('scoring-rule');
    const [{ metric, margin }] = study.objectives;
    const found = stationarityOf(study, rows, metric, margin)!;
    expect(found.isPast).toBe(true);
    expect(found.cells.filter(({ holds }) => !holds)).toEqual([]);
  });

  it('of cheaters name the cells that have not settled, those in which cheats drive the honest out', async () => {
    const { study, rows } = await resultsOf('cheaters');
    const [{ metric, margin }] = study.objectives;
    const moving = stationarityOf(study, rows, metric, margin)!.cells.filter(({ holds }) => !holds);
    const { answer } = cheatersPage({ study, rows });
    expect(answer.join('\n').includes('Not settled')).toBe(moving.length > 0);
    for (const { levels } of moving) {
      const shares = rows.flatMap((row) =>
        row.status === 'complete' && JSON.stringify(row.levels) === JSON.stringify(levels)
          ? [row.measures.cheaterShare!]
          : [],
      );
      for (const share of shares) expect(share).toBeGreaterThan(0.5);
    }
  });
});
