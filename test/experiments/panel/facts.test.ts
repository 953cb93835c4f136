import { describe, expect, it } from 'vitest';
import { readAddress } from '../../../experiments/panel/address.ts';
import { startOf } from '../../../experiments/panel/facts.ts';
import { NoPanel, panelFacts } from '../../../experiments/panel/factsOf.ts';
import { moved, pairOf } from '../../../experiments/panel/pair.ts';
import { stopsOf } from '../../../experiments/panel/slider.ts';
import { checkPlan } from '../../../experiments/plan/trial.ts';
import { askedStudies, studyNamed } from '../../../experiments/studies/catalogue.ts';
import { proposalStudies } from '../../../experiments/studies/proposals.ts';

const all = [...askedStudies, ...proposalStudies].filter(({ factors }) => factors.length > 0);

describe('the panel of a study', () => {
  it.each(all.map((study) => [`${study.name}, ${study.size}`, study] as const))(
    'of %s begins with a setting that differs and that its worlds can run',
    (_, study) => {
      const facts = panelFacts({ study, command: '' });
      const setting = startOf(facts);
      expect(moved(facts, setting).length).toBeGreaterThan(0);
      const { statusQuo, setting: other } = pairOf(facts, setting, '1');
      checkPlan(statusQuo);
      checkPlan(other);
      for (const knob of facts.knobs)
        if (knob.kind === 'number')
          for (const level of [knob.statusQuo, knob.start, ...knob.levels])
            expect(knob.stops).toContain(level);
      expect(readAddress(facts, '').setting).toEqual(setting);
    },
  );

  it('takes the status quo of the beginning, of the proposal, or of the world, in this order', () => {
    const statusQuo = (name: string, size = 'quick') =>
      panelFacts({ study: studyNamed(name, size), command: '' }).knobs[0].statusQuo;
    expect(statusQuo('immunity-period')).toBe(3072);
    expect(statusQuo('immunity-busy')).toBe(5000);
    expect(statusQuo('sequence-length')).toBe(256);
    const [kappa] = proposalStudies.filter(({ name }) => name === 'propose-kappa');
    expect(panelFacts({ study: kappa, command: '' }).knobs[0].statusQuo).toBe(32_767);
  });

  it('begins at the value that a page recommends', () => {
    const [kappa] = proposalStudies.filter(({ name }) => name === 'propose-kappa');
    const facts = panelFacts({ study: kappa, command: '', start: { kappa: 19_661 } });
    expect(startOf(facts).levels.kappa).toBe(19_661);
  });

  it('is refused where agents of one’s own act, whose files a page does not have', () => {
    const study = { ...studyNamed('immunity-start-up', 'quick'), with: [] };
    expect(() => panelFacts({ study, command: '' })).toThrow(NoPanel);
  });
});

describe('a slider', () => {
  const u16 = { isInteger: true, least: 0, most: 65_535 };

  it('stops at every level, at the status quo and at round values between, within what is allowed', () => {
    const stops = stopsOf({ ...u16, statusQuo: 3072, levels: [1024, 5000, 14_400] });
    for (const level of [1024, 3072, 5000, 14_400]) expect(stops).toContain(level);
    expect(
      stops
        .filter((stop) => ![1024, 3072, 14_400].includes(stop))
        .every((stop) => stop % 200 === 0 || stop % 500 === 0),
    ).toBe(true);
    expect(stops[0]).toBeGreaterThanOrEqual(0);
    expect(stops.length).toBeLessThan(90);
  });

  it('does not leave the range of the setting', () => {
    const stops = stopsOf({ ...u16, statusQuo: 65_535, levels: [0, 32_768, 65_535] });
    expect([stops[0], stops.at(-1)]).toEqual([0, 65_535]);
  });

  it('goes by equal factors where levels are far apart', () => {
    const stops = stopsOf({
      isInteger: true,
      least: 1,
      most: 36_100,
      statusQuo: 360,
      levels: [90, 1440, 5400],
    });
    const middle = stops[Math.floor(stops.length / 2)];
    expect(middle).toBeGreaterThan(300);
    expect(middle).toBeLessThan(1500);
  });

  it('of a share stops at shares', () => {
    const stops = stopsOf({ isInteger: false, least: 0, most: 1, statusQuo: 0, levels: [0.05, 0.2] });
    expect(stops).toContain(0.1);
    expect(stops.every((stop) => stop >= 0 && stop <= 1)).toBe(true);
  });
});
