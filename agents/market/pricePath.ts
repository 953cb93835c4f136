import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { exp } from '../../sim/math/elementary.ts';
import { noiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import { type Block, blocksPerDay, type Usd } from '../../sim/units.ts';
import recorded from './taoReturns.data.json' with { type: 'json' };

/** US dollars that a TAO fetches at a block. */
export type PricePath = (block: Block) => Usd;

/** Days of recorded returns that stay together when the past is drawn again (assumption A31). */
const bootstrapDays = 10;
/** ln(close / close of the day before), in order. */
export const dailyReturns: readonly number[] = recorded.returns.map((tenThousandths) => tenThousandths / 1e4);

/**
 * The price of a world that starts at `start`: exogenous, and the same under every setting of the chain. `flat`; `bull`
 * and `bear` by the same part every day; `crash`, which loses a part at once and gets it back after some days or never;
 * `bootstrap`, stretches of ten recorded days in random order.
 */
export function pricePath(settings: Hyperparameters, seed: string, start: Block): PricePath {
  const first = settings['market.startPrice'];
  const drift = settings['market.driftPerDay'];
  const days = (block: Block) => (block - start) / blocksPerDay;
  switch (settings['market.price']) {
    case 'flat':
      return () => first;
    case 'bull':
      return (block) => first * exp(drift * days(block));
    case 'bear':
      return (block) => first * exp(-drift * days(block));
    case 'crash':
      return crash(settings, days);
    case 'bootstrap':
      return bootstrap(first, seed, days);
  }
}

function crash(settings: Hyperparameters, days: (block: Block) => number): PricePath {
  const first = settings['market.startPrice'];
  const from = settings['market.shockDay'];
  const lasting = settings['market.shockLasts'];
  const until = lasting > 0 ? from + lasting : Number.POSITIVE_INFINITY;
  const low = first * (1 - settings['market.shockSize']);
  return (block) => (days(block) >= from && days(block) < until ? low : first);
}

/** Stretch k begins at a recorded day of its own draw; the price moves once a day. */
function bootstrap(first: Usd, seed: string, days: (block: Block) => number): PricePath {
  const stretches = noiseKey(seed, 0xfffffffe, 0);
  const levels: Usd[] = [first];
  const returnOf = (day: number) => {
    const begin = Math.floor(
      uniformAt(noiseOf(stretches, Math.floor(day / bootstrapDays))) * dailyReturns.length,
    );
    return dailyReturns[(begin + (day % bootstrapDays)) % dailyReturns.length];
  };
  return (block) => {
    const day = Math.max(0, Math.floor(days(block)));
    while (levels.length <= day) levels.push(levels[levels.length - 1] * exp(returnOf(levels.length - 1)));
    return levels[day];
  };
}
