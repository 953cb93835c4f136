import { describe, expect, it } from 'vitest';
import { steered } from '../../../agents/models/steered.ts';

const short = { settleDays: 3, calmDays: 2, days: 8 } as const;

describe('a steered world', () => {
  it('serves clients under the oracle at least as well as with the setting left alone, as it may leave it alone', () => {
    const [oracle, nothing] = ['oracle', 'nothing'].map(
      (controller) => steered.run({ ...short, controller, shock: 'spam' }, '1').measures,
    );
    expect(oracle.servedLoss!).toBeLessThanOrEqual(nothing.servedLoss!);
    expect(oracle.moves).toBe(0);
    expect(nothing).toMatchObject({ moves: 0, drift: 0, kept: 1 });
  }, 180_000);

  it('is the same world for every knob until one is moved', () => {
    const [one, other] = ['immunityPeriod', 'burnHalfLife'].map(
      (knob) => steered.run({ ...short, knob }, '2').measures,
    );
    expect(one.servedLoss).toBe(other.servedLoss);
    expect(one.setting).toBe(5000);
    expect(other.setting).toBe(1440);
  }, 180_000);

  it('gives the same bytes again, and others for another seed', () => {
    const run = (seed: string) => steered.run({ ...short, controller: 'seeking', start: 0.25 }, seed);
    const first = run('3');
    expect(run('3')).toEqual(first);
    expect(run('4').measures.servedLoss).not.toBe(first.measures.servedLoss);
    expect(first.path?.setting[0]).toBeLessThan(1600);
  }, 180_000);

  it.each([
    [{ controller: 'pid' }, /controller must be one of oracle, nothing, loop.*received pid/],
    [{ start: 0 }, /start must be a number from 0.1 to 10; received 0/],
    [{ days: Number.NaN }, /days must be a number from 8 to 1000; received NaN/],
  ])('refuses %o', (given, says) => {
    expect(() => steered.run(given, '1')).toThrow(says);
  });
});
