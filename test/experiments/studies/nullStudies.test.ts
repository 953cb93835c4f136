import { describe, expect, it } from 'vitest';
import { pathOf } from '../../../experiments/analysis/beginning/path.ts';
import type { BeginningFinding } from '../../../experiments/analysis/beginning/settling.ts';
import { type BegunStudy, isBegun, worldsOf } from '../../../experiments/analysis/beginning/worlds.ts';
import { runBranches, stemOf } from '../../../experiments/plan/branches.ts';
import type { CompleteRow } from '../../../experiments/plan/rows.ts';
import { checkStudy, type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { pathParts } from '../../../experiments/report/pathWords.ts';
import { estimate } from '../../../experiments/statistics/estimate.ts';
import { announcementPage } from '../../../experiments/studies/announcement/page.ts';
import { announcementQuick } from '../../../experiments/studies/announcement.ts';
import { asicsQuick } from '../../../experiments/studies/asics.ts';
import { bearPage } from '../../../experiments/studies/bear-market/page.ts';
import { bearMarketQuick } from '../../../experiments/studies/bear-market.ts';
import { cheaperWaysQuick } from '../../../experiments/studies/cheaper-ways.ts';
import { cheatersPage } from '../../../experiments/studies/cheaters/page.ts';
import { cheatersQuick, honestCell, lookupCell } from '../../../experiments/studies/cheaters.ts';
import { gradientsQuick } from '../../../experiments/studies/gradients.ts';
import { familiesPage } from '../../../experiments/studies/model-families/page.ts';
import { modelFamiliesQuick } from '../../../experiments/studies/model-families.ts';
import { newWays } from '../../../experiments/studies/new-ways/outcomes.ts';
import { tellingOf } from '../../../experiments/studies/new-ways/telling.ts';
import { scoringPage } from '../../../experiments/studies/scoring-rule/page.ts';
import { scoringRuleQuick } from '../../../experiments/studies/scoring-rule.ts';
import { lengthPage } from '../../../experiments/studies/sequence-length/page.ts';
import { sequenceLengthQuick } from '../../../experiments/studies/sequence-length.ts';

const daysBefore = 2;
type Cells = NonNullable<Study['cells']>;

/** A study of the same shape in the smallest world, for some cells. */
const small = (study: Study, cells: Cells, set: Study['set'] = {}): Study => ({
  ...study,
  scenario: 'synthetic',
  set: { ...study.set, 'scenario.clientTopk': 10, 'scenario.synergy': 'table', ...set },
  cells,
  seeds: 3,
  days: 10,
  ...(study.beginning !== undefined && { beginning: { ...study.beginning, pathDays: [1, 3, 10] } }),
});

/** The same with a beginning that is taken for settled after three days. */
function begun(study: Study, cells: Cells, set: Study['set'] = {}): BegunStudy {
  // Gaps are to a frontier, so there is one.
  const own = small(study, cells, { 'scenario.frontierPerDay': 0.0004, ...set });
  if (!isBegun(own)) throw new Error(study.name);
  return own;
}

/** Every trial of a study, run here; those that share a beginning run it once. */
function rowsOf(study: Study, warmUpDays: number): CompleteRow[] {
  checkStudy(study);
  const trials = trialsOf({ ...study, warmUpDays });
  const stems = [...new Set(trials.map(({ plan }) => stemOf(plan)))];
  const results = new Map(
    stems.flatMap((stem) =>
      [...runBranches(trials.map(({ plan }) => plan).filter((plan) => stemOf(plan) === stem))].map(
        (branch) => {
          if (!('result' in branch)) throw branch.fault;
          return [branch.plan, branch.result] as const;
        },
      ),
    ),
  );
  return trials.map(
    (trial, k): CompleteRow => ({ id: String(k), ...trial, status: 'complete', ...results.get(trial.plan)! }),
  );
}

const settledAfter = (study: BegunStudy): BeginningFinding => ({
  days: daysBefore,
  pilots: 2,
  worlds: worldsOf(study).map((world) => ({
    world,
    days: daysBefore,
    settled: true,
    objectives: [],
    slots: 40,
    registrationsPerDay: estimate([12, 14]),
  })),
});

/** What such a study says first of its long run, and its rows. */
function told(study: BegunStudy) {
  const rows = rowsOf(study, daysBefore);
  const warmUp = settledAfter(study);
  const words = pathParts(study, pathOf(study, rows, warmUp)).flatMap(({ sentences }) => sentences);
  return { rows, warmUp, words: words.join('\n') };
}

const saysNothing = (words: string) => {
  expect(words).toMatch(/changes anything|no difference that matters|makes a difference that matters/);
  expect(words).not.toMatch(/better by more|worse by more|better, perhaps|worse, perhaps|not decided/);
};

describe('a study in whose world its knob cannot matter says so', () => {
  it('of model families whose errors do not go together', () => {
    const own = { 'scenario.modelFamilies': 0, 'scenario.familyCorrelation': 0.5 };
    const alike = [1, 4].map((families) => ({
      'scenario.modelFamilies': families,
      'scenario.familyCorrelation': 0,
    }));
    const study = begun(modelFamiliesQuick, [own, ...alike]);
    const { rows, words } = told(study);
    saysNothing(words);
    for (const sentence of familiesPage({ study, rows }).sure.slice(0, 2))
      expect(sentence).toMatch(/costs the client 0 ± 0 nats/);
  });

  it('of a price path that crashes by nothing', () => {
    const cells = [bearMarketQuick.cells![0], bearMarketQuick.cells![1]];
    const study = begun(bearMarketQuick, cells, { 'market.shockSize': 0 });
    const { rows, warmUp, words } = told(study);
    saysNothing(words);
    const [crash] = bearPage({ study, rows, warmUp }).sure;
    expect(crash).toContain('difficulty by 0 ± 0 doublings on day 3');
    expect(crash).toContain('0 ± 0 more switch off');
  });

  it('of an announcement of what holds already', () => {
    const [none, ...others] = announcementQuick.cells!;
    const alike = others
      .slice(0, 3)
      .map((cell) => ({ ...cell, 'governance.value': 256, 'market.foresightDays': 21 }));
    const study = begun(announcementQuick, [none, ...alike]);
    const { rows, warmUp, words } = told(study);
    saysNothing(words);
    const { sure } = announcementPage({ study, rows, warmUp } as Parameters<typeof announcementPage>[0]);
    expect(sure.join('\n')).not.toMatch(/surprise (?:costs|makes)/);
  });

  it('of a sequence that is a token longer', () => {
    const [quo] = sequenceLengthQuick.cells!;
    const study = begun(sequenceLengthQuick, [quo, { ...quo, validatorSequenceLength: 257 }]);
    const { rows, warmUp, words } = told(study);
    saysNothing(words);
    const { answer } = lengthPage({ study, rows, warmUp });
    expect(answer).toMatch(/256 to 257 are as good|No longer sequence/);
  });

  it('of gradients that are worth nothing: who uses them earns what all earn', () => {
    const [quo, some] = gradientsQuick.cells!;
    const study = begun(gradientsQuick, [
      { ...quo, 'market.gradientGain': 0 },
      { ...some, 'market.gradientShare': 0.5, 'market.gradientGain': 0 },
    ]);
    const own = { ...study, beginning: { ...study.beginning, statusQuo: study.cells![0] } };
    const { rows, words } = told(own);
    saysNothing(words);
    const [{ soon, late, served, client }] = newWays(own, rows, tellingOf('gradients'));
    for (const gain of [soon.adopters, late.adopters, soon.others, late.others]) {
      expect(gain!.low).toBeLessThan(0);
      expect(gain!.high).toBeGreaterThan(0);
    }
    expect([served!.mean, client!.mean]).toEqual([0, 0]);
  });

  it('of a cheaper way that saves nothing to speak of', () => {
    const found = (saving: number) => ({
      'market.invented': true,
      'market.inventionSaving': saving,
      'market.diffusionDays': 3,
    });
    const statusQuo = { ...found(1e-9), 'market.invented': false };
    const study = begun(cheaperWaysQuick, [statusQuo, found(1e-9), found(0)]);
    const own = { ...study, beginning: { ...study.beginning, statusQuo } };
    const { rows, words } = told(own);
    saysNothing(words);
    const [{ soon, late }] = newWays(own, rows, tellingOf('cheaper-ways'));
    for (const gain of [soon.finder, soon.adopters, late.others, late.all])
      expect(Math.abs(gain?.mean ?? 0)).toBeLessThan(1e-6);
  });

  it('of ASICs that cost more than any network pays', () => {
    const made = { 'market.asicDay': 1, 'market.asicUnitCost': 1e9, 'market.asicPerDay': 1 };
    const statusQuo = { ...made, 'market.asicDay': 0 };
    const study = begun(asicsQuick, [statusQuo, made]);
    const own = { ...study, beginning: { ...study.beginning, statusQuo } };
    const { rows, words } = told(own);
    saysNothing(words);
    const [{ late, served, worlds }] = newWays(own, rows, tellingOf('asics'));
    expect([late.adopters, late.all!.mean, served!.mean, worlds.half]).toEqual([null, 0, 0, 0]);
  });

  it('of look-ups that know nothing: whether they pay is not decided, and no defence stops them', () => {
    const cells = [honestCell, lookupCell(0.2, 0), lookupCell(0.2, 8)];
    const nothingKnown = { 'scenario.lookupHits': 0, 'scenario.pruneCost': 0 };
    const study = small(cheatersQuick, cells, { ...nothingKnown, tempo: 360, 'scenario.arrivalRate': 0.02 });
    const { answer, sure } = cheatersPage({ study, rows: rowsOf(study, 1) });
    expect(answer).toContain('Not decided: with 8 tokens pruned');
    expect(sure[0]).not.toMatch(/it does not pay|certainly pays/);
  });

  it('of a gate that no rule uses: no rule pays better by worth', () => {
    const cells = [0, 10, 100].map((steps) => ({
      'validator.scoringRule': 'synergy',
      'validator.topk': 8,
      'validator.gateSteps': steps,
    }));
    const study = small(scoringRuleQuick, cells);
    const { answer } = scoringPage({ study, rows: rowsOf(study, daysBefore) });
    expect(answer).toMatch(
      /None of 2 other rules pays miners by worth better than the base score|Not settled by day/,
    );
  });
});
