import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { analyse } from '../../../experiments/analysis/analyse.ts';
import type {
  KnobAnswer,
  KnobVerdict,
  ScenarioAnswers,
} from '../../../experiments/analysis/knobs/answers.ts';
import { compared } from '../../../experiments/analysis/models/comparison.ts';
import { proposalAnswer } from '../../../experiments/methods/proposal/page/sentence.ts';
import { propose } from '../../../experiments/methods/proposal/propose.ts';
import { isOfModel } from '../../../experiments/plan/modelStudyShape.ts';
import type { CompleteRow, FailedRow } from '../../../experiments/plan/rows.ts';
import { type Study, trialsOf } from '../../../experiments/plan/study.ts';
import { cellsAnswer } from '../../../experiments/report/answer/cellsAnswer.ts';
import { sweepAnswer } from '../../../experiments/report/answer/sweepAnswer.ts';
import { cellResults } from '../../../experiments/report/cellResults.ts';
import { judgedResults } from '../../../experiments/report/judgedResults.ts';
import { knobsAnswer } from '../../../experiments/report/knobs/answer.ts';
import { readModelResults } from '../../../experiments/report/models/readModelResults.ts';
import { generalAnswer } from '../../../experiments/report/models/words.ts';
import { nothingPage } from '../../../experiments/report/nothingPage.ts';
import { shownStudy } from '../../../experiments/report/shownStudy.ts';
import { writeReport } from '../../../experiments/report/writeReport.ts';
import { readPlan } from '../../../experiments/run/resultsFolder.ts';
import { namedStudies } from '../../../experiments/studies/catalogue.ts';
import { immunityStartUpQuick } from '../../../experiments/studies/immunity-start-up.ts';
import { namedModelStudies } from '../../../experiments/studies/modelStudies.ts';
import { isBeginning, settled } from '../../../experiments/sweep/finding.ts';
import { stream } from '../../../sim/random.ts';
import { madeRows, writeResults } from '../madeRows.ts';
import { faultsOf } from './readable.ts';

const root = mkdtempSync(join(tmpdir(), 'yuma-lab-answers-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const reference = join('results', 'reference');
const committed = readdirSync(reference).filter((name) => existsSync(join(reference, name, 'study.json')));

/** The answer of a committed folder, from its rows. */
async function answerOf(name: string): Promise<string> {
  const folder = join(reference, name);
  if (existsSync(join(folder, 'proposal.html'))) return proposalAnswer(await propose(folder));
  if (isOfModel(readPlan(join(folder, 'study.json')).plan)) return modelAnswer(folder);
  const results = await judgedResults(folder);
  const { study, rows, warmUp } = results;
  const page = namedStudies.find(({ sizes }) => sizes.some((one) => one.name === study.name))?.page;
  if (page !== undefined) return (await page())(results).answer;
  const beginning = isBeginning(warmUp) ? warmUp : null;
  return sweepAnswer(analyse(shownStudy(settled(study, warmUp)), rows, { resamples: 1, beginning }));
}

/** The answer of a committed study of a model, in the words of its own page. */
async function modelAnswer(folder: string): Promise<string> {
  const { study, rows } = readModelResults(folder);
  const named = namedModelStudies.find(({ sizes }) => sizes.some(({ name }) => name === study.name));
  const page = await named?.page?.();
  return page?.answer?.(rows, study) ?? generalAnswer(study, compared(rows, study));
}

describe('a sweep whose deciding measure has not settled', () => {
  it.each(['immunity-period-quick', 'immunity-period-full'])(
    'says so first in %s, with what its last day costs, and then what has settled',
    async (name) => {
      const answer = await answerOf(name);
      expect(answer).toMatch(
        /^By day \d+, not yet settled, served loss at 1,024 blocks is 0\.0\d+ ± 0\.00\d+ nats higher than at 3,072; mean loss at 14,400 blocks is /,
      );
      expect(answer).not.toContain('no difference');
    },
  );
});

describe('what is asked of an answer', () => {
  it.each([
    ['It is not excluded that mean loss is 0.1 ± 0.2 nats higher.', 'a double negative'],
    ['Mean loss is lower.', 'no interval'],
    ['It is 0.1 ± 0.2 higher.', 'no unit'],
    ['It is 0.1 ± 0.2 nats.', 'nats of nothing'],
    ['Mean loss is 0.1 ± 0.2 nats. It may stay.', 'more than one sentence'],
    ['Mean loss is 0.1 ± 0.2 nats (12 seeds).', 'jargon'],
    ['The quality of mean loss is 0.1 ± 0.2 nats.', 'jargon'],
    [`Mean loss is ${'.'}1 ± 0.2 nats.`, 'a decimal without its zero'],
    [`Mean loss is 0.1 ± 0.2 nats${' and so on'.repeat(12)}.`, 'words'],
    ['mean loss is 0.1 ± 0.2 nats', 'no whole sentence'],
  ])('is missed by “%s” (%s)', (answer, fault) => {
    expect(faultsOf(answer).join('\n')).toContain(fault);
  });
});

describe('the answer of a committed page', () => {
  it('is looked at in more than twenty folders', () => expect(committed.length).toBeGreaterThan(20));

  it.each(committed)('is one readable sentence: %s', async (name) => {
    expect(faultsOf(await answerOf(name))).toEqual([]);
  });
});

const { factors, ...common } = immunityStartUpQuick;
const oneFactor: Study = {
  ...common,
  factors: [factors[0]],
  arms: [],
  objectives: [{ metric: 'networkQuality', margin: 0.002 }],
};
const rows: CompleteRow[] = madeRows(immunityStartUpQuick)
  .filter(({ arm, levels }) => arm === null && levels['validator.alpha'] === 0.1)
  .map((row) => ({ ...row, levels: { immunityPeriod: row.levels.immunityPeriod } }));
const answered = (study: Study, own: readonly (CompleteRow | FailedRow)[]) =>
  sweepAnswer(analyse(study, own, { resamples: 1 }));
const withLoss = (own: readonly CompleteRow[], loss: (row: CompleteRow) => number): CompleteRow[] =>
  own.map((row) => ({ ...row, measures: { ...row.measures, networkQuality: loss(row) } }));
const failed = trialsOf(oneFactor).map(
  (trial, k): FailedRow => ({ ...trial, id: String(k), status: 'failed', reason: 'it broke' }),
);

describe('the answer of a sweep', () => {
  it('names the values that make no difference, and what the worst costs', () => {
    const answer = answered(oneFactor, rows);
    expect(answer).toMatch(
      /^From 2,048 to 4,096 blocks the immunity period makes no difference that matters; at 512 blocks mean loss is 0\.02\d+ ± 0\.000\d+ nats higher \(24 worlds\)\.$/,
    );
    expect(faultsOf(answer)).toEqual([]);
  });

  it('names the better value where the one in force is worse than the best', () => {
    const late = withLoss(
      rows,
      (row) => 3 - 0.01 * Math.log2(Number(row.levels.immunityPeriod)) + 0.001 * (Number(row.plan.seed) % 5),
    );
    const answer = answered(oneFactor, late);
    expect(answer).toMatch(
      /^With the immunity period at 14,400 blocks mean loss is 0\.02\d* ± 0\.?\d* nats lower than at 3,072 \(24 worlds\)\.$/,
    );
    expect(faultsOf(answer)).toEqual([]);
  });

  it('says plainly that it is not decided, with the interval and what would decide', () => {
    const noisy = withLoss(
      rows,
      ({ levels, plan }) => 3 + 0.004 * stream(plan.seed, 'noise', Number(levels.immunityPeriod)).normal(),
    );
    const answer = answered(oneFactor, noisy);
    expect(answer).toMatch(
      /^Not decided: with the immunity period at [\d,]+ blocks mean loss differs by [−+].* nats from that at 3,072 \(24 worlds\); about [\d,]+ would decide\.$/,
    );
    expect(faultsOf(answer)).toEqual([]);
  });

  it('says of a setting that does nothing that it does nothing, with the number of worlds', () => {
    const [first] = rows;
    const alike = rows.map((row) => ({
      ...first,
      id: row.id,
      levels: row.levels,
      plan: { ...row.plan, set: first.plan.set },
    }));
    const answer = answered(oneFactor, alike);
    expect(answer).toBe(
      'The immunity period does nothing here: from 512 to 14,400 blocks every world is the same to the last digit (24 worlds).',
    );
    expect(faultsOf(answer)).toEqual([]);
  });

  it('says that nothing was measured where every trial failed, on a page that opens', async () => {
    const folder = join(root, 'failed');
    writeResults(folder, oneFactor, failed);
    const { html, md, text } = await writeReport(folder);
    const answer = `Nothing was measured: none of ${failed.length} trials of the immunity period has finished, ${failed.length} failed.`;
    expect(text.split('\n\n')[0].replaceAll(/\n +/g, ' ')).toBe(answer);
    expect(readFileSync(md, 'utf8')).toContain(`**${answer}**`);
    expect(readFileSync(html, 'utf8')).toContain(answer);
    expect(faultsOf(answer)).toEqual([]);
    expect(nothingPage({ study: oneFactor, rows: failed })?.answer).toBe(
      `Nothing was measured: all ${failed.length} trials failed.`,
    );
    expect(nothingPage({ study: oneFactor, rows })).toBe(null);
  });

  it('has no best value where nothing decides, nothing to compare where one value ran, and too little where one world did', () => {
    const undecided = answered({ ...oneFactor, objectives: [] }, rows);
    const oneLevel: Study = { ...oneFactor, factors: [{ name: 'immunityPeriod', values: [3072] }] };
    const alone = answered(
      oneLevel,
      rows.filter(({ levels }) => levels.immunityPeriod === 3072),
    );
    const few = answered(
      oneFactor,
      rows.filter(({ plan }) => plan.seed === '1'),
    );
    expect(undecided).toContain('names no measure to decide by');
    expect(alone).toMatch(
      /^Only 3,072 blocks were run, so nothing is compared: there mean loss is [23]\.\d+ ± 0\.\d+ nats \(24 worlds\)\.$/,
    );
    expect(few).toBe('Not decided: at least 3 worlds with values are needed to compare, so run more.');
    for (const answer of [undecided, alone, few]) expect(faultsOf(answer)).toEqual([]);
  });

  it('says that registration was closed where rates have no denominator', () => {
    const closed = rows.map((row) => ({
      ...row,
      measures: { ...row.measures, registrations: 3, wrongEvictions: null },
    }));
    const answer = answered({ ...oneFactor, objectives: [{ metric: 'wrongEvictions', margin: 3 }] }, closed);
    expect(answer).toContain('more than a quarter of the worlds saw fewer than 20 registrations');
    expect(faultsOf(answer)).toEqual([]);
  });
});

describe('the answer of a study of cells', () => {
  it('names the best cell, and warns of it', () => {
    const cells = oneFactor.factors[0].values.map((value) => ({ immunityPeriod: value }));
    const study: Study = { ...oneFactor, cells };
    const answer = cellsAnswer({ study, rows }, cellResults({ study, rows }));
    expect(answer).toMatch(
      /^Of 8 settings the best that was seen is `immunityPeriod` 3,072: there mean loss is [23]\.\d+ ± 0\.\d+ nats \(24 worlds\); run it on other worlds before acting on it\.$/,
    );
    expect(faultsOf(answer)).toEqual([]);
    expect(faultsOf(cellsAnswer({ study, rows: failed }, []))).toEqual([]);
  });
});

const estimate = (mean: number, half: number) => ({
  n: 8,
  mean,
  sd: half,
  low: mean - half,
  high: mean + half,
  level: 0.95,
  method: 'made up',
});

function knob(name: string, outcome: KnobVerdict['outcome'], same = 0): KnobAnswer {
  const states = { decided: 'out', open: 'undecided' } as const;
  const state = outcome === 'decided' || outcome === 'open' ? states[outcome] : 'in';
  return {
    name,
    unit: '',
    levels: [false, true],
    inForce: false,
    reference: false,
    sameness: { groups: 16, same, where: [] },
    verdicts: [
      {
        metric: 'networkQuality',
        margin: 0.002,
        unit: 'nats',
        outcome,
        best: outcome === 'none' ? null : false,
        byLevel: [
          { level: false, mean: estimate(3, 0.1), effect: null, state: 'in', loss: null },
          { level: true, mean: estimate(3, 0.1), effect: estimate(0.01, 0.002), state, loss: null },
        ],
        seedsNeeded: outcome === 'open' ? 40 : null,
        detectable: null,
        seeds: 8,
      },
    ],
    moved: [],
  };
}

const asked = (knobs: readonly KnobAnswer[], labels: readonly string[] = ['']) =>
  knobsAnswer({
    study: oneFactor,
    scenarios: labels.map(
      (label): ScenarioAnswers => ({ label, levels: {}, seeds: 8, knobs, interactions: [] }),
    ),
    trials: { planned: 8, complete: 8, failed: [] },
  });

describe('the answer of a study of several settings', () => {
  it.each([
    [
      [knob('yuma3On', 'decided')],
      'With `yuma3On` at `true` mean loss is 0.0100 ± 0.0020 nats higher than at `false` (8 worlds).',
    ],
    [
      [knob('yuma3On', 'decided'), knob('kappa', 'nothing', 16), knob('rho', 'small')],
      'With `yuma3On` at `true` mean loss is 0.0100 ± 0.0020 nats higher than at `false` (8 worlds); other settings: 1 without any effect, 1 without effect that matters.',
    ],
    [
      [knob('kappa', 'nothing', 16)],
      'κ does nothing here: at `false` and `true` every world is the same to the last digit (8 worlds).',
    ],
    [
      [knob('kappa', 'nothing', 16), knob('rho', 'nothing', 16)],
      'None of 2 settings does anything here: all worlds that differ in one of them alone are the same to the last digit (8 worlds).',
    ],
    [
      [knob('yuma3On', 'open')],
      'Not decided: with `yuma3On` at `true` mean loss is 0.0100 ± 0.0020 nats higher than at `false` (8 worlds); about 40 would decide.',
    ],
    [
      [knob('yuma3On', 'none')],
      'Not decided: at least 3 worlds with values are needed to compare, so run more.',
    ],
  ] as const)('%#', (knobs, answer) => {
    expect(asked(knobs)).toBe(answer);
    expect(faultsOf(answer)).toEqual([]);
  });

  it('tells one scenario in full, and of the others how it is there', () => {
    const answer = asked([knob('yuma3On', 'decided')], ['scenario flat-subnet', 'scenario steep-subnet']);
    expect(answer).toContain('At `scenario flat-subnet`, with `yuma3On` at `true`');
    expect(answer).toContain('at `scenario steep-subnet` no value is better');
    expect(faultsOf(answer)).toEqual([]);
  });
});
