import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../experiments/analysis/models/comparison.ts';
import { agree, fateOf, repeatedVerdicts } from '../../../experiments/analysis/models/repetition.ts';
import { sideOf, turnsOf } from '../../../experiments/analysis/models/turning.ts';
import { studyHash } from '../../../experiments/base/identity.ts';
import { checkModelStudy } from '../../../experiments/plan/checkModelStudy.ts';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import { modelTrialsOf } from '../../../experiments/plan/modelTrial.ts';
import { meanInterval } from '../../../experiments/statistics/meanInterval.ts';
import {
  entryPriceConfirm,
  entryPriceFull,
  entryPriceQuick,
} from '../../../experiments/studies/entry-price/plan.ts';
import { askedAgain } from '../../../experiments/studies/fresh/asked.ts';
import { confirming, freshSeed } from '../../../experiments/studies/fresh/confirming.ts';
import { type FullRun, fullRunOf, fullSentences } from '../../../experiments/studies/fresh/fullRun.ts';
import { usualOf } from '../../../experiments/studies/fresh/ladder.ts';
import { toldOf } from '../../../experiments/studies/fresh/toldOf.ts';
import { modelStudies, modelStudyNamed } from '../../../experiments/studies/modelStudies.ts';
import { faultsOf } from '../report/readable.ts';

const interval = (low: number, high: number) => ({
  ...meanInterval([low, high]),
  mean: (low + high) / 2,
  low,
  high,
});
const given = (verdict: Verdict, low: number, high: number) => ({ verdict, interval: interval(low, high) });

describe('a statement on fresh seeds', () => {
  it('agrees with the first where their intervals overlap and a sign that the first showed is kept', () => {
    expect(agree(interval(1, 3), interval(2, 5))).toBe(true);
    expect(agree(interval(1, 3), interval(3.1, 5))).toBe(false);
    expect(agree(interval(0.1, 3), interval(-2, 0.3))).toBe(false);
    expect(agree(interval(-0.1, 3), interval(-2, 0.3))).toBe(true);
  });

  it('repeats a verdict only with the same verdict', () => {
    expect(fateOf(given('lower', -3, -2), given('lower', -4, -2.5))).toBe('repeated');
    expect(fateOf(given('lower', -3, -2), given('not decided', -4, -0.5))).toBe('not repeated');
    expect(fateOf(given('lower', -3, -2), given('lower', -9, -5))).toBe('not repeated');
    expect(fateOf(given('not decided', -3, 2), given('not decided', -2, 2.5))).toBe('still open');
    expect(fateOf(given('not decided', -3, 2), given('alike', -0.4, 0.4))).toBe('decided now');
    expect(fateOf(given('not decided', -3, 2), given('higher', 4, 5))).toBe('not repeated');
  });

  it('is compared condition by condition, seeds of one run with seeds of the other', () => {
    const rows = (first: number, thin: number): ModelRow[] =>
      entryPriceQuick.conditions.flatMap(({ name }) =>
        Array.from({ length: entryPriceQuick.seeds }, (_, k) => ({
          condition: name,
          attack: null,
          seed: String(first + k),
          measures: { bias: (name === 'thin' ? thin : 0) + ((k % 3) - 1) / 10 },
        })),
      );
    const again = confirming(entryPriceQuick, { seeds: 12 });
    const found = repeatedVerdicts(
      { study: entryPriceQuick, rows: rows(1, -48) },
      { study: again, rows: rows(freshSeed, -48) },
    );
    expect(found.map(({ condition, fate }) => [condition, fate])).toEqual([
      ['swings', 'repeated'],
      ['storms', 'repeated'],
      ['thin', 'repeated'],
    ]);
    const [, , thin] = repeatedVerdicts(
      { study: entryPriceQuick, rows: rows(1, -48) },
      { study: again, rows: rows(freshSeed, -8) },
    );
    expect([thin.fate, thin.verdicts]).toEqual(['not repeated', ['lower', 'lower']]);
  });
});

describe('an assumption that is varied', () => {
  it('turns an answer between the last value on one side and the first on the other', () => {
    const rung = (value: number, low: number, high: number) => ({ value, side: sideOf(interval(low, high)) });
    const rungs = [rung(0, 1, 2), rung(0.1, 0.5, 1), rung(0.2, -1, 1), rung(0.3, -2, -1), rung(0.4, -3, -1)];
    expect(turnsOf(rungs).map(({ from, to }) => [from.value, to.value])).toEqual([[0.1, 0.3]]);
    expect(turnsOf([rung(0, -1, 1), rung(1, 1, 2)])).toEqual([]);
    expect(sideOf(null)).toBeNull();
  });
});

describe('a confirmation', () => {
  it('changes nothing in the plan but seeds and attacks', () => {
    for (const confirm of modelStudies.filter(({ size }) => size === 'confirm')) {
      const quick = modelStudies.find(({ name, size }) => name === confirm.name && size === 'quick')!;
      const { size, seeds, attacks, attackSeeds, firstSeed, ...plan } = confirm;
      const { size: _, seeds: before, attacks: all, attackSeeds: __, firstSeed: then = 1, ...first } = quick;
      expect(plan).toEqual(first);
      expect(firstSeed).toBeGreaterThan(then + before);
      for (const attack of attacks) expect(all).toContainEqual(attack);
      expect(seeds).toBeGreaterThan(before);
      expect([size, attackSeeds <= seeds]).toEqual(['confirm', true]);
    }
    expect(modelStudies.filter(({ size }) => size === 'confirm')).toHaveLength(7);
    expect(() => confirming(entryPriceConfirm, { seeds: 2, attacks: ['steep'] })).toThrow(
      /attacks of entry-price to confirm must be of its plan; received steep/,
    );
  });

  it('and a study of sensitivity can run, with ladders around the usual value, on it no rung', () => {
    for (const study of modelStudies.filter(({ size }) => size !== 'quick' && size !== 'full')) {
      checkModelStudy(study);
      for (const ladder of askedAgain[study.name]?.ladders ?? []) {
        expect(ladder.values).toEqual([...ladder.values].sort((one, other) => one - other));
        expect(ladder.values).not.toContain(usualOf(study, ladder));
      }
    }
  });
});

describe('what is kept of a run at full size', () => {
  const rows = (thin: number, attacked: number): ModelRow[] =>
    [null, ...entryPriceFull.attacks.map(({ name }) => name)].flatMap((attack) =>
      entryPriceFull.conditions.flatMap(({ name }) =>
        Array.from({ length: 4 }, (_, k) => ({
          condition: name,
          attack,
          seed: String((entryPriceFull.firstSeed ?? 1) + k),
          measures: {
            bias: (name === 'thin' ? (attack === null ? thin : attacked) : 0) + ((k % 3) - 1) / 10,
          },
        })),
      ),
    );
  const run = (thin: number, attacked: number) =>
    fullRunOf(
      {
        ...{ study: entryPriceFull, rows: rows(thin, attacked), failed: [] },
        ...{ studyHash: 'h', rowsHash: '0123456789abcdef0123', engine: 'yuma-lab-2' },
      },
      'An answer.',
    );

  it('says each verdict, and of those under attacks how many stay and which are others', () => {
    const [main, attacks] = fullSentences(entryPriceFull, run(-48, -48));
    expect(main).toMatch(
      /^At full size \(\d+ runs, 128 seeds, 64 under each attack; SHA-256 of its rows 0123456789abcdef…\): /,
    );
    expect(main).toMatch(/thin −48.* \(lower\)/);
    expect(attacks).toMatch(/ stay, 0 are decided only there, 0 are not decided there, and 0 are others\.$/);
    const [, turned] = fullSentences(entryPriceFull, run(-48, 48));
    expect(turned).toContain(`${entryPriceFull.attacks.length} are others: thin is higher where `);
  });

  it('is of the plans as they are', () => {
    for (const file of readdirSync('results/reference/full-size').filter((name) => name.endsWith('.json'))) {
      const kept: FullRun = JSON.parse(readFileSync(`results/reference/full-size/${file}`, 'utf8'));
      const study = modelStudyNamed(basename(file, '.json'), 'full')!;
      expect(kept.studyHash, file).toBe(studyHash(study));
      expect([kept.trials, kept.failed], file).toEqual([modelTrialsOf(study).length, 0]);
      expect(faultsOf(kept.answer), file).toEqual([]);
    }
  });
});

describe('what pages say of fresh seeds', () => {
  it('is what the committed runs say', () => {
    const told: unknown = JSON.parse(readFileSync('experiments/studies/fresh/told.data.json', 'utf8'));
    expect(told).toEqual(toldOf('results/reference'));
  });
});
