import { expect, it } from 'vitest';
import { rulesetNames } from '../../../sim/rulesets.ts';
import { differences } from '../../sim/hyperparameters/chainTables.ts';
import { labHere } from './inProcess.ts';

it.each(rulesetNames)('`params --ruleset %s --json` says what public sources say', async (ruleset) => {
  const { stdout, status } = await labHere(['params', '--ruleset', ruleset, '--json']);
  expect(status).toBe(0);
  const settings: Parameters<typeof differences>[1] = JSON.parse(stdout);
  expect(settings.length).toBeGreaterThan(20);
  expect(differences(ruleset, settings)).toEqual([]);
});
