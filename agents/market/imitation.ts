import { pow } from '../../sim/math/elementary.ts';
import { noiseAt, noiseKey, uniformAt } from '../../sim/noise.ts';
import { stream } from '../../sim/random.ts';
import type { Parameters, Serial, Share } from '../../sim/units.ts';

/** Whether a miner imitates others: one draw of its own. */
export const imitates = (seed: string, serial: Serial, share: Share): boolean =>
  share > 0 && stream(seed, 'imitator', serial).next() < share;

/** A size that is `step` of the way to another, in ln size: the rest of the way shrinks by 1 − step each time. */
export const nearer = (own: Parameters, other: Parameters, step: Share): Parameters =>
  own * pow(other / own, step);

/** A miner as others see it: what it is paid, and the model that it answers with. */
export interface Seen {
  readonly pay: Share;
  readonly size: Parameters;
}

/**
 * The best paid of `sees` miners drawn from all, with a key of the observer and its look, if it is paid more than the
 * observer; else null: the best-paid miner stays as it is.
 */
export function modelFor(
  all: readonly Seen[],
  ownPay: Share,
  sees: number,
  { seed, serial, look }: { readonly seed: string; readonly serial: Serial; readonly look: number },
): Seen | null {
  if (all.length === 0) return null;
  const { a, b } = noiseKey(`${seed} sees`, serial, look);
  let best: Seen | null = null;
  for (let draw = 0; draw < sees; draw++) {
    const one = all[Math.floor(uniformAt(noiseAt(a, b, draw)) * all.length)];
    if (one.pay > (best?.pay ?? ownPay)) best = one;
  }
  return best;
}
