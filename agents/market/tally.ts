import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { finishAll, type Measures, type Running, seeAll, startAll } from '../../sim/metrics/measure.ts';
import type { Block } from '../../sim/units.ts';
import type { MarketEvent } from './marketEvent.ts';
import { marketMeasures } from './measures/catalogue.ts';
import type { MarketContext } from './measures/marketMeasure.ts';
import { type MarketPoint, type MarketSeries, newSeries, seeSeries } from './series.ts';

/** Is told what happens in a market, and folds it into its series and its measures, which are of the window from `from` on. */
export class MarketTally {
  private readonly context: { -readonly [Key in keyof MarketContext]: MarketContext[Key] };
  private readonly running: readonly Running<MarketEvent, MarketContext>[];
  private readonly series: MarketSeries;

  constructor(hyperparameters: Hyperparameters, start: Block, from: Block) {
    this.context = { hyperparameters, from, block: start };
    this.running = startAll(marketMeasures, this.context);
    this.series = newSeries(start);
  }

  tell(event: MarketEvent): void {
    seeSeries(this.series, event);
    if (event.block < this.context.from) return;
    this.context.block = event.block;
    seeAll(this.running, event, this.context);
  }

  finish(block: Block): { readonly measures: Measures; readonly series: readonly MarketPoint[] } {
    this.context.block = block;
    return { measures: finishAll(this.running, this.context), series: this.series.points };
  }
}
