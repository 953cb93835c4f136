import { describe, expect, it } from 'vitest';
import { differenceOf } from '../../../experiments/queue/secondResult.ts';

const row = { id: 'a', plan: {}, status: 'complete', levels: { x: 1 }, measures: { q: 0.1 }, days: [1, 2] };
const failed = { id: 'a', plan: {}, status: 'failed', reason: 'weights are negative' };
const again = (result: Record<string, unknown>) => ({ id: 'a', milliseconds: 1, result });

describe('a second result of a trial', () => {
  it('is the same where every field has the same bytes, in whatever order', () => {
    expect(differenceOf(row, again({ days: [1, 2], measures: { q: 0.1 } }))).toBeNull();
    expect(differenceOf(failed, { id: 'a', reason: 'weights are negative' })).toBeNull();
  });

  it('is another where a digit differs, a field is new, or it failed', () => {
    expect(differenceOf(row, again({ measures: { q: 0.1 + 2 ** -56 }, days: [1, 2] }))).toBe(
      'its results differ in measures',
    );
    expect(differenceOf(row, again({ measures: { q: 0.1 }, days: [1, 2], path: [] }))).toMatch(/path/);
    expect(differenceOf(row, { id: 'a', reason: 'no' })).toMatch(/complete, and then failed: no/);
    expect(differenceOf(failed, again({}))).toMatch(/failed \(weights are negative\), and then was complete/);
    expect(differenceOf(failed, { id: 'a', reason: 'other' })).toMatch(/as "other"/);
  });

  it('is not compared where a limit of time ended one of them: another machine may keep it', () => {
    expect(differenceOf({ ...failed, byTime: true }, again({}))).toBeNull();
    expect(differenceOf(row, { id: 'a', reason: 'exceeded 5 ms', byTime: true })).toBeNull();
  });
});
