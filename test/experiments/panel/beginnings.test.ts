import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { Beginnings } from '../../../experiments/panel/beginnings.ts';
import { startOf } from '../../../experiments/panel/facts.ts';
import { panelFacts } from '../../../experiments/panel/factsOf.ts';
import { pairOf } from '../../../experiments/panel/pair.ts';
import { rowsOf } from '../../../experiments/plan/rows.ts';
import { runTrial, type TrialPlan } from '../../../experiments/plan/trial.ts';
import { readJournal } from '../../../experiments/run/journal.ts';
import { studyNamed } from '../../../experiments/studies/catalogue.ts';
import { readFinding, settled } from '../../../experiments/sweep/finding.ts';

const plan: TrialPlan = {
  ruleset: 'autumn-2026',
  scenario: 'busy-subnet',
  arithmetic: 'float64',
  set: {},
  warmUpDays: 3,
  days: 2,
  seed: '5',
};
const changed = (day: number, immunityPeriod: number): TrialPlan => ({
  ...plan,
  change: { day, set: { immunityPeriod } },
});

describe('a beginning that is kept', () => {
  it('gives the numbers of a trial that runs whole: the first time, the second, with another change and other days', () => {
    const beginnings = new Beginnings();
    const plans = [plan, changed(3, 14_400), plan, changed(3, 1024), { ...plan, days: 3 }, plan];
    for (const one of plans) expect(beginnings.measuresOf(one)).toEqual(runTrial(one).measures);
    const [whole, early, late] = [plan, changed(3, 1024), changed(3, 14_400)].map((one) =>
      beginnings.measuresOf(one),
    );
    expect(early).not.toEqual(whole);
    expect(late).not.toEqual(whole);
  });

  it('tells of each day that settles once, and of none where the beginning is there', () => {
    const beginnings = new Beginnings();
    const told: string[] = [];
    const settling = (day: number, of: number) => told.push(`${day} of ${of}`);
    beginnings.measuresOf(plan, settling);
    expect(told).toEqual(['1 of 3', '2 of 3']);
    beginnings.measuresOf(changed(3, 1024), settling);
    expect(told).toHaveLength(2);
  });

  it('gives the measures that are wanted, to the digits that they have among all', () => {
    const wanted = ['servedQuality', 'viableEvictions'];
    const few = new Beginnings(wanted);
    for (const one of [plan, changed(3, 1024)]) {
      const [measures, all] = [few.measuresOf(one), runTrial(one).measures];
      for (const name of wanted) expect(measures[name], name).toBe(all[name]);
      expect(Object.keys(measures).length).toBeLessThan(Object.keys(all).length / 4);
    }
  });

  it('is refused for a change on another day than its last', () => {
    expect(() => new Beginnings().measuresOf(changed(2, 1024))).toThrow(
      'a change on day 2 after 3 days (make them equal)',
    );
  });

  it('gives the rows that a study with a beginning has kept', () => {
    const folder = 'results/reference/immunity-busy-quick';
    const { plan: study } = JSON.parse(readFileSync(`${folder}/study.json`, 'utf8'));
    const facts = panelFacts({ study: settled(study, readFinding(folder, study)), command: '' });
    const kept = readJournal(`${folder}/journal.ndjson.gz`).rows.values();
    const rows = rowsOf(kept).filter(
      ({ plan, levels }) => plan.seed === '7' && levels.immunityPeriod === 14_400,
    );
    expect(rows).toHaveLength(1);
    const setting = { ...startOf(facts), levels: { immunityPeriod: 14_400 }, days: study.days };
    const { setting: pair } = pairOf(facts, setting, '7');
    const measures = new Beginnings().measuresOf(pair);
    const [row] = rows;
    if (row.status !== 'complete') throw new Error('the row has failed');
    for (const [name, value] of Object.entries(row.measures)) expect(measures[name], name).toBe(value);
  });
});

describe('a pair', () => {
  const facts = panelFacts({ study: studyNamed('cheaters', 'quick'), command: '' });

  it('founds its other side with a knob that a running world would not notice, and changes neither', () => {
    const setting = { ...startOf(facts), levels: { ...startOf(facts).levels, 'scenario.lookupShare': 0.2 } };
    const { statusQuo, setting: other } = pairOf(facts, setting, '1');
    expect([statusQuo.set['scenario.lookupShare'], other.set['scenario.lookupShare']]).toEqual([0, 0.2]);
    expect([statusQuo.change, other.change]).toEqual([undefined, undefined]);
  });

  it('has on both sides what says in which world is compared', () => {
    const levels = { ...startOf(facts).levels, 'scenario.echoShare': 0.2 };
    const { statusQuo, setting: other } = pairOf(facts, { ...startOf(facts), levels }, '1');
    expect([statusQuo.set['scenario.echoShare'], other.set['scenario.echoShare']]).toEqual([0.2, 0.2]);
  });
});
