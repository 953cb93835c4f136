import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../experiments/canonical.ts';
import { studyHash, trialId } from '../../experiments/identity.ts';
import { readJournal } from '../../experiments/journal.ts';
import { studyNamed } from '../../experiments/studies/catalogue.ts';
import { scalingChecks } from '../../experiments/studies/scaling.ts';
import { trialsOf } from '../../experiments/study.ts';
import { runTrial, type TrialPlan, type TrialResult } from '../../experiments/trial.ts';

const folder = (size: string) =>
  fileURLToPath(new URL(`../../results/reference/immunity-period-${size}`, import.meta.url));
const journal = (size: string) => readJournal(`${folder(size)}/journal.ndjson.gz`);

describe('the committed reference runs', () => {
  it.each(['quick', 'full'])('the %s run holds every trial of its study and none besides', (size) => {
    const study = studyNamed('immunity-period', size);
    const { study: hash, rows, badLines, tornBytes } = journal(size);
    expect(hash).toBe(studyHash(study));
    expect([badLines, tornBytes]).toEqual([0, 0]);
    expect([...rows.keys()].sort()).toEqual(
      trialsOf(study)
        .map(({ plan }) => trialId(plan))
        .sort(),
    );
    expect([...rows.values()].every((row) => row.status === 'complete')).toBe(true);
  });

  it('rows picked from the small run come out the same to the byte when run again', () => {
    const rows = [...journal('quick').rows.values()];
    for (const place of [0, 100, 383, 400, 603]) {
      const { plan, measures, tables, days } = rows[place] as unknown as TrialResult & { plan: TrialPlan };
      expect(canonical(runTrial(plan))).toBe(canonical({ measures, tables, days }));
    }
  });

  it('the small world and the whole one put the best immunity at the same level or a neighbour', () => {
    for (const check of scalingChecks(folder('quick'), folder('full'))) {
      expect(check.bestAgrees, `alpha ${check.alpha}: ${check.bestSmall} against ${check.bestWhole}`).toBe(
        true,
      );
      expect(check.pairs).toBeGreaterThan(20);
    }
  });
});
