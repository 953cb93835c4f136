import { exp } from '../../sim/math/elementary.ts';
import { stream } from '../../sim/random.ts';
import { blocksPerDay, type Nats, type Share } from '../../sim/units.ts';

/** Domains of demand, and how clients use them. */
export interface ClientSettings {
  readonly domains: number;
  /** Spread of ln of a domain's demand; 0: all alike. */
  readonly demandSpread: number;
  /** Share of the domains that no client wants; rounded down to whole domains. */
  readonly emptyShare: Share;
  /** Days in which half of a domain's lead over the median domain is lost; its demand drifts at a constant spread. */
  readonly demandHalfLife: number;
  /** Part of ln of the use that clients give up for each nat that they are served worse. */
  readonly elasticity: number;
}

/** Blocks of a week: how often shares, votes and the market are read. */
export const blocksPerWeek = 7 * blocksPerDay;

/** Demand of clients by domain, week by week. */
export class Clients {
  private readonly settings: ClientSettings;
  private readonly seed: string;
  private readonly isWanted: readonly boolean[];
  private readonly deviates: Float64Array;

  constructor(settings: ClientSettings, seed: string) {
    const { domains, emptyShare } = settings;
    this.settings = settings;
    this.seed = seed;
    const luck = Array.from({ length: domains }, (_, domain) => stream(seed, 'wanted', domain).next());
    const order = luck.map((_, domain) => domain).sort((one, other) => luck[one] - luck[other]);
    const empty = new Set(order.slice(0, Math.min(domains - 1, Math.floor(emptyShare * domains))));
    this.isWanted = luck.map((_, domain) => !empty.has(domain));
    this.deviates = Float64Array.from(luck, (_, domain) => stream(seed, 'demand', domain).normal());
  }

  /** [domain] Shares of the demand, sum 1; 0 for a domain without clients. */
  weights(): number[] {
    const { demandSpread } = this.settings;
    return toOne(this.isWanted.map((is, domain) => (is ? exp(demandSpread * this.deviates[domain]) : 0)));
  }

  /** [domain] Shares of the use: demand, less what clients give up at the losses that they meet (nats). */
  use(losses: ArrayLike<Nats>): number[] {
    const { elasticity } = this.settings;
    const weights = this.weights();
    const mean = weights.reduce((sum, weight, domain) => sum + weight * losses[domain], 0);
    return toOne(weights.map((weight, domain) => weight * exp(-elasticity * (losses[domain] - mean))));
  }

  /** A week passes: demand drifts back to the median, with news that keeps its spread. */
  drift(week: number): void {
    const kept = exp((-Math.LN2 * 7) / this.settings.demandHalfLife);
    const news = Math.sqrt(1 - kept * kept);
    for (const [domain, before] of this.deviates.entries())
      this.deviates[domain] =
        kept * before + news * stream(this.seed, `demand of week ${week}`, domain).normal();
  }
}

/** Amounts over their sum; all 0 where the sum is. */
export function toOne(amounts: readonly number[]): number[] {
  const total = amounts.reduce((sum, amount) => sum + amount, 0);
  return amounts.map((amount) => (total > 0 ? amount / total : 0));
}
