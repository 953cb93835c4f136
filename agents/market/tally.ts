import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { finishAll, type Measures, type Running, seeAll, startAll } from '../../sim/metrics/measure.ts';
import type { DailyValues } from '../../sim/metrics/path.ts';
import type { Block } from '../../sim/units.ts';
import type { MarketEvent } from './marketEvent.ts';
import {
  finishMarketPath,
  heedMarketPath,
  type MarketPath,
  newMarketPath,
  seeMarketPath,
} from './marketPath.ts';
import { marketMeasures } from './measures/catalogue.ts';
import type { MarketContext } from './measures/marketMeasure.ts';
import { type MarketPoint, type MarketSeries, newSeries, seeSeries } from './series.ts';

/** What a market brings a row. */
interface MarketRecord {
  readonly measures: Measures;
  readonly series: readonly MarketPoint[];
  /** [day] of the measures that are followed and that it has. */
  readonly path: DailyValues;
}

/** Is told what happens in a market, and folds it into its series and its measures, which are of the window from `from` on. */
export class MarketTally {
  private readonly context: { -readonly [Key in keyof MarketContext]: MarketContext[Key] };
  private readonly running: Running<MarketEvent, MarketContext>[];
  private readonly series: MarketSeries;
  private readonly path: MarketPath;

  constructor(hyperparameters: Hyperparameters, start: Block, from: Block, followed: readonly string[] = []) {
    this.context = { hyperparameters, from, block: start };
    this.running = startAll(marketMeasures, this.context);
    this.series = newSeries(start);
    this.path = newMarketPath(followed, this.context);
  }

  tell(event: MarketEvent): void {
    seeSeries(this.series, event);
    if (event.block < this.context.from) return;
    this.context.block = event.block;
    seeAll(this.running, event, this.context);
    seeMarketPath(this.path, event, this.context);
  }

  /** The settings have changed: what is measured only where they are so is measured from now on. */
  heed(hyperparameters: Hyperparameters): void {
    this.context.hyperparameters = hyperparameters;
    const known = new Set(this.running.map(({ measure }) => measure));
    this.running.push(
      ...startAll(
        marketMeasures.filter((measure) => !known.has(measure)),
        this.context,
      ),
    );
    heedMarketPath(this.path, this.context);
  }

  finish(block: Block): MarketRecord {
    this.context.block = block;
    const path = finishMarketPath(this.path, this.context);
    return { measures: finishAll(this.running, this.context), series: this.series.points, path };
  }
}
