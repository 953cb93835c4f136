import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type SweepOutcome, sweep } from '../../../experiments/run/resultsFolder.ts';
import type { Misdeed } from '../../fixtures/faultyTrial.ts';

const cases: readonly (readonly [Misdeed, RegExp])[] = [
  ['NaN', /weight of NaN for uid 10/],
  ['negative', /weight of -1 for uid 9; weights are 0 …/],
  ['unknownUid', /uid 48, which does not exist; uids are 0 … 47/],
  ['uneven', /2 targets and 1 weights/],
  ['throws', /threw “I am lost”/],
  ['hangs', /exceeded 4000 ms/],
];

describe('an agent that does what no agent may', () => {
  const folder = mkdtempSync(join(tmpdir(), 'faults-'));
  let outcome: SweepOutcome;

  beforeAll(async () => {
    const deeds: Misdeed[] = ['nothing', ...cases.map(([does]) => does), 'nothing'];
    const trials = deeds.map((does, k) => ({
      id: `trial-${k}-${does}`,
      plan: { does, seed: String(k) },
      labels: { arm: null, levels: { does } },
    }));
    outcome = await sweep({
      study: { hash: 'f'.repeat(64), plan: {} },
      trials,
      folder,
      entry: new URL('../../fixtures/faultyTrial.ts', import.meta.url),
      workers: 1,
      limitMilliseconds: 4000,
      replay: ({ id }) => `run ${id}`,
    });
  }, 60_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(cases)(
    '(%s) makes a failed row with agent, block, reason and the command that repeats it',
    (does, reason) => {
      const row = [...outcome.rows.values()].find(({ id }) => id.endsWith(does))!;
      expect(row).toMatchObject({ status: 'failed', agent: 'validator 0', replay: `run ${row.id}` });
      expect(row.reason).toMatch(reason);
      // Its second turn: in the sweep after its first, 250 blocks long.
      expect(row.block).toBeGreaterThan(100_250);
      expect(row.block).toBeLessThanOrEqual(100_500);
    },
  );

  it('does not stop the sweep: every other trial is complete', () => {
    expect(outcome).toMatchObject({ failed: cases.length, total: cases.length + 2, stopped: false });
    const complete = [...outcome.rows.values()].filter(({ status }) => status === 'complete');
    expect(complete).toHaveLength(2);
  });
});
