import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { rulesetNames } from '../../../sim/rulesets.ts';
import { differences } from '../../sim/hyperparameters/chainTables.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));

it.each(rulesetNames)('`params --ruleset %s --json` says what public sources say', (ruleset) => {
  const args = ['--import', 'tsx', 'experiments/main.ts', 'params', '--ruleset', ruleset, '--json'];
  const { stdout, status } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
  expect(status).toBe(0);
  const settings: Parameters<typeof differences>[1] = JSON.parse(stdout);
  expect(settings.length).toBeGreaterThan(20);
  expect(differences(ruleset, settings)).toEqual([]);
});
