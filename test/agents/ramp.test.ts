import { describe, expect, it } from 'vitest';
import { simulatedRamp } from '../../experiments/figures/newcomerRamp.ts';

describe("a newcomer's moving-average score when its immunity ends", () => {
  const columns = [
    [100, 0.1],
    [250, 0.05],
    [250, 0.1],
    [250, 0.2],
    [350, 0.1],
    [500, 0.1],
  ] as const;
  const points = [2048, 3072, 4096, 7200].flatMap((immunity) =>
    columns.map(([sweepBlocks, alpha]) => [immunity, sweepBlocks, alpha] as const),
  );

  it.each(points)(
    'immunity %d, a sweep in %d blocks, alpha %d: is 1 − (1 − alpha)^(I/E) on average over 1,000 phases',
    (immunity, sweepBlocks, alpha) => {
      const expected = 1 - (1 - alpha) ** (immunity / sweepBlocks);
      const shown = simulatedRamp({ immunity, sweepBlocks, alpha }, 1000);
      expect(Math.abs(shown / expected - 1)).toBeLessThan(0.005);
    },
  );
});
