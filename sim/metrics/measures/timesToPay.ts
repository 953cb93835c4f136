import { ageOfHalf, cumulativeIncidence, isEmpty, shareReached } from '../incidence.ts';
import type { LifeTable } from '../lifeTable.ts';
import type { MeasureFamily } from '../measure.ts';

/** When newcomers of a trial are paid as they should be; null without newcomers, or where half never are. */
export const timesToPay: MeasureFamily<null> = {
  metrics: [
    {
      name: 'reached50',
      family: 'judgement',
      unit: 'share',
      better: 'higher',
      definition: 'share of viable newcomers that ever got half of their steady incentive',
    },
    {
      name: 'reached90',
      family: 'judgement',
      unit: 'share',
      better: 'higher',
      definition: 'share of viable newcomers that ever got 90 % of their steady incentive',
    },
    {
      name: 'timeTo50',
      family: 'judgement',
      unit: 'blocks',
      better: 'lower',
      definition:
        'age at which half of all viable newcomers had got half of their steady incentive; null if never',
    },
    {
      name: 'timeTo90',
      family: 'judgement',
      unit: 'blocks',
      better: 'lower',
      definition:
        'age at which half of all viable newcomers had got 90 % of their steady incentive; null if never',
    },
  ],
  start: () => null,
  finish(_, { lives: { to50, to90 } }) {
    const half = incidenceOf(to50);
    const most = incidenceOf(to90);
    return {
      reached50: half && shareReached(half),
      reached90: most && shareReached(most),
      timeTo50: half && ageOfHalf(half),
      timeTo90: most && ageOfHalf(most),
    };
  },
};

const incidenceOf = (table: LifeTable) => (isEmpty(table) ? null : cumulativeIncidence([table]));
