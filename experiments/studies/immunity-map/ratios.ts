import { type Estimate, estimate } from '../../statistics/estimate.ts';
import { heldOutError } from '../../statistics/leastSquares.ts';
import { differences } from '../../statistics/paired.ts';
import { type WelchDifference, welchDifference } from '../../statistics/welch.ts';
import { flowSeen, immuneShare, type MapWorld, timesKnown } from './worlds.ts';

/** Two worlds that differ in flow and time to be known by one factor, so that immunity times that factor gives both ratios again. */
export interface Twins {
  readonly fast: MapWorld;
  readonly slow: MapWorld;
  readonly factor: number;
  /** From which immunity to which, in the fast world, blocks. */
  readonly step: readonly [number, number];
  /** What the step does to each, nats, paired by seed. */
  readonly fastEffect: Estimate;
  readonly slowEffect: Estimate;
  /** Slow − fast, for all twins together at 95 %. */
  readonly difference: WelchDifference;
  readonly verdict: 'alike' | 'unlike' | 'undecided';
  /** Whether the step matters in one of the two for certain: twins in which it does nothing agree whatever is true. */
  readonly isTelling: boolean;
  /** Both worlds had settled before the change; other twins are shown and decide nothing. */
  readonly decides: boolean;
}

/** All twins among worlds whose effects have settled, over the longest step that both have. */
export function twinsOf(worlds: readonly MapWorld[], margin: number): Twins[] {
  const main = worlds.filter(({ arm, hasSteadyEffect }) => arm === null && hasSteadyEffect);
  const pairs = main.flatMap((fast) => main.flatMap((slow) => pairOf(fast, slow) ?? []));
  return pairs.map((pair) => judged(pair, margin, 1 - 0.05 / pairs.length));
}

/** Twins whose flows that were seen are further from the factor have other immune shares, and are none. */
const flowTolerance = 0.1;

interface Pair {
  readonly fast: MapWorld;
  readonly slow: MapWorld;
  readonly factor: number;
  readonly step: readonly [number, number];
}

function pairOf(fast: MapWorld, slow: MapWorld): Pair | null {
  const factor = fast.place.flow / slow.place.flow;
  if (factor <= 1 || slow.place.sweepBlocks !== factor * fast.place.sweepBlocks) return null;
  if (Math.abs(flowSeen(fast) / flowSeen(slow) / factor - 1) > flowTolerance) return null;
  const shared = fast.levels.filter((level) => slow.levels.includes(factor * level));
  return shared.length < 2 ? null : { fast, slow, factor, step: [shared[0], shared[shared.length - 1]] };
}

function judged({ fast, slow, factor, step }: Pair, margin: number, level: number): Twins {
  const [from, to] = step;
  const one = effectsOf(fast, from, to);
  const other = effectsOf(slow, factor * from, factor * to);
  const difference = welchDifference(other, one, level);
  const [fastEffect, slowEffect] = [estimate(one), estimate(other)];
  return {
    fast,
    slow,
    factor,
    step,
    fastEffect,
    slowEffect,
    difference,
    verdict: verdictOf(difference, margin),
    isTelling: [fastEffect, slowEffect].some(({ low, high }) => low > margin || high < -margin),
    decides: fast.isSteady && slow.isSteady,
  };
}

const verdictOf = ({ low, high }: WelchDifference, margin: number): Twins['verdict'] => {
  if (low > margin || high < -margin) return 'unlike';
  return low >= -margin && high <= margin ? 'alike' : 'undecided';
};

const effectsOf = ({ levels, values }: MapWorld, from: number, to: number): number[] =>
  differences(values[levels.indexOf(to)], values[levels.indexOf(from)]);

/** How well a description of the worlds predicts those it was not fitted to. */
export interface Fit {
  readonly name: string;
  readonly coefficients: number;
  /** Root of the mean squared error, nats. */
  readonly error: number;
}

/** What doubling the immunity does, in a world. */
interface Doubling {
  readonly group: string;
  readonly share: number;
  readonly known: number;
  readonly flow: number;
  readonly effect: Estimate;
}

/** What each fit knows of a doubling: nothing, the immune share, both ratios, or the flow besides, which makes up all three raw factors. */
const bases: readonly { readonly name: string; readonly of: (doubling: Doubling) => number[] }[] = [
  { name: 'nothing: no effect anywhere', of: () => [] },
  { name: 'immune share alone', of: ({ share }) => [1, share, share ** 2] },
  { name: 'both ratios', of: (doubling) => ratios(doubling) },
  {
    name: 'both ratios and the flow (all raw factors)',
    of: (doubling) => {
      const flow = Math.log(doubling.flow);
      return [...ratios(doubling), flow, flow ** 2, flow * doubling.share, flow * Math.log(doubling.known)];
    },
  },
];

const ratios = ({ share, known }: Doubling): number[] => {
  const ln = Math.log(known);
  return [1, share, share ** 2, ln, ln ** 2, share * ln];
};

/** Every fit on worlds that it has not seen, with the noise that no fit can beat; null where the effects of too few worlds have settled. */
export function fitsOf(
  worlds: readonly MapWorld[],
): { readonly fits: readonly Fit[]; readonly noise: number; readonly doublings: number } | null {
  const steady = worlds.filter(({ arm, hasSteadyEffect }) => arm === null && hasSteadyEffect);
  const doublings = steady.flatMap(doublingsOf);
  if (steady.length < fewestWorlds) return null;
  const fits = bases.map(({ name, of }): Fit => {
    const observations = doublings.map((one) => ({ group: one.group, x: of(one), y: one.effect.mean }));
    return { name, coefficients: observations[0].x.length, error: heldOutError(observations) };
  });
  const variance = doublings.map(({ effect: { sd, n } }) => sd ** 2 / n);
  const noise = Math.sqrt(variance.reduce((sum, one) => sum + one, 0) / variance.length);
  return { fits, noise, doublings: doublings.length };
}

/** A fit of ten coefficients needs both axes to vary among the others. */
const fewestWorlds = 6;

const doublingsOf = (world: MapWorld): Doubling[] =>
  world.levels.slice(1).map((level, k) => ({
    group: world.path.label,
    share: immuneShare(world, level),
    known: timesKnown(world, level),
    flow: flowSeen(world),
    effect: estimate(effectsOf(world, world.levels[k], level)),
  }));

/** What became of the conjecture that the two ratios alone tell what immunity does. */
export interface Conjecture {
  /** Refuted by twins that are unlike; confirmed where all are alike and one at least is telling. */
  readonly verdict: 'confirmed' | 'refuted' | 'undecided';
  readonly twins: readonly Twins[];
  readonly fits: ReturnType<typeof fitsOf>;
}

export function conjectureOf(worlds: readonly MapWorld[], margin: number): Conjecture {
  const twins = twinsOf(worlds, margin);
  const deciding = twins.filter(({ decides }) => decides);
  const isRefuted = deciding.some(({ verdict }) => verdict === 'unlike');
  const isConfirmed =
    deciding.every(({ verdict }) => verdict === 'alike') && deciding.some(({ isTelling }) => isTelling);
  return {
    verdict: isRefuted ? 'refuted' : isConfirmed ? 'confirmed' : 'undecided',
    twins,
    fits: fitsOf(worlds),
  };
}
