import { rankCorrelation } from '../../sim/math/rankCorrelation.ts';
import { herfindahl } from '../../sim/metrics/concentration.ts';
import type { Nats, Share } from '../../sim/units.ts';

/** A measured week. All arrays by domain. */
export interface MeasuredWeek {
  /** Of the inflation. */
  readonly shares: readonly Share[];
  /** Of the miners' pay. */
  readonly pay: readonly Share[];
  readonly demand: readonly Share[];
  readonly losses: ArrayLike<Nats>;
  /** Slots whose miner has come or moved in the week. */
  readonly changes: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/** Folds measured weeks into means. */
export class SubnetworkTally {
  private readonly slots: number;
  private readonly weeks: MeasuredWeek[] = [];

  constructor(slots: number) {
    this.slots = slots;
  }

  add(week: MeasuredWeek): void {
    this.weeks.push(week);
  }

  /** The measures of the model, by name. */
  measures(): Record<string, number | null> {
    const mean = (of: (week: MeasuredWeek) => number) => sum(this.weeks.map(of)) / this.weeks.length;
    const meanWhere = (of: (week: MeasuredWeek) => number | null) => {
      const known = this.weeks.map(of).filter((value) => value !== null);
      return known.length > 0 ? sum(known) / known.length : null;
    };
    return {
      clientLoss: mean(({ demand, losses }) => sum(demand.map((share, k) => share * losses[k]))),
      worstDomainLoss: mean((week) => Math.max(...lossesOfWanted(week))),
      meanDomainLoss: mean((week) => sum(lossesOfWanted(week)) / lossesOfWanted(week).length),
      effectiveNetworks: meanWhere(({ shares }) => effective(shares)),
      effectiveByPay: meanWhere(({ pay }) => effective(pay)),
      paidDomains: mean(({ shares }) => shares.filter((share) => share > 0).length),
      top8: mean(({ shares }) => sum([...shares].sort((one, other) => other - one).slice(0, 8))),
      waste: mean(({ shares, demand }) => sum(shares.filter((_, k) => demand[k] === 0))),
      fit: meanWhere(({ shares, demand }) => rankCorrelation(shares, demand)),
      issued: mean(({ shares }) => sum(shares)),
      churn: mean(({ changes }) => (100 * changes) / this.slots),
    };
  }

  /** [place] Mean shares from the largest on, and losses of the domains from the most wanted on. */
  byRank(): { readonly shares: readonly number[]; readonly losses: readonly number[] } {
    const domains = this.weeks[0].shares.length;
    const places = Array.from({ length: domains }, (_, place) => place);
    const ordered = this.weeks.map(({ shares, demand, losses }) => ({
      shares: [...shares].sort((one, other) => other - one),
      losses: places.sort((one, other) => demand[other] - demand[one] || one - other).map((k) => losses[k]),
    }));
    const meanAt = (of: 'shares' | 'losses') =>
      Array.from(
        { length: domains },
        (_, place) => sum(ordered.map((week) => week[of][place])) / ordered.length,
      );
    return { shares: meanAt('shares'), losses: meanAt('losses') };
  }
}

/** Losses of the domains that have clients. */
const lossesOfWanted = ({ demand, losses }: MeasuredWeek): number[] =>
  Array.from(losses).filter((_, k) => demand[k] > 0);

/** Effective number: 1 / Σ share²; null where nothing is shared. */
function effective(shares: readonly Share[]): number | null {
  const index = herfindahl(shares);
  return index > 0 ? 1 / index : null;
}
