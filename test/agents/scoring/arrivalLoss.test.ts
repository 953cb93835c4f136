import { expect, it } from 'vitest';
import { arrivalLoss, lossSupport, type SizeLaw } from '../../../agents/scoring/arrivalLoss.ts';
import { defaultTableSettings } from '../../../agents/scoring/buildSynergyTable.ts';
import { noiseKey } from '../../../sim/noise.ts';

it.each([0, 0.23, 0.6])(
  'all but a tail at each end of the arrivals lose between the ends of their support, with a share of %d misconfigured',
  (poorShare) => {
    const law: SizeLaw = { ...defaultTableSettings, poorShare };
    const losses = Array.from({ length: 40_000 }, (_, k) => arrivalLoss(law, noiseKey('arrivals', 0, k)));
    for (const tail of [0.02, 0.1]) {
      const [low, high] = lossSupport(law, tail);
      const below = losses.filter((loss) => loss < low).length / losses.length;
      const above = losses.filter((loss) => loss > high).length / losses.length;
      // Four standard errors of a share.
      const error = 4 * Math.sqrt((tail * (1 - tail)) / losses.length);
      expect(Math.abs(below - tail)).toBeLessThan(error);
      expect(Math.abs(above - tail)).toBeLessThan(error);
    }
  },
);
