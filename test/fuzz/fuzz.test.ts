import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { stream } from '../../sim/random.ts';
import { root } from '../commands.ts';
import type { Kept } from './kept.ts';
import { outcomeOf } from './outcome.ts';
import { inputOf, readerOf, tryPart } from './part.ts';
import { readers } from './readers.ts';

/** Of the hundred thousand that `npm run fuzz` tries, every run of the tests takes these. */
const sample = { from: 0, to: 960 };

beforeAll(() => {
  // Libraries that this process loads may draw; that worlds do not is tested where they are.
  Math.random = stream('fuzz', 'libraries', 1).next;
});

describe('damaged inputs', () => {
  it(`${sample.to} of them end in a value without NaN or in a refusal in words, in every reader`, async () => {
    const { counts, faults, slowest } = await tryPart(sample.from, sample.to);
    expect(faults).toEqual([]);
    expect(Object.keys(counts).sort()).toEqual(readers.map(({ name }) => name).sort());
    expect(slowest.milliseconds).toBeLessThan(5000);
    // Both happen often, so neither side goes untried.
    const sum = (name: 'taken' | 'refused') => Object.values(counts).reduce((all, one) => all + one[name], 0);
    expect(sum('taken')).toBeGreaterThan(sample.to / 10);
    expect(sum('refused')).toBeGreaterThan(sample.to / 4);
  });

  it('are the same for a seed on every machine, and differ between seeds', () => {
    expect(inputOf(3).equals(inputOf(3))).toBe(true);
    const seeds = Array.from({ length: 200 }, (_, seed) => seed).filter(
      (seed) => readerOf(seed).name === 'study file',
    );
    expect(seeds.length).toBeGreaterThan(5);
    expect(new Set(seeds.map((seed) => inputOf(seed).toString('latin1'))).size).toBe(seeds.length);
  });

  it('that were not taken would be seen: NaN, a stack, an error of another kind, a refusal without a word', async () => {
    const thrown = (error: unknown) => outcomeOf(() => Promise.reject(error));
    const { UserError } = await import('../../experiments/base/userError.ts');
    expect(await outcomeOf(() => ({ rows: [[1, Number.NaN]] }))).toEqual({
      fault: expect.stringContaining('$.rows.0.1'),
    });
    expect(await outcomeOf(() => new Float64Array([0, Number.POSITIVE_INFINITY]))).toMatchObject({
      fault: expect.anything(),
    });
    expect(await thrown(new TypeError('x is undefined'))).toMatchObject({
      fault: expect.stringContaining('x is undefined'),
    });
    expect(await thrown(new UserError(' '))).toMatchObject({ fault: expect.anything() });
    expect(await thrown(new UserError('bad\n    at f (a.ts:1:2)'))).toMatchObject({
      fault: expect.anything(),
    });
    expect(await thrown(new UserError('kappa is above 1'))).toBe('refused');
    expect(await outcomeOf(() => ({ rows: [[1, null]] }))).toBe('taken');
  });
});

describe('the committed run', () => {
  const kept: Kept = JSON.parse(readFileSync(`${root}results/reference/fuzz/fuzz.json`, 'utf8'));

  it('is of a hundred thousand inputs over every reader, without a fault', () => {
    const counts = Object.values(kept.counts);
    expect([kept.from, kept.to]).toEqual([0, 100_000]);
    expect(counts.reduce((all, { taken, refused, faults }) => all + taken + refused + faults, 0)).toBe(
      100_000,
    );
    expect(Object.keys(kept.counts).sort()).toEqual(readers.map(({ name }) => name).sort());
    expect(kept.faults).toEqual([]);
    for (const { taken } of counts) expect(taken).toBeGreaterThan(0);
  });

  it('took at most a gibibyte, and at most ten seconds of processor for one input', () => {
    expect(kept.mebibytes).toBeLessThanOrEqual(1024);
    expect(kept.slowest.milliseconds).toBeLessThanOrEqual(10_000);
  });
});
