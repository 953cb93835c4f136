import { describe, expect, it } from 'vitest';
import { engineOf, studyHash } from '../../../../experiments/base/identity.ts';
import { keyedSample } from '../../../../experiments/evidence/verify/keyedSample.ts';
import { trialsOf } from '../../../../experiments/plan/study.ts';
import { runTrial } from '../../../../experiments/plan/trial.ts';
import { changesOf } from '../../../../experiments/studies/assumptions/change.ts';
import { committed, type Kept } from '../../../../experiments/studies/assumptions/kept.ts';
import { notHalved } from '../../../../experiments/studies/assumptions/notHalved.ts';
import {
  armOf,
  baseOf,
  variantSet,
  variantsOf,
} from '../../../../experiments/studies/assumptions/oneAtATime.ts';
import { halvedSection, withSection } from '../../../../experiments/studies/assumptions/page.ts';
import { notMeasured } from '../../../../experiments/studies/assumptions/tables.ts';
import { assumptionStudies, oneAtATimes } from '../../../../experiments/studies/assumptions.ts';
import { register, spans, tablesPage } from './registerPage.ts';

const quick = assumptionStudies.filter(({ size }) => size === 'quick');
const groups = oneAtATimes.map((assumption, k) => ({
  name: assumption.name,
  assumption,
  study: quick[k],
  kept: committed(assumption) as Kept,
}));

describe('a knob of an assumption', () => {
  const [{ assumption }] = groups;
  const of = (knob: string, under = {}) =>
    variantsOf(assumption, { id: 'A', knob, under }).map(({ value, bound, isSame }) => [
      value,
      bound,
      isSame,
    ]);

  it('is halved and doubled, a count to whole numbers', () => {
    expect(of('scenario.arrivalRate')).toEqual([
      [0.03, null, false],
      [0.12, null, false],
    ]);
    expect(of('validator.sweepBlocks')).toEqual([
      [125, null, false],
      [500, null, false],
    ]);
  });

  it('goes no further than its bound, which is named, and is not run where the bound leaves it', () => {
    expect(of('scenario.responds')).toEqual([
      [0.5, null, false],
      [1, '2 is beyond 1, its most', true],
    ]);
    expect(of('scenario.poorFactor')[0]).toEqual([1, '0.675 is beyond 1, its least', false]);
  });

  it('without a half is everything else it may be', () => {
    expect(of('scenario.foresight').map(([value]) => value)).toEqual(['observed', 'smooth', 'perfect']);
    expect(of('validator.staleMetagraph').map(([value]) => value)).toEqual([true]);
  });

  it.each(groups)('of $name is all that differs from the world it is changed in', ({ assumption, study }) => {
    const arms = new Map(study.arms.map(({ name, set }) => [name, set]));
    for (const knob of assumption.knobs) {
      const world = { ...study.set, ...arms.get(armOf(knob.under ?? {})) };
      for (const variant of variantsOf(assumption, knob).filter(({ isSame }) => !isSame)) {
        const changed = { ...study.set, ...arms.get(armOf(variantSet(knob, variant))) };
        const names = [...new Set([...Object.keys(world), ...Object.keys(changed)])];
        const differing = names.filter((name) => world[name] !== changed[name]);
        expect(differing).toEqual([knob.knob]);
        expect(changed[knob.knob]).not.toBe(baseOf(assumption, knob));
        expect(assumption.factor).not.toBe(knob.knob);
      }
    }
  });
});

describe('the halved and doubled assumptions of the register', () => {
  it('are written beside their measures as the committed measures have them', () => {
    expect(withSection(tablesPage, halvedSection())).toBe(tablesPage);
    expect(tablesPage).not.toContain(`: ${notMeasured}`);
    expect(tablesPage).not.toContain('Not measured yet');
  });

  it('are every knob that the register names, but for those whose reason is told', () => {
    const named = register.flatMap(({ knob }) => spans(knob));
    const halved = oneAtATimes.flatMap(({ knobs }) => knobs.map(({ knob }) => knob));
    const told = [...halved, ...Object.keys(notHalved)];
    expect(named.length).toBeGreaterThan(50);
    expect(named.filter((knob) => !knob.includes('/') && !told.includes(knob))).toEqual([]);
    expect(Object.keys(notHalved).filter((knob) => halved.includes(knob))).toEqual([]);
    const ids = register.map(({ id }) => id);
    for (const { id } of oneAtATimes.flatMap(({ knobs }) => knobs)) expect(ids).toContain(id);
  });

  it.each(groups)(
    'of $name come from the plan in the code, no trial failed, at least 12 pairs',
    ({ study, kept }) => {
      expect([kept.hash, kept.engine, kept.failed]).toEqual([studyHash(study), engineOf(study), 0]);
      expect(kept.trials).toBe(trialsOf(study).length);
      expect(kept.seeds.length).toBeGreaterThanOrEqual(12);
    },
  );

  it.each(groups)('of $name come out again when a trial is run again', ({ assumption, study, kept }) => {
    const trials = trialsOf(study).map((trial, k) => ({ ...trial, key: String(k) }));
    const [key] = keyedSample(
      trials.map((trial) => trial.key),
      1,
      assumption.name,
    );
    const { arm, levels, plan } = trials.find((trial) => trial.key === key)!;
    const { measures } = runTrial(plan);
    const known = kept.values[arm ?? ''][String(levels[assumption.factor])];
    for (const [measure, values] of Object.entries(known))
      expect(values[kept.seeds.indexOf(plan.seed)], measure).toBe(measures[measure] ?? null);
  });

  it('are means of paired differences with Student intervals, worked out here once more', () => {
    // Two-sided 95 % of Student's t with 11 degrees of freedom, from tables.
    const t11 = 2.200985;
    const { assumption, kept } = groups[0];
    const knob = assumption.knobs.find((one) => one.knob === 'scenario.arrivalRate')!;
    const { measure, at } = assumption.headlines.quality;
    const base = kept.values[''][at][measure] as number[];
    const [halved] = changesOf(assumption, kept, knob, 'quality');
    const gaps = (kept.values['scenario.arrivalRate=0.03'][at][measure] as number[]).map(
      (value, seed) => value - base[seed],
    );
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / 12;
    const variance = gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / 11;
    expect(halved.change!.n).toBe(12);
    expect(halved.change!.mean).toBeCloseTo(mean, 12);
    expect(halved.change!.high - mean).toBeCloseTo(t11 * Math.sqrt(variance / 12), 6);
  });
});
