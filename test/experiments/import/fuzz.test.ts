import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fuzzed, outcomeOf } from './fuzz.ts';

/** The first of the 2,000 that `runFuzz.ts` tries. */
const sample = 150;

it(`${sample} damaged dumps are taken or refused with their file named: no stack trace, no NaN, no hyperparameter lost`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const outcomes = Array.from({ length: sample }, (_, seed) => outcomeOf(fuzzed(seed), folder));
  rmSync(folder, { recursive: true, force: true });
  expect(outcomes.filter((outcome) => typeof outcome === 'object')).toEqual([]);
  // Both happen often, so neither side goes untried.
  expect(outcomes.filter((outcome) => outcome === 'taken').length).toBeGreaterThan(20);
  expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeGreaterThan(20);
});
