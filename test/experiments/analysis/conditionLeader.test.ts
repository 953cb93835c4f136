import { describe, expect, it } from 'vitest';
import {
  conditionLeader,
  conditionLeaderWords,
} from '../../../experiments/analysis/models/conditionLeader.ts';
import type { ModelRow } from '../../../experiments/plan/modelRows.ts';
import { autopilotWorldsNulls as study } from '../../../experiments/studies/autopilot-worlds/plan.ts';

/** Main rows of so many seeds: served loss by condition, and its excess in every second seed. */
const rows = (losses: Record<string, number>, seeds: number, apart = 0): ModelRow[] =>
  Object.entries(losses).flatMap(([condition, loss], c) =>
    Array.from({ length: seeds }, (_, k) => ({
      condition,
      attack: null,
      seed: String(7001 + k),
      measures: { servedLoss: loss + k + apart * ((k + c) % 2) },
    })),
  );
const told = (of: ModelRow[]): string | null => {
  const leader = conditionLeader(study, of);
  return leader === null ? null : conditionLeaderWords(study, leader);
};

describe('what leads while a study of a model runs', () => {
  it('is the condition with the lowest loss, seed by seed, beside the first one', () => {
    expect(told(rows({ nothing: 2, loop: 1.9, seeking: 1.95 }, 8, 0.001))).toMatch(
      /^best so far: loop, served loss from the shock on −0\.\d+ ± 0\.0\d+ nats from nothing \(n 8\)$/,
    );
  });

  it('is the first condition where no other does better, with the next one', () => {
    expect(told(rows({ nothing: 2, loop: 2.2, bandit: 2.1 }, 4, 0.001))).toMatch(
      /^best so far: nothing; next bandit, .* \+0\.\d+ ± 0\.0\d+ nats \(n 4\)$/,
    );
  });

  it('is none where conditions are alike to the last bit, and before two seeds have both', () => {
    expect(told(rows({ nothing: 2, loop: 2 }, 3))).toBe(
      'none leads so far: loop and nothing have the same served loss from the shock on (n 3)',
    );
    expect(told(rows({ nothing: 2, loop: 1 }, 1))).toBeNull();
    expect(told([...rows({ nothing: 2 }, 4), ...rows({ loop: 1 }, 1)])).toBeNull();
  });
});
