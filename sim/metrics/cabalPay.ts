import type { World } from '../world.ts';
import { Mean } from './mean.ts';
import type { Metric } from './metric.ts';
import type { Truth } from './truth.ts';

/** Measures of worlds with a cabal; other worlds do not have them. */
export const cabalMetrics: readonly Metric[] = [
  {
    name: 'cabalPay',
    family: 'concentration',
    unit: 'share of emission',
    better: 'lower',
    definition: 'time mean of the share of a step’s emission that goes to the cabal’s validators and miners',
  },
];

/** Sums up what a cabal is paid, step by step. */
export class CabalPay {
  private readonly share = new Mean();
  private readonly world: World;
  private readonly isCabal: NonNullable<Truth['isCabal']>;

  constructor(world: World, isCabal: NonNullable<Truth['isCabal']>) {
    this.world = world;
    this.isCabal = isCabal;
  }

  /** The last epoch's emission by uid; Nakamoto pays everyone by dividends, which hold a miner's own incentive. */
  step(): void {
    const { emission, dividends, size } = this.world.network;
    let [paid, all, earned, dividend] = [0, 0, 0, 0];
    for (let uid = 0; uid < size; uid++) {
      const own = this.isCabal(uid) ? 1 : 0;
      all += emission[uid];
      paid += own * emission[uid];
      dividend += dividends[uid];
      earned += own * dividends[uid];
    }
    if (all > 0) this.share.add(paid / all);
    else if (dividend > 0) this.share.add(earned / dividend);
  }

  finish(): { readonly cabalPay: number | null } {
    return { cabalPay: this.share.value };
  }
}
