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
      const { answer } = page(await resultsOf(name));
      expect(answer.split(/\s+/).length).toBeLessThanOrEqual(35);
      expect(answer).toMatch(/\d ± 0\.\d/);
      expect(answer).toMatch(/\d worlds\)/);
    },
  );

  it('of sequence-length are of worlds that had settled before the change, each by its own pilots', async () => {
    const { warmUp } = await resultsOf('sequence-length');
    if (!isBeginning(warmUp)) throw new Error('no beginning');
    expect(warmUp.worlds.map(({ settled }) => settled)).toEqual([true, true, true, true]);
  });

  it('of scoring-rule are of rules that stay within the margin, and name those that are not certain to', async () => {
    const { study, rows } = await resultsOf('scoring-rule');
    const [{ metric, margin }] = study.objectives;
    const found = stationarityOf(study, rows, metric, margin)!;
    expect(found.isPast).toBe(true);
    const settled = found.cells
      .filter(({ holds }) => holds)
      .map(({ levels }) => levels['validator.scoringRule']);
    for (const rule of ['base', 'synergy', 'triples', 'leaveOneOut', 'shapley'])
      expect(settled).toContain(rule);
    const { answer, sure } = scoringPage({ study, rows });
    expect(answer).toContain(`None of ${settled.length - 1} other rules`);
    expect(sure.join('\n')).toContain(
      `The other ${settled.length} of ${found.cells.length} cells have settled`,
    );
  });

  it('of cheaters name the cells that have not settled, and give no verdict on them', async () => {
    const { study, rows } = await resultsOf('cheaters');
    const [{ metric, margin }] = study.objectives;
    const found = stationarityOf(study, rows, metric, margin)!;
    const moving = found.cells.filter(({ holds }) => !holds);
    const sure = cheatersPage({ study, rows }).sure.join('\n');
    expect(sure).toContain(
      `The other ${found.cells.length - moving.length} of ${found.cells.length} cells have settled`,
    );
    expect(sure).not.toMatch(/\(not settled\) \(/);
    // The answer rests on a cell that has settled.
    const deciding = moving.find(
      ({ levels }) => levels['scenario.lookupShare'] === 0.2 && levels.validatorPruneLen === 8,
    );
    expect(deciding).toBe(undefined);
  });
});
