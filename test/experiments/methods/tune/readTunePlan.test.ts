import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTunePlan } from '../../../../experiments/methods/tune/readTunePlan.ts';

const place = mkdtempSync(join(tmpdir(), 'tune-plan-'));
afterAll(() => rmSync(place, { recursive: true }));

const file = `
name: my-search
scenario: synthetic
factors:
  immunityPeriod: uniform(300, 7200)
days: 1
warmUpDays: 0.2
objectives: [networkQuality +- 0.01]
`;

/** The plan of a study file with more in it. */
async function planOf(more = '') {
  const path = join(place, 'study.yaml');
  writeFileSync(path, file + more);
  return readTunePlan([path], { statusQuo: ['immunityPeriod=4096'] });
}

describe('a study file that tune takes', () => {
  it('says what is searched, from which value, and by which measure', async () => {
    const plan = await planOf();
    expect(plan.dimensions.map(({ name }) => name)).toEqual(['immunityPeriod']);
    expect(plan.statusQuo).toEqual({ immunityPeriod: 4096 });
    expect(plan.objectives.map(({ name }) => name)).toEqual(['networkQuality']);
  });

  it.each([
    [
      'scenarios to ask in',
      'over:\n  scenario: [synthetic, nakamoto-256]\n',
      /over names scenarios to ask in/,
    ],
    [
      'a guardrail that is a difference',
      'guardrails: [servedQuality worse by 0.01]\n',
      /tune keeps limits: write its guardrails/,
    ],
  ])('is refused with %s, with the remedy', async (_, more, message) => {
    await expect(planOf(more)).rejects.toThrow(message);
  });
});
