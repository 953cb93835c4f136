import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { drawnChanges } from './draw.ts';
import { sitesOf } from './sites.ts';
import { keptTable, survivorsOf } from './table.ts';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const text = `
import { two } from './two.ts';
type Pair = 1 | 2;
/** 5 < 6 */
export function sum(values: readonly number[], from = 3): number {
  if (values.length < from) throw new RangeError('fewer than ' + 3);
  let total = 0;
  for (const value of values) total += Math.max(value, -1);
  return total > 10 && two ? two(total, from) : (total as Pair);
}
`;
const changedTokens = sitesOf('sum.ts', text).map(({ start, end }) => text.slice(start, end));

describe('a random change', () => {
  it('is of executable code: no type, no comment, no import, nothing that is thrown', () => {
    expect(changedTokens).toContain('<');
    expect(changedTokens).toContain('max');
    expect(changedTokens).toContain('two(total, from)');
    expect(changedTokens.filter((token) => token === '3')).toHaveLength(1);
    expect(changedTokens.some((token) => ['1 | 2', '5', '6', '|'].includes(token))).toBe(false);
  });

  it('changes the text, and one place of it', () => {
    for (const { start, end, alternatives } of sitesOf('sum.ts', text))
      for (const other of alternatives) expect(other).not.toBe(text.slice(start, end));
  });

  it('is drawn by its seed, and keeps its place when another line is edited', () => {
    const drawn = (source: string, seed: number) =>
      drawnChanges(new Map([['sum.ts', source]]), seed).map(({ before, after }) => `${before} → ${after}`);
    expect(drawn(text, 1)).toEqual(drawn(text, 1));
    expect(drawn(text, 1)).not.toEqual(drawn(text, 2));
    const edited = drawn(text.replace('let total = 0;', 'let total = 0 * 1;'), 1);
    const untouched = (line: string) => !line.startsWith('let total');
    expect(edited.filter(untouched)).toEqual(drawn(text, 1).filter(untouched));
  });
});

describe('the kept table', () => {
  const { outcomes } = keptTable(project, 1);

  it('has each change once, and a reason for each that no test can notice', () => {
    const names = outcomes.map(({ file, before, after, occurrence }) =>
      [file, before, after, occurrence].join('\n'),
    );
    expect(new Set(names).size).toBe(names.length);
    for (const { equivalent } of outcomes)
      if (equivalent !== undefined) expect(equivalent.length).toBeGreaterThan(20);
  });

  it('has at least nine in ten caught, of those that a test could notice', () => {
    const noticeable = outcomes.filter(({ caughtBy, equivalent }) => caughtBy !== null || !equivalent);
    expect(survivorsOf(outcomes).length).toBeLessThanOrEqual(noticeable.length / 10);
  });
});
