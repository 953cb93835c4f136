import { describe, expect, it } from 'vitest';
import { immunityPeriodQuick } from '../../../../experiments/studies/immunity-period.ts';
import { mostPilots } from '../../../../experiments/sweep/beginning/runBeginning.ts';

describe('the pilots of a beginning', () => {
  it('are at most so many of every length for every world', () => {
    const study = immunityPeriodQuick as Parameters<typeof mostPilots>[0];
    const lasting = (limitDays: number) => ({
      ...study,
      beginning: { ...study.beginning, pilots: 5, limitDays },
    });
    // 60 days; 50 and 100; 50, 100 and 200.
    expect(mostPilots(lasting(60), 3)).toBe(15);
    expect(mostPilots(lasting(100), 3)).toBe(30);
    expect(mostPilots(lasting(200), 3)).toBe(45);
  });
});
