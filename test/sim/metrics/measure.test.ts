import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../../agents/scenarios/catalogue.ts';
import { populate } from '../../../agents/scenarios/populate.ts';
import { adversaryMeasures, frontierMeasures, subnetMeasures } from '../../../sim/metrics/catalogue.ts';
import { type Watch, WatchedWorld } from '../../../sim/metrics/context.ts';
import { type AnyMeasure, type Measure, metricsOf, seeAll, startAll } from '../../../sim/metrics/measure.ts';
import { Observer } from '../../../sim/metrics/observer.ts';
import { simulate } from '../../../sim/simulate.ts';
import { blocksPerDay } from '../../../sim/units.ts';

const settings = { 'scenario.patience': 3000, 'scenario.arrivalRate': 0.7 };

function populated() {
  const plan = { ruleset: 'nakamoto-2022', arithmetic: 'float64', set: settings, seed: 'measures' } as const;
  const { world, cast, truth, stakeLimit } = populate({ ...plan, scenario: scenarioOf('synthetic')! });
  const watch: Watch = { from: world.block + blocksPerDay, stakeLimit, binBlocks: world.rules.period(world) };
  return { world, truth, watch, events: simulate(world, cast, world.block + 3 * blocksPerDay) };
}

function observed(others: readonly AnyMeasure[] = [], wanted?: readonly string[]) {
  const { world, truth, watch, events } = populated();
  const observer = new Observer(world, truth, watch, { others, wanted });
  for (const event of events) observer.see(event);
  return observer.finish();
}

const departures: Measure<{ seen: number; best: number }> = {
  name: 'departures',
  family: 'entry',
  unit: 'count',
  better: 'none',
  definition: 'candidates that gave up in the measured window',
  start: () => ({ seen: 0, best: 0 }),
  see(state, event, { measuring, cuts, peers, lives }) {
    // Reads what is shared at every event: reading must change nothing.
    state.best = Math.max(cuts[1], peers.count, lives.survival.length);
    if (event.kind === 'departure' && measuring) state.seen += 1;
  },
  finish: ({ seen }) => seen,
};

describe('a measure of one’s own', () => {
  it('enters the measures, and changes no bit of the others', () => {
    const { measures, ...rest } = observed();
    const { measures: more, ...moreRest } = observed([departures]);
    const { departures: count, ...others } = more;
    expect(count).toBeGreaterThan(10);
    expect(others).toStrictEqual(measures);
    expect(moreRest).toStrictEqual(rest);
  });

  it('is refused under a name that a measure has already', () => {
    expect(() => observed([{ ...departures, name: 'churn' }])).toThrow(
      'two measures are named churn; each needs a name of its own: rename one of them',
    );
  });

  it('ends the trial where its value is no number', () => {
    expect(() => observed([{ ...departures, finish: () => Number.NaN }])).toThrow(
      'measure departures is NaN; it must be finite, or null where it has no denominator',
    );
  });
});

describe('each measure alone', () => {
  it('has the values that it has among all', () => {
    const { measures: all } = observed();
    const measures = [...subnetMeasures, ...adversaryMeasures, ...frontierMeasures];
    const alone = measures.map((measure) => observed([], [metricsOf(measure)[0].name]).measures);
    for (const one of alone) expect(Object.keys(one).length).toBeLessThan(Object.keys(all).length / 3);
    expect(Object.assign({}, ...alone)).toEqual(all);
  });
});

describe('the state of every measure', () => {
  it('is plain data: a copy taken midway ends at the same values', () => {
    const { world, truth, watch, events } = populated();
    const context = new WatchedWorld(world, truth, watch);
    const running = startAll([...subnetMeasures, ...adversaryMeasures], context);
    let copies: typeof running = [];
    let seen = 0;
    for (const event of events) {
      context.before(event);
      seeAll(running, event, context);
      seeAll(copies, event, context);
      context.after(event);
      if (++seen === 60) copies = running.map((one) => ({ ...one, state: structuredClone(one.state) }));
    }
    expect(seen).toBeGreaterThan(120);
    expect(copies.map(({ state }) => state)).toStrictEqual(running.map(({ state }) => state));
  });
});
