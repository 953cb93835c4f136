import { describe, expect, it } from 'vitest';
import { calibrated } from '../../../agents/pilot/calibrate.ts';
import { calibrations } from '../../../agents/pilot/calibration.ts';
import { type FlightPlan, fly, settleFor } from '../../../agents/pilot/flight.ts';
import { foundWorld } from '../../../agents/pilot/liveWorld.ts';
import { contenderOf, noiseBand } from '../../../agents/pilot/worldContenders.ts';
import { settledSet, worldKnobs } from '../../../agents/pilot/worldKnobs.ts';
import { runTrial } from '../../../experiments/plan/trial.ts';
import { hiddenTarget } from '../../../sim/controllers/burnRule.ts';
import { doNothing } from '../../../sim/controllers/doNothing.ts';
import { limited } from '../../../sim/controllers/limits.ts';
import { copyOf } from '../../../sim/copy.ts';
import { blocksPerDay } from '../../../sim/units.ts';

const start = { seed: 'pilot', scenario: 'busy-subnet', set: settledSet } as const;
const { immunityPeriod, burnHalfLife } = worldKnobs;

const calm = (plan: Partial<FlightPlan> = {}): FlightPlan => ({
  knob: immunityPeriod,
  controller: limited<unknown>(doNothing, immunityPeriod.limits),
  start: 1,
  aim: 1,
  sight: 'client',
  shock: 'none',
  calmDays: 3,
  days: 3,
  ...plan,
});

const tuning = { sight: 'client', seed: 'pilot' } as const;

describe('a full world under a controller', () => {
  it('that does nothing is the world without one: its days show what the lab’s own trial measures', () => {
    const live = foundWorld(start);
    const days = [...settleFor(live, 2), ...fly(live, calm()).days];
    const path = ['servedQuality', 'registrationsPerDay', 'immuneShare'];
    const trial = runTrial({
      ruleset: 'autumn-2026',
      scenario: 'busy-subnet',
      arithmetic: 'float64',
      set: settledSet,
      warmUpDays: 0,
      days: 8,
      seed: 'pilot',
      path,
    });
    const seven = (values: readonly number[]) => values.map((value) => Number(value.toPrecision(7)));
    expect(trial.path?.servedQuality).toHaveLength(8);
    expect(seven(days.map(({ served }) => served))).toEqual(trial.path?.servedQuality.slice(0, 8));
    expect(seven(days.map(({ immune }) => immune))).toEqual(trial.path?.immuneShare.slice(0, 8));
    expect(days.reduce((sum, { registrations }) => sum + registrations, 0)).toBe(
      trial.days.reduce((sum, { registrations }) => sum + registrations, 0),
    );
  }, 180_000);

  it('is branched by a copy that leaves the original where it was', () => {
    const live = foundWorld(start);
    settleFor(live, 2);
    const branch = copyOf(live);
    const long = fly(branch, calm({ start: 4 }));
    expect(fly(copyOf(live), calm({ start: 4 }))).toEqual(long);
    const held = fly(live, calm());
    expect(held.days[0].immune).not.toBe(long.days[0].immune);
    expect(held.days.at(-1)!.immune).toBeLessThan(0.6 * long.days.at(-1)!.immune);
  }, 180_000);

  it('acts a day after the decision, by a half at most, and rounds what the chain takes', () => {
    const live = foundWorld(start);
    const loop = contenderOf('loop', immunityPeriod, calibrations.immunityPeriod, tuning);
    const { settings } = fly(live, calm({ controller: loop, aim: 10, calmDays: 4, days: 4 }));
    expect(settings.slice(0, 2)).toEqual([5000, 5000]);
    expect(settings[2]).toBeGreaterThan(5000);
    for (let day = 1; day < settings.length; day++)
      expect(settings[day] / settings[day - 1]).toBeLessThanOrEqual(1.5 + 1e-12);
    const { immunityPeriod: inForce } = live.stage.world.hyperparameters;
    expect(inForce).toBe(Math.round(settings.at(-1)!));
  }, 180_000);

  it('that holds 8 registrations a day finds the half-life whose hidden target they are', () => {
    const live = foundWorld(start);
    const loop = contenderOf('loop', burnHalfLife, { ...calibrations.burnHalfLife, plantGain: -1 }, tuning);
    const { settings } = fly(
      live,
      calm({ knob: burnHalfLife, controller: loop, aim: 8, calmDays: 40, days: 20 }),
    );
    const found = hiddenTarget({ halfLife: settings.at(-1)!, multiplier: 1.26 }, blocksPerDay);
    expect(Math.abs(found / 8 - 1)).toBeLessThan(0.25);
  }, 180_000);
});

describe('a loop with a dead zone', () => {
  it('leaves the half-life alone in a calm world, and follows an aim that is far off', () => {
    const loop = contenderOf('loop', burnHalfLife, calibrations.burnHalfLife, { ...tuning, deadZone: true });
    const flown = (aim: number) =>
      fly(
        foundWorld(start),
        calm({ knob: burnHalfLife, controller: loop, aim, calmDays: 10, days: 8 }),
      ).settings.at(-1)!;
    const [day] = settleFor(foundWorld(start), 1);
    expect(flown(day.registrations)).toBe(burnHalfLife.start);
    expect(flown(day.registrations / 3)).toBeGreaterThan(1.2 * burnHalfLife.start);
  }, 180_000);
});

describe('a shock of a full world', () => {
  const struck = (shock: FlightPlan['shock'], days = 6) => {
    const live = foundWorld(start);
    settleFor(live, 2);
    return { live, flight: fly(live, calm({ shock, calmDays: 1, days })) };
  };

  it('of the price takes three quarters of the price of alpha, and nothing before its day', () => {
    const { live, flight } = struck('price-crash');
    expect(live.stage.world.hyperparameters['scenario.alphaPrice']).toBeCloseTo(0.0054 / 4, 12);
    expect(flight.days[0]).toEqual(struck('none').flight.days[0]);
  }, 180_000);

  it('of spam brings people without a model: more register, and validators pay them nothing', () => {
    const quiet = struck('none').flight.days;
    const { live, flight } = struck('spam');
    const sum = (days: typeof quiet) =>
      days.slice(1).reduce((all, { registrations }) => all + registrations, 0);
    expect(sum(flight.days)).toBeGreaterThan(1.3 * sum(quiet));
    const { hotkey, incentive } = live.stage.world.network;
    const pay = Array.from(incentive).filter((_, uid) => hotkey[uid] >= 1_000_000);
    expect(pay.length).toBeGreaterThan(3);
    expect(pay.every((share) => share === 0)).toBe(true);
  }, 180_000);

  it('of the frontier leaves those who are in as they were, and makes newcomers better by 0.1 nats', () => {
    const live = foundWorld(start);
    const { loss, frontier } = live.people.book;
    const before = loss.slice();
    fly(live, calm({ shock: 'frontier-jump', calmDays: 1, days: 1 }));
    const perDay = live.stage.world.hyperparameters['scenario.frontierPerDay'];
    expect(frontier.fallen).toBeCloseTo(0.1 + 2 * perDay, 12);
    const { network } = live.stage.world;
    const kept = Array.from({ length: network.size }, (_, uid) => uid).filter(
      (uid) => network.hotkey[uid] === uid && live.people.book.models[uid] !== null && before[uid] > 0,
    );
    // Of those who neither failed nor mended the true loss, net of what the frontier took, is as before.
    const same = kept.filter((uid) => Math.abs(loss[uid] - frontier.fallen - before[uid]) < 1e-9);
    expect(same.length).toBeGreaterThan(0.8 * kept.length);
  }, 180_000);
});

describe('the calibration of a knob', () => {
  it.each(['immunityPeriod', 'burnHalfLife'] as const)(
    'of %s is what another calm world shows',
    (name) => {
      const short = { settle: 5, skip: 3, days: 12 };
      const again = calibrated(worldKnobs[name], 'busy-subnet', ['other 1'], short);
      const kept = calibrations[name];
      const noise = kept.worldSd + kept.errorSd / Math.sqrt(short.days);
      expect(Math.abs(again.aim / kept.aim - 1)).toBeLessThan(3 * noise);
      expect(again.errorSd / kept.errorSd).toBeGreaterThan(0.4);
      expect(again.errorSd / kept.errorSd).toBeLessThan(2);
      // The share of immune slots goes with immunity; registrations hardly go with a half-life at which the price does not bind.
      if (name === 'immunityPeriod')
        expect(Math.abs(again.plantGain - kept.plantGain)).toBeLessThan(3 * noise);
      else expect(again.plantGain).toBeGreaterThan(-1);
    },
    180_000,
  );

  it('lets what must not move move by nothing, and the loop by no more than noise', () => {
    const noise = { aim: 1, plantGain: -1, errorSd: 0.2, worldSd: 0 };
    expect(noiseBand('nothing', noise)).toBe(0);
    expect(noiseBand('bandit', noise)).toBe(0);
    // Ki 0.1: the loop passes 0.1 / 1.9 of the variance of white noise.
    expect(noiseBand('loop', noise)).toBeCloseTo(2 * 0.2 * Math.sqrt(0.1 / 1.9), 12);
    expect(noiseBand('loop', { ...noise, plantGain: -0.5, worldSd: 0.1 })).toBeCloseTo(
      4 * Math.sqrt((0.1 / 1.9) * 0.04 + 0.01),
      12,
    );
  });

  it('refuses a scenario that is not there, with the remedy', () => {
    expect(() => foundWorld({ ...start, scenario: 'busy' })).toThrow(
      /scenario must be one of the catalogue; received busy/,
    );
  });
});
