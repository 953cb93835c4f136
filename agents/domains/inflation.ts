import { stream } from '../../sim/random.ts';
import type { Share } from '../../sim/units.ts';
import {
  type AlphaNetwork,
  type MarketSettings,
  marketWeek,
  openNetwork,
  priceOf,
  wanted,
} from './alphaMarket.ts';
import { toOne } from './clients.ts';
import { oneVectorShares } from './oneVector.ts';
import { openPools, type Start } from './openPools.ts';
import { gatedShares, hasAlpha, priceShares, rootShares, sharesOfFlows } from './partition.ts';
import { beliefOf, type Voters, votesOf } from './voters.ts';
import { burnedBits, withheldOf } from './withholding.ts';

/** How the inflation comes to domains. */
export interface InflationSettings extends MarketSettings {
  readonly domains: number;
  readonly voters: 'informed' | 'blind';
  readonly start: Start;
  readonly owners: 'none' | 'recorded';
  /** Miners are paid in their network's alpha, worth its price, or in their network's share of the TAO. */
  readonly paidIn: 'alpha' | 'share';
}

/** A week's division. */
export interface Division {
  /** [domain] Of the inflation; a sum below 1: the rest is not issued. */
  readonly shares: readonly Share[];
  /** [domain] Of the pay of all miners; a sum below 1: the rest is withheld or not issued. */
  readonly pay: readonly Share[];
}

/** Divides the inflation week by week, and keeps the market of alpha where there is one. */
export class Inflation {
  private readonly settings: InflationSettings;
  private readonly voters: Voters;
  private readonly seed: string;
  private readonly withheld: readonly Share[];
  private networks: readonly AlphaNetwork[];

  constructor(settings: InflationSettings, voters: Voters, seed: string) {
    const { domains, start, owners } = settings;
    this.settings = settings;
    this.voters = voters;
    this.seed = seed;
    this.withheld = withheldOf(domains, owners, seed);
    const luck = Array.from({ length: domains }, (_, k) => stream(seed, 'first price', k).next());
    const order = luck.map((own) => luck.filter((other) => other < own).length);
    this.networks = openPools(start, order).map((pool, k) => openNetwork(pool, burnedBits(this.withheld[k])));
  }

  /** The division of a week, and the market after it. `use`: [domain] shares of the clients' use. */
  divide(use: readonly number[], week: number): Division {
    const { partition } = this.settings;
    if (partition === 'demand') return { shares: use, pay: use };
    const { stake } = this.voters;
    if (!hasAlpha(partition)) {
      const votes = votesOf(this.voters, use, this.settings.voters === 'blind');
      const shares = partition === 'one' ? oneVectorShares(stake, votes) : rootShares(stake, votes);
      const kept = partition === 'one' ? shares : this.notWithheld(shares);
      return { shares, pay: kept };
    }
    const belief = beliefOf(this.voters, votesOf(this.voters, use, this.settings.buyers === 'blind'));
    return this.divideByMarket(belief, week);
  }

  private divideByMarket(belief: readonly number[], week: number): Division {
    const { partition, paidIn } = this.settings;
    const { networks } = this;
    const shares =
      partition === 'price'
        ? priceShares(networks)
        : partition === 'gate'
          ? gatedShares(networks)
          : sharesOfFlows(networks.map(({ flows }) => flows));
    const pay = paidIn === 'share' ? shares : toOne(networks.map(priceOf));
    const want = wanted(this.settings, networks, belief, this.seed, week);
    this.networks = marketWeek(this.settings, networks, shares, want, week);
    return { shares, pay: this.notWithheld(pay) };
  }

  private notWithheld(shares: readonly Share[]): Share[] {
    return shares.map((share, k) => share * (1 - this.withheld[k]));
  }
}
