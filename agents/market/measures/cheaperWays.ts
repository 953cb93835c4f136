import { addTo, type Mean, meanOf, newMean } from '../../../sim/metrics/mean.ts';
import { needOf, waysToFind } from '../cheaperWays.ts';
import { economy, type MarketFamily, meanOver } from './marketMeasure.ts';

interface Ways {
  inventions: number;
  copies: number;
  readonly adopted: Mean;
  readonly need: Mean;
}

/** Cheaper ways to answer, in worlds in which miners find them. */
export const cheaperWays: MarketFamily<Ways> = {
  metrics: [
    economy({
      name: 'inventions',
      unit: 'count',
      definition: 'times that a running miner found a cheaper way to answer',
    }),
    economy({
      name: 'waysCopied',
      unit: 'count',
      definition: 'times that a running miner took over a cheaper way of others',
    }),
    economy({
      name: 'cheapShare',
      unit: 'share',
      definition: 'time mean of the share of running miners that answer by a cheaper way',
    }),
    economy({
      name: 'queryNeed',
      unit: 'share',
      better: 'lower',
      definition: 'time mean of what a query needs of a running miner over what it needs by the usual way',
    }),
  ],
  applies: ({ hyperparameters }) => waysToFind(hyperparameters) > 0,
  start: () => ({ inventions: 0, copies: 0, adopted: newMean(), need: newMean() }),
  see(ways, event, { hyperparameters }) {
    if (event.kind === 'lesson') {
      if (event.invented) ways.inventions += 1;
      else ways.copies += 1;
    }
    if (event.kind !== 'look' || event.state.running.length === 0) return;
    const { running } = event.state;
    addTo(
      ways.adopted,
      meanOver(running, ({ person }) => ((person.way ?? 0) > 0 ? 1 : 0)),
    );
    addTo(
      ways.need,
      meanOver(running, ({ person }) => needOf(person.way ?? 0, hyperparameters)),
    );
  },
  finish: ({ inventions, copies, adopted, need }) => ({
    inventions,
    waysCopied: copies,
    cheapShare: meanOf(adopted),
    queryNeed: meanOf(need),
  }),
};
