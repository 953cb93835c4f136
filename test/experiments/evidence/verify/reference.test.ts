import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { canonical } from '../../../../experiments/base/canonical.ts';
import { studyHash, trialId } from '../../../../experiments/base/identity.ts';
import { withoutLater } from '../../../../experiments/evidence/verify/laterMeasures.ts';
import { trialsOf } from '../../../../experiments/plan/study.ts';
import { runTrial, type TrialPlan, type TrialResult } from '../../../../experiments/plan/trial.ts';
import { readJournal } from '../../../../experiments/run/journal.ts';
import { studyNamed } from '../../../../experiments/studies/catalogue.ts';
import { scalingChecks } from '../../../../experiments/studies/scaling.ts';
import { readFinding, settled } from '../../../../experiments/sweep/finding.ts';

const folderOf = (study: string, size: string) =>
  fileURLToPath(new URL(`../../../../results/reference/${study}-${size}`, import.meta.url));
const journalOf = (study: string, size: string) => readJournal(`${folderOf(study, size)}/journal.ndjson.gz`);
const folder = (size: string) => folderOf('immunity-start-up', size);
const journal = (size: string) => journalOf('immunity-start-up', size);

const quickStudies = ['sequence-length', 'cheaters', 'scoring-rule', 'bear-market', 'announcement'];
const runs: readonly (readonly [name: string, size: string])[] = [
  ['immunity-start-up', 'quick'],
  ['immunity-start-up', 'full'],
  ...quickStudies.map((name) => [name, 'quick'] as const),
];

describe('the committed reference runs', () => {
  it.each(runs)('the run of %s, %s, holds every trial of its study and none besides', (name, size) => {
    const study = studyNamed(name, size);
    const { study: hash, rows, badLines, tornBytes } = journalOf(name, size);
    expect(hash).toBe(studyHash(study));
    expect([badLines, tornBytes]).toEqual([0, 0]);
    expect([...rows.keys()].sort()).toEqual(
      trialsOf(settled(study, readFinding(folderOf(name, size), study)))
        .map(({ plan }) => trialId(plan))
        .sort(),
    );
    // At 16,384 tokens so few miners can answer on one seed that validators cannot fill a row: the model's limit.
    const failed = [...rows.values()].filter((row) => row.status !== 'complete');
    expect(failed).toHaveLength(name === 'sequence-length' ? 1 : 0);
    for (const row of failed) expect(String(Reflect.get(row, 'reason'))).toMatch(/minAllowedWeights is 64/);
  });

  it('rows picked from the small run come out the same to the byte when run again', () => {
    const rows = [...journal('quick').rows.values()];
    for (const place of [0, 100, 383, 400, 603]) {
      const { plan, measures, tables, days } = rows[place] as unknown as TrialResult & { plan: TrialPlan };
      const { result } = withoutLater({ measures }, runTrial(plan));
      expect(canonical(result)).toBe(canonical({ measures, tables, days }));
    }
  });

  it.each(quickStudies)('a row of %s comes out the same to the byte when run again', (name) => {
    const rows = [...journalOf(name, 'quick').rows.values()];
    const { plan, ...kept } = rows[Math.floor(rows.length / 3)] as unknown as TrialResult & {
      plan: TrialPlan;
    };
    const again = withoutLater(kept, runTrial(plan)).result;
    const told = Object.keys(again).map((key) => [key, kept[key as keyof typeof kept]]);
    expect(canonical(again)).toBe(canonical(Object.fromEntries(told)));
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
