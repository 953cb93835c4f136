import { blocksPerDay } from '../../units.ts';
import { ageOfHalf, cumulativeIncidence, isEmpty, reachedBy, shareReached } from '../incidence.ts';
import type { LifeTable } from '../lifeTable.ts';
import type { MeasureFamily } from '../measure.ts';
import type { Metric } from '../metric.ts';

/** Days by which a share is told whatever the length of the run. */
const days = [1, 3] as const;

const shareOfAll = { family: 'judgement', unit: 'share', better: 'higher' } as const;
const medianAge = { family: 'judgement', unit: 'blocks', better: 'lower', mayNotCome: true } as const;

const metrics: readonly Metric[] = [
  {
    ...shareOfAll,
    name: 'reached50',
    definition:
      'share of viable newcomers that got half of their steady incentive while they were seen, evicted ones included',
  },
  {
    ...shareOfAll,
    name: 'reached90',
    definition:
      'share of viable newcomers that got 90 % of their steady incentive while they were seen, evicted ones included',
  },
  ...days.map((day) => ({
    ...shareOfAll,
    name: `paidByDay${day}`,
    definition: `share of viable newcomers that got half of their steady incentive within ${day * blocksPerDay} blocks, evicted ones included; null in a shorter run`,
  })),
  {
    ...medianAge,
    name: 'timeTo50',
    definition:
      'age at which half of all viable newcomers had got half of their steady incentive; null if never',
  },
  {
    ...medianAge,
    name: 'timeTo90',
    definition:
      'age at which half of all viable newcomers had got 90 % of their steady incentive; null if never',
  },
];

/**
 * How far newcomers are paid as they should be, by age: cumulative incidence with eviction as a competing end, so those who never get
 * there count. Leaves out newcomers below the cut. Null without newcomers.
 */
export const timesToPay: MeasureFamily<null> = {
  metrics,
  start: () => null,
  finish(_, { lives: { to50, to90 }, world, watch }) {
    const half = incidenceOf(to50);
    const most = incidenceOf(to90);
    const seen = world.block - watch.from;
    return {
      reached50: half && shareReached(half),
      reached90: most && shareReached(most),
      ...Object.fromEntries(
        days.map((day) => {
          const age = day * blocksPerDay;
          return [`paidByDay${day}`, half === null || seen < age ? null : reachedBy(half, age)];
        }),
      ),
      timeTo50: half && ageOfHalf(half),
      timeTo90: most && ageOfHalf(most),
    };
  },
};

const incidenceOf = (table: LifeTable) => (isEmpty(table) ? null : cumulativeIncidence([table]));
