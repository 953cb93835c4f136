import type { Hyperparameters } from '../../sim/hyperparameters/registry.ts';
import { exp, normalQuantile, pow } from '../../sim/math/elementary.ts';
import { noiseKey, noiseOf, uniformAt } from '../../sim/noise.ts';
import { stream } from '../../sim/random.ts';
import { type Nats, type Serial, type Share, u16Max } from '../../sim/units.ts';
import { lowestLoss } from '../scoring/scalingLaw.ts';

/** What a miner or candidate is up to. */
export type Trick = 'none' | 'lookup' | 'echo' | 'variance' | 'sybil' | 'spam' | 'sniper' | 'squatter';

/** How the answers of a miner look to a validator, where anybody deceives. */
export interface Guise {
  readonly trick: Trick;
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

/** Tricks in the order in which one draw hands them out, with the setting of their share. */
const handedOut = [
  ['lookup', 'scenario.lookupShare'],
  ['echo', 'scenario.echoShare'],
  ['variance', 'scenario.varianceShare'],
  ['sybil', 'scenario.sybilShare'],
  ['spam', 'scenario.spamShare'],
  ['sniper', 'scenario.sniperShare'],
] as const;

/** Whether anybody of this world may deceive; where nobody does, answers are what they are. */
export const isDeceitful = (hyperparameters: Hyperparameters): boolean =>
  handedOut.some(([, share]) => hyperparameters[share] > 0) || hyperparameters['scenario.squatterShare'] > 0;

/** The trick of a hotkey: one draw of its own, the same under every setting of the chain. */
export function trickOf(
  seed: string,
  serial: Serial,
  hyperparameters: Hyperparameters,
  founder: boolean,
): Trick {
  let draw = stream(seed, 'trick', serial).next();
  for (const [trick, share] of handedOut) {
    draw -= hyperparameters[share];
    if (draw < 0) return founder && (trick === 'spam' || trick === 'sniper') ? 'none' : trick;
  }
  return 'none';
}

/** The owner among whom sybils are divided, so that each runs about `sybilUids`. */
export function sybilOwner(
  seed: string,
  serial: Serial,
  uids: number,
  hyperparameters: Hyperparameters,
): number {
  const { 'scenario.sybilShare': share, 'scenario.sybilUids': each } = hyperparameters;
  const owners = Math.max(1, Math.round((share * uids) / each));
  return stream(seed, 'sybil of', serial).integer(owners);
}

/** How the answers of a miner of true loss `loss` look under the validators' defences. */
export function guiseOf(
  trick: Trick,
  voice: Serial,
  loss: Nats,
  seed: string,
  hyperparameters: Hyperparameters,
): Guise {
  const pruned = tokensPruned(hyperparameters);
  const known = hyperparameters['scenario.lookupHits'];
  const hits = trick === 'lookup' ? known * pow(1 - hyperparameters['scenario.lookupMiss'], pruned) : 0;
  return {
    trick,
    hits,
    spread: trick === 'variance' ? hyperparameters['scenario.varianceSpread'] : 0,
    penalty: penaltyOf(seed, voice, hits, hyperparameters),
    shown: shownOf(trick, loss, hyperparameters),
    voice,
  };
}

/** Mean loss that a validator sees of a row that is not a hit: all of a guise that depends on the model's own loss. */
export function shownOf(trick: Trick, loss: Nats, hyperparameters: Hyperparameters): Nats {
  const harder = 1 + hyperparameters['scenario.pruneCost'] * tokensPruned(hyperparameters);
  const echoes = trick === 'echo' && hyperparameters['validator.validationLen'] === 0;
  return echoes ? lowestLoss : loss * harder;
}

/**
 * Score divided by 1 + λ · excess, excess = ((d − mean − sd) / sd)^3 within 0 … 10, for answers at a Hellinger distance d
 * from those of the others (bittensor v3.6.1 logits_divergence; λ from the chain, v3.6.2). Distances are standard
 * normal, a look-up lies further off by its share of hits (assumption A54).
 */
function penaltyOf(seed: string, voice: Serial, hits: Share, hyperparameters: Hyperparameters): Share {
  if (!Object.hasOwn(hyperparameters, 'validatorLogitsDivergence')) return 1;
  const rate = hyperparameters.validatorLogitsDivergence / u16Max;
  if (rate === 0) return 1;
  const own = noiseKey(`${seed} distance`, voice % 2 ** 32, 0);
  const distance =
    normalQuantile(uniformAt(noiseOf(own, 0))) + hits * hyperparameters['scenario.divergenceShift'];
  const excess = Math.min(10, Math.max(0, distance - 1) ** 3);
  return 1 / (1 + rate * excess);
}

const tokensPruned = (hyperparameters: Hyperparameters): number =>
  Object.hasOwn(hyperparameters, 'validatorPruneLen') ? hyperparameters.validatorPruneLen : 0;

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
