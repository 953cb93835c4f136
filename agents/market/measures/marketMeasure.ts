import type { Hyperparameters } from '../../../sim/hyperparameters/registry.ts';
import { addSome, type Mean, meanOf, newMean } from '../../../sim/metrics/mean.ts';
import type { AnyMeasure, Measure, MeasureFamily } from '../../../sim/metrics/measure.ts';
import type { Metric } from '../../../sim/metrics/metric.ts';
import type { Block } from '../../../sim/units.ts';
import type { Account } from '../accounts.ts';
import type { MarketEvent, MarketState } from '../marketEvent.ts';

/** What measures of a market read besides its events. */
export interface MarketContext {
  readonly hyperparameters: Hyperparameters;
  /** Block from which on is measured: no earlier event is shown to a measure. */
  readonly from: Block;
  /** Block of the event; at the end, the last of the run. */
  readonly block: Block;
}

export type MarketMeasure<State> = Measure<State, MarketEvent, MarketContext>;
export type MarketFamily<State> = MeasureFamily<State, MarketEvent, MarketContext>;
export type AnyMarketMeasure = AnyMeasure<MarketEvent, MarketContext>;

type EconomyMetric = Omit<Metric, 'family'>;

/** A number of the economy; `better` is `none` unless said otherwise. */
export const economy = (metric: Omit<EconomyMetric, 'better'> & Partial<EconomyMetric>): Metric => ({
  family: 'economy',
  better: 'none',
  ...metric,
});

/** A measure that is the mean over the looks at a market; null: nothing to be read at this one. */
export const lookMean = (
  metric: Metric,
  read: (state: MarketState) => number | null,
): MarketMeasure<Mean> => ({
  ...metric,
  start: newMean,
  see(mean, event) {
    if (event.kind === 'look') addSome(mean, read(event.state));
  },
  finish: meanOf,
});

/** Mean of a value over miners, of which there are some. */
export const meanOver = (accounts: readonly Account[], value: (account: Account) => number): number =>
  accounts.reduce((sum, account) => sum + value(account), 0) / accounts.length;
