import { addTo, type Mean, meanOf, newMean } from '../../../sim/metrics/mean.ts';
import { type Block, blocksPerDay, type Usd } from '../../../sim/units.ts';
import { asic, hasAsic } from '../asic.ts';
import type { MarketEvent } from '../marketEvent.ts';
import { economy, type MarketFamily } from './marketMeasure.ts';

interface Trade {
  sold: number;
  mined: number;
  sales: Usd;
  making: Usd;
  entry: Usd;
  mining: Usd;
  readonly prices: Mean;
  readonly share: Mean;
  readonly running: Mean;
  lastLook: Block;
}

/** ASICs, their makers and what both earn, in worlds that ever see one. */
export const asics: MarketFamily<Trade> = {
  metrics: [
    economy({ name: 'asicsSold', unit: 'units', definition: 'ASICs that their makers sold to miners' }),
    economy({
      name: 'asicsMined',
      unit: 'units',
      definition: 'ASICs that their makers put to mine under hotkeys of their own',
    }),
    economy({
      name: 'soldShare',
      unit: 'share',
      definition: 'ASICs sold over all that were made; null if none was',
    }),
    economy({ name: 'asicPrice', unit: 'US dollars', definition: 'mean price of an ASIC that was sold' }),
    economy({
      name: 'asicShare',
      unit: 'share',
      definition: 'time mean of the share of running miners that run on an ASIC',
    }),
    economy({ name: 'asicsRunning', unit: 'units', definition: 'time mean of the ASICs that run' }),
    economy({
      name: 'makerSales',
      unit: 'US dollars',
      definition: 'what makers got for ASICs, which is what miners paid for them',
    }),
    economy({
      name: 'makerProfit',
      unit: 'US dollars a day',
      definition:
        'sales, and what own ASICs mined at the price of the day less running, entry and making, per maker',
    }),
  ],
  applies: ({ hyperparameters }) => hasAsic(hyperparameters),
  start: ({ from }) => ({
    sold: 0,
    mined: 0,
    sales: 0,
    making: 0,
    entry: 0,
    mining: 0,
    prices: newMean(),
    share: newMean(),
    running: newMean(),
    lastLook: from,
  }),
  see(trade, event) {
    if (event.kind === 'asic') book(trade, event);
    if (event.kind === 'mining') trade.mining += event.usd;
    if (event.kind !== 'look') return;
    const { running } = event.state;
    const on = running.filter(({ device }) => device === asic).length;
    trade.lastLook = event.block;
    addTo(trade.running, on);
    if (running.length > 0) addTo(trade.share, on / running.length);
  },
  finish(trade, { from, hyperparameters }) {
    const { sold, mined, sales, making, entry, mining, prices, share, running, lastLook } = trade;
    const days = (lastLook - from) / blocksPerDay;
    const makers = hyperparameters['market.makers'];
    return {
      asicsSold: sold,
      asicsMined: mined,
      soldShare: sold + mined > 0 ? sold / (sold + mined) : null,
      asicPrice: meanOf(prices),
      asicShare: meanOf(share),
      asicsRunning: meanOf(running),
      makerSales: sales,
      makerProfit: days > 0 ? (sales - making - entry + mining) / days / makers : null,
    };
  },
};

function book(trade: Trade, { deal, unitCost, entry }: MarketEvent & { readonly kind: 'asic' }): void {
  trade[deal.kind] += 1;
  trade.making += unitCost;
  if (deal.kind === 'mined') trade.entry += entry;
  else {
    trade.sales += deal.price;
    addTo(trade.prices, deal.price);
  }
}
