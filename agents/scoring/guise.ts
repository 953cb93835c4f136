import { exp, normalQuantile } from '../../sim/math/elementary.ts';
import type { Nats, Serial, Share } from '../../sim/units.ts';
import { lowestLoss } from './scalingLaw.ts';

/** How the answers of a miner look to a validator, where miners deceive. */
export interface Guise {
  /** Whether the metrics class it as a cheater. */
  readonly cheats: boolean;
  /** Share of rows answered from memory, at the lowest loss there is. */
  readonly hits: Share;
  /** Standard deviation of ln loss from query to query, its mean unmoved. */
  readonly spread: number;
  /** What is left of a score for lying far from the others' answers. */
  readonly penalty: Share;
  /** Mean loss of an answered row that is not a hit, as the validator sees it. */
  readonly shown: Nats;
  /** Whose luck its answers have: sybils of one model answer alike. */
  readonly voice: Serial;
}

/** Loss of one query of `rows` rows as the validator measures it, from two uniform draws: luck of hits, and of spread. */
export const shownLoss = (guise: Guise, rows: number, luck: number): Nats =>
  guise.spread === 0 && guise.hits === 0 ? guise.shown : lossAtLuck(guise, rows, normalQuantile(luck));

/** The same from the luck as a deviation of the standard normal. */
function lossAtLuck({ hits, spread, shown }: Guise, rows: number, z: number): Nats {
  if (spread > 0) return Math.max(lowestLoss, shown * exp(spread * z - (spread * spread) / 2));
  const wobble = Math.sqrt((hits * (1 - hits)) / rows) * z;
  const part = Math.min(1, Math.max(0, hits + wobble));
  return part * Math.min(lowestLoss, shown) + (1 - part) * shown;
}

/** 32 equally likely lucks: the middles of as many equal parts of the standard normal. */
const lucks = Float64Array.from({ length: 32 }, (_, cell) => normalQuantile((cell + 0.5) / 32));

/** Mean of a function of that loss over its luck: 32 equally likely values of it. */
export function meanOverLuck(guise: Guise, rows: number, value: (loss: Nats) => number): number {
  if (guise.hits === 0 && guise.spread === 0) return value(guise.shown);
  let sum = 0;
  for (const luck of lucks) sum += value(lossAtLuck(guise, rows, luck));
  return sum / lucks.length;
}
