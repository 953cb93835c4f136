import { describe, expect, it } from 'vitest';
import { JobSize } from '../../../experiments/queue/jobSize.ts';

const families = (...sizes: readonly number[]) =>
  sizes.map((size, k) => Array.from({ length: size }, (_, m) => ({ id: `${k}-${m}`, input: null })));

describe('the size of a job', () => {
  it('is one trial while nothing is known, and for trials of a tenth of a second or more', () => {
    const size = new JobSize();
    expect(size.trials).toBe(1);
    size.see(100);
    expect(size.trials).toBe(1);
  });

  it('is a tenth of a second of trials, at most 512 of them', () => {
    const size = new JobSize();
    size.see(10);
    expect(size.trials).toBe(10);
    for (let k = 0; k < 400; k++) size.see(0);
    expect(size.trials).toBe(512);
  });

  it('takes families whole, the last one first, until the job is full', () => {
    const size = new JobSize();
    size.see(25);
    const rest = families(1, 7, 3, 2);
    expect(size.take(rest).map(({ id }) => id)).toEqual(['3-0', '3-1', '2-0', '2-1', '2-2']);
    expect(rest.length).toBe(2);
    expect(size.take([])).toEqual([]);
  });
});
