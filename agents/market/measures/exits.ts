import { blocksPerDay } from '../../../sim/units.ts';
import { economy, type MarketFamily } from './marketMeasure.ts';

export const exits: MarketFamily<{ all: number; insolvent: number }> = {
  metrics: [
    economy({
      name: 'exitsPerDay',
      unit: 'per day',
      definition: 'miners that switched off: losing for too long, or out of money',
    }),
    economy({
      name: 'insolvenciesPerDay',
      unit: 'per day',
      definition: 'miners that switched off because they could not pay their rent',
    }),
  ],
  start: () => ({ all: 0, insolvent: 0 }),
  see(count, event) {
    if (event.kind !== 'exit') return;
    count.all += 1;
    if (event.insolvent) count.insolvent += 1;
  },
  finish({ all, insolvent }, { block, from }) {
    const days = (block - from) / blocksPerDay;
    return { exitsPerDay: all / days, insolvenciesPerDay: insolvent / days };
  },
};
