import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { mutants } from './mutants.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
describe('the list of mutants', () => {
  it('has at least twenty, each of a name of its own', () => {
    expect(mutants.length).toBeGreaterThanOrEqual(20);
    expect(new Set(mutants.map(({ name }) => name)).size).toBe(mutants.length);
  });

  it.each(mutants.map((mutant) => [mutant.name, mutant] as const))(
    'still finds its line once in the engine: %s',
    (_, { file, line, becomes }) => {
      expect(readFileSync(root + file, 'utf8').split(line)).toHaveLength(2);
      expect(becomes).not.toBe(line);
    },
  );

  it('was run whole, and every one was caught', () => {
    const text = readFileSync(`${root}results/reference/mutants/mutants.json`, 'utf8');
    const { outcomes } = JSON.parse(text) as {
      outcomes: readonly { mutant: string; caughtBy: { test: string } | null }[];
    };
    expect(outcomes.map(({ mutant }) => mutant).sort()).toEqual(mutants.map(({ name }) => name).sort());
    expect(outcomes.filter(({ caughtBy }) => !caughtBy)).toEqual([]);
  });
});
