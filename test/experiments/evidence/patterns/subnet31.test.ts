import { describe, expect, it } from 'vitest';
import { scenarioOf } from '../../../../agents/scenarios/catalogue.ts';
import { disagreement, traitBlocks } from '../../../../experiments/evidence/patterns/epochBlocks.ts';
import { committedFit, settledLooks } from '../../../../experiments/evidence/patterns/fitted.ts';
import { medianOf } from '../../../../experiments/evidence/patterns/middle.ts';
import { arrivingSettings, fitArriving } from '../../../../experiments/evidence/patterns/newcomerFit.ts';
import {
  fatesOf,
  fitWithAll,
  fitWithout,
  forecasts,
} from '../../../../experiments/evidence/patterns/newcomerForecasts.ts';
import {
  fittedEpochs,
  minersAmong,
  recordedSubnet31,
} from '../../../../experiments/evidence/patterns/recordedSubnet31.ts';
import { fitRhythm, rhythmSettings, sweepOf } from '../../../../experiments/evidence/patterns/rhythmFit.ts';
import {
  type EpochLook,
  type Newcomer,
  SubnetWatch,
} from '../../../../experiments/evidence/patterns/subnetWatch.ts';
import { watchSubnet } from '../../../../experiments/evidence/patterns/watchSubnet.ts';
import { rowOf } from '../../../../sim/row.ts';

const recorded = recordedSubnet31();

describe('the record of subnet 31', () => {
  it('has 13 newcomers, of whom one came to validate and ten of the others earned', () => {
    expect(recorded.newcomers).toHaveLength(13);
    const [validator] = recorded.newcomers.filter(({ validates }) => validates);
    expect([validator.uid, validator.firstPay]).toEqual([235, null]);
    const { waits, gaps } = fatesOf(recorded);
    expect(waits.filter(Number.isFinite).sort((one, other) => one - other)).toEqual([
      2, 2, 2, 2, 3, 4, 4, 4, 6, 28,
    ]);
    const ages = recorded.newcomers.map(({ replacedAge }) => replacedAge).sort((one, other) => one - other);
    // The published list: 2.2, 2.7, 11.9 … 71.1 days, median 47.9.
    expect([ages[0], ages[6], ages[12]].map((age) => age.toFixed(1))).toEqual(['2.2', '47.9', '71.1']);
    expect(gaps.reduce((sum, one) => sum + one, 0)).toBeLessThan(4.95);
  });

  it('shows disagreement near 0.07 of active stake, and rows that change by 0.02', () => {
    const second = recorded.looks.slice(fittedEpochs);
    for (const block of traitBlocks(disagreement, second)) {
      expect(block).toBeGreaterThan(0.06);
      expect(block).toBeLessThan(0.071);
    }
    const changes = recorded.looks.flatMap((look) => look.changes.map(({ distance }) => distance));
    const middle = changes.sort((one, other) => one - other)[Math.floor(changes.length / 2)];
    // All rows, also of small validators: 0.020.
    expect(Math.abs(middle - 0.02)).toBeLessThan(0.004);
  });
});

describe('a look at a subnet', () => {
  const view = (block: number, entries: readonly [number, number][][], registered: readonly number[]) => ({
    block,
    rows: entries.map((one) => rowOf(one)),
    stake: [60, 40, 0, 0],
    lastUpdate: [block, block, 0, 0],
    registrationBlock: registered,
    validatorPermit: [1, 1, 0, 0],
    incentive: [0, 0, 3, 1],
  });
  const even: [number, number][] = [
    [2, 1],
    [3, 1],
  ];
  const uneven: [number, number][] = [
    [2, 3],
    [3, 1],
  ];

  it('measures distances by total variation, changes against the look before, pay by its Gini', () => {
    const watch = new SubnetWatch();
    watch.look(view(360, [even, uneven, [], []], [0, 0, 0, 0]));
    watch.look(view(720, [uneven, uneven, [], []], [0, 0, 0, 500]));
    const [first, second] = watch.looks;
    expect([first.disagreement, second.disagreement]).toEqual([0.25, 0]);
    expect(first.changes).toEqual([]);
    expect(second.changes.filter(({ distance }) => distance > 0)).toEqual([{ uid: 0, distance: 0.25 }]);
    expect(first.paidGini).toBe(0.25);
    expect(watch.newcomers).toEqual([
      { uid: 3, block: 500, replacedAge: 500 / 7200, firstPay: 1, until: 720, validates: false },
    ]);
  });
});

describe('what is fitted to subnet 31', () => {
  const fitted = committedFit();

  it('is what the scenario subnet-31 has', () => {
    const settings = scenarioOf('subnet-31')!.settings;
    expect(settings).toMatchObject({
      ...rhythmSettings(fitted.rhythm),
      ...arrivingSettings(fitted.arriving),
    });
  });

  it('comes out of the record again: the sweep and those who arrive', () => {
    expect(sweepOf(recorded.looks.slice(0, fittedEpochs))).toBe(fitted.rhythm.sweepBlocks);
    expect(fitWithAll(recorded.newcomers)).toEqual(fitted.arriving);
  });

  it('finds a planted rhythm: moments that scale as scores with independent noise do', () => {
    const truth = { sweepBlocks: 710, alpha: 0.2, queries: 16 };
    const looksOf = ({ alpha, queries }: typeof truth) => {
      const apart = Math.sqrt(alpha / ((2 - alpha) * queries));
      const look = {
        validators: [0, 1],
        disagreement: apart,
        middleDisagreement: apart,
        changes: [{ uid: 0, distance: apart * Math.sqrt(alpha) }],
        paidGini: 0,
      };
      return [new Array<typeof look>(10).fill(look)];
    };
    const [planted] = looksOf(truth);
    expect(fitRhythm(planted, looksOf, { ...truth, alpha: 0.05, queries: 2 })).toEqual(truth);
  });

  it('shows the disagreement of the record, which half of the noise does not', () => {
    const middle = (looks: readonly EpochLook[]) => medianOf(traitBlocks(disagreement, looks)) ?? 0;
    const target = middle(recorded.looks.slice(0, fittedEpochs));
    const miss = (queries: number) =>
      Math.abs(middle(settledLooks(1)({ ...fitted.rhythm, queries })[0]) / target - 1);
    expect(miss(fitted.rhythm.queries)).toBeLessThan(0.15);
    expect(miss(fitted.rhythm.queries * 4)).toBeGreaterThan(0.3);
  });
});

describe('who arrives', () => {
  const miner = (firstPay: number | null, days: number): Newcomer => ({
    uid: 1,
    block: 1000,
    replacedAge: 1,
    firstPay,
    until: 1000 + days * 7200,
    validates: false,
  });

  it('is fitted by maximum likelihood: a rate, a share, and a median from the days seen unpaid', () => {
    const miners = [miner(2, 5), miner(1, 5), miner(20, 5), miner(null, 3)];
    const fit = fitArriving({ registrations: 8, days: 2, miners });
    // 4 a day at 256 uids; two of four weak; one mended in 1 + 3 days.
    expect(fit.arrivalRate).toBeCloseTo((4 / 7200) * 16, 4);
    expect(fit.poorShare).toBe(0.5);
    expect(fit.repairMedianDays).toBeCloseTo(Math.LN2 * 4, 2);
    expect(fitArriving({ registrations: 1, days: 1, miners: [miner(null, 2)] }).repairMedianDays).toBe(0);
  });

  it('is forecast for each newcomer without it', () => {
    const all = fitWithAll(recorded.newcomers);
    const left = recorded.newcomers.findIndex(({ firstPay }) => firstPay === 28);
    // Without the one that mended nobody ever does; without any other the share moves.
    expect(fitWithout(recorded.newcomers, left).repairMedianDays).toBe(0);
    expect(fitWithout(recorded.newcomers, 1).poorShare).toBeCloseTo(3 / 11, 10);
    expect(all.poorShare).toBe(0.25);
    const seen: number[] = [];
    const fates = forecasts(recorded.newcomers, (arriving, without) => {
      expect(arriving).toEqual(fitWithout(recorded.newcomers, without));
      seen.push(without);
      return [{ newcomers: [recorded.newcomers[without]] }];
    });
    expect(seen).toEqual(recorded.newcomers.map((_, k) => k));
    expect(fates.earned).toHaveLength(minersAmong(recorded.newcomers).length);
  });
});

describe('subnet 31 in the laboratory', () => {
  const world = watchSubnet('test');

  it('runs again to the same looks', () => {
    expect(world.looks).toHaveLength(100);
    expect(watchSubnet('test').looks[99]).toEqual(world.looks[99]);
  });

  it('pays as many and as evenly as the record at the start, and puts out those of the recorded ages', () => {
    const [first] = world.looks;
    expect(Math.abs(first.paidGini - recorded.looks[0].paidGini)).toBeLessThan(0.03);
    const ages = world.newcomers.map(({ replacedAge }) => replacedAge);
    expect(ages.filter((age) => age > 40).length).toBeGreaterThan(ages.length / 3);
  });

  it('never pays a newcomer that does not answer, and pays all others within two sweeps and the majority', () => {
    const waits = fatesOf(watchSubnet('test', { 'scenario.poorShare': 0 })).waits;
    // The last ones have had no time.
    for (const wait of waits.slice(0, -2)) expect(wait).toBeLessThanOrEqual(5);
    const silent = fatesOf(watchSubnet('test', { 'scenario.poorShare': 1, 'scenario.repairMedianDays': 0 }));
    expect(silent.earned.every((one) => one === 0)).toBe(true);
  });
});
