import { describe, expect, it } from 'vitest';
import { rowOf } from '../../../sim/row.ts';
import { rowKnownAt } from '../../../sim/rules/commitReveal.ts';

describe('a row of a validator that has committed', () => {
  const row = rowOf([
    [0, 1],
    [1, 2],
    [2, 3],
  ]);
  const targetsAt = (block: number) => [...rowKnownAt([99, 100, 101], row, block).targets];

  it('counts for who registered up to the block of its first commit, that block included', () => {
    expect(targetsAt(98)).toEqual([]);
    expect(targetsAt(99)).toEqual([0]);
    expect(targetsAt(100)).toEqual([0, 1]);
    expect(targetsAt(101)).toEqual([0, 1, 2]);
  });

  it('keeps every weight where it was', () => {
    expect([...rowKnownAt([99, 101, 100], row, 100).values]).toEqual([1, 3]);
  });
});
