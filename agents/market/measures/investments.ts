import type { Block, Usd } from '../../../sim/units.ts';
import type { Investment } from '../accounts.ts';
import { economy, type MarketFamily } from './marketMeasure.ts';

interface Books {
  investments: number;
  investedUsd: Usd;
  regrettedChanges: number;
  regrettedUsd: Usd;
  lostInvestments: number;
}

/** What devices cost, and what of that was not paid back when they were gone. */
export const investments: MarketFamily<Books> = {
  metrics: [
    economy({
      name: 'investments',
      unit: 'count',
      definition: 'moves to another device, and newcomers that came with a GPU',
    }),
    economy({
      name: 'regrettedChanges',
      unit: 'count',
      better: 'lower',
      definition: 'devices given up, by moving on or switching off, before they had paid back',
    }),
    economy({
      name: 'lostInvestments',
      unit: 'count',
      definition: 'devices whose uid was replaced before they had paid back',
    }),
    economy({ name: 'investedUsd', unit: 'US dollars', definition: 'what moving to other devices cost' }),
    economy({
      name: 'regrettedUsd',
      unit: 'US dollars',
      better: 'lower',
      definition: 'the part of that cost that was not paid back when the device was given up',
    }),
  ],
  start: () => ({ investments: 0, investedUsd: 0, regrettedChanges: 0, regrettedUsd: 0, lostInvestments: 0 }),
  see(books, event) {
    if (event.kind === 'investment') {
      books.investments += 1;
      books.investedUsd += event.cost;
    }
    if (event.kind !== 'loss') return;
    if (event.how === 'lost') books.lostInvestments += 1;
    else {
      books.regrettedChanges += 1;
      books.regrettedUsd += leftOf(event.investment, event.block);
    }
  },
  finish: (books) => ({ ...books }),
};

/** What had not been paid back by then, US dollars. */
const leftOf = ({ cost, since, paidBackAt }: Investment, block: Block): Usd =>
  ((paidBackAt - block) / (paidBackAt - since)) * cost;
