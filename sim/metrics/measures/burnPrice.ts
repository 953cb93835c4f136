import { type PriceBounds, readingOf } from '../../rules/reading.ts';
import { raoPerTao } from '../../units.ts';
import type { MeasureContext } from '../context.ts';
import { timeMean } from '../timeMean.ts';

/** Where work alone buys a slot there is no such price. */
const applies = ({ world }: MeasureContext): boolean => world.rules.payments.includes('burn');

export const burnPrice = timeMean(
  {
    name: 'burnPrice',
    family: 'entry',
    unit: 'TAO',
    better: 'none',
    definition: 'price of entry by burn: time mean of what a registration burns',
    applies,
  },
  ({ world }) => Number(world.gate.burn) / raoPerTao,
);

/** What one registration multiplies the price by: nearer than that to a limit the price is held by it. */
const step = 1.26;

/** Share of time at which a limit holds the price of entry. */
const burnRestsAt = (
  name: string,
  limit: 'minBurn' | 'maxBurn',
  isHeld: (burn: number, bounds: PriceBounds) => boolean,
) =>
  timeMean(
    {
      name,
      family: 'entry',
      unit: 'share',
      better: 'none',
      definition: `share of time at which the price of entry by burn is within 26 % of ${limit}`,
      applies,
    },
    ({ world }) => {
      const { burnBounds } = readingOf(world.hyperparameters);
      return burnBounds === null ? null : Number(isHeld(Number(world.gate.burn), burnBounds));
    },
  );

export const burnAtFloor = burnRestsAt(
  'burnAtFloor',
  'minBurn',
  (burn, [floor]) => burn <= Number(floor) * step,
);
export const burnAtCeiling = burnRestsAt(
  'burnAtCeiling',
  'maxBurn',
  (burn, [, ceiling]) => burn >= Number(ceiling) / step,
);
