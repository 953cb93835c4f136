import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { drawsOf, mutated } from '../../fuzz/mutate.ts';
import { outcomeOf } from '../../fuzz/outcome.ts';
import { dumpInputs, importedDump } from './fuzz.ts';

/** Of the damaged dumps that `npm run fuzz` tries, some that every run of the tests takes, whatever that one has. */
const sample = 300;

it(`${sample} damaged dumps are taken or refused with their file named: no stack trace, no NaN, no hyperparameter lost`, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'fuzz-'));
  const outcomes = [];
  for (let seed = 0; seed < sample; seed++)
    outcomes.push(
      await outcomeOf(() => importedDump(mutated(dumpInputs(), drawsOf('dumps alone', seed)), folder)),
    );
  rmSync(folder, { recursive: true, force: true });
  expect(outcomes.filter((outcome) => typeof outcome === 'object')).toEqual([]);
  // Both happen often, so neither side goes untried.
  expect(outcomes.filter((outcome) => outcome === 'taken').length).toBeGreaterThan(20);
  expect(outcomes.filter((outcome) => outcome === 'refused').length).toBeGreaterThan(20);
});
