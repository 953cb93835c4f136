import { ln } from '../../sim/math/elementary.ts';
import { noiseAt, noiseKey, uniformAt } from '../../sim/noise.ts';
import type { Serial, Share } from '../../sim/units.ts';

/**
 * A cheaper way spreads by word of mouth: a miner without it hears of it at a rate proportional to the share of those that
 * do, so that among many the share follows a logistic curve (Mansfield 1961). Each hotkey hears when its own exponential
 * draw is used up, the same under every setting.
 */
export class Hearsay {
  private readonly seed: string;
  private readonly days: number;
  private readonly talk = new Map<
    Serial,
    { readonly way: number; readonly bears: number; pressure: number }
  >();

  /** `days`: in which the miners that know it grow e-fold while they are few; 0: all hear at once. */
  constructor(seed: string, days: number) {
    this.seed = `${seed} hearsay`;
    this.days = days;
  }

  /** Whether someone hears of its `way`-th cheaper way within `days` in which this share of the others uses it. */
  hears(serial: Serial, way: number, share: Share, days: number): boolean {
    if (share <= 0) return false;
    let own = this.talk.get(serial);
    if (own === undefined || own.way !== way) {
      own = { way, bears: -ln(this.draw(serial, way)), pressure: 0 };
      this.talk.set(serial, own);
    }
    own.pressure += this.days === 0 ? Number.POSITIVE_INFINITY : (share * days) / this.days;
    return own.pressure >= own.bears;
  }

  /** The cheapest way that a newcomer knows: as if it had asked one of the running miners. */
  knownTo(serial: Serial, shares: readonly Share[]): number {
    const luck = this.draw(serial, 0);
    let way = 0;
    while (way + 1 < shares.length && shares[way + 1] > luck) way++;
    return way;
  }

  private draw(serial: Serial, way: number): number {
    const { a, b } = noiseKey(this.seed, serial, way);
    return uniformAt(noiseAt(a, b, 0));
  }
}
