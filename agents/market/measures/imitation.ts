import { ln } from '../../../sim/math/elementary.ts';
import { addTo, type Mean, meanOf, newMean } from '../../../sim/metrics/mean.ts';
import type { Account } from '../accounts.ts';
import { imitatesSome } from '../improving.ts';
import type { MarketState } from '../marketEvent.ts';
import { minerOn } from '../prospects.ts';
import { economy, type MarketFamily, meanOver } from './marketMeasure.ts';

/** Imitators and what they make alike, in worlds that have some. */
export const imitation: MarketFamily<{ moves: number; readonly spread: Mean }> = {
  metrics: [
    economy({
      name: 'imitationMoves',
      unit: 'count',
      definition: 'times that an imitator changed the size of its model',
    }),
    economy({
      name: 'sizeSpread',
      unit: 'of ln size',
      definition: 'time mean of the standard deviation of ln size over running miners',
    }),
  ],
  applies: ({ hyperparameters }) => imitatesSome(hyperparameters),
  start: () => ({ moves: 0, spread: newMean() }),
  see(state, event) {
    if (event.kind === 'imitation') state.moves += 1;
    if (event.kind === 'look' && event.state.running.length > 0) addTo(state.spread, spreadOf(event.state));
  },
  finish: ({ moves, spread }) => ({ imitationMoves: moves, sizeSpread: meanOf(spread) }),
};

function spreadOf({ running, outlook }: MarketState): number {
  const lnSize = ({ person, device }: Account) => ln(minerOn(person, device!, outlook).size);
  const mean = meanOver(running, lnSize);
  return Math.sqrt(meanOver(running, (one) => (lnSize(one) - mean) ** 2));
}
