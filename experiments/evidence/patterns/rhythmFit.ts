import type { Blocks, Share } from '../../../sim/units.ts';
import { changedRows, disagreement, rowChange, type Trait, traitBlocks } from './epochBlocks.ts';
import { medianOf } from './middle.ts';
import { type EpochLook, epochBlocks } from './subnetWatch.ts';

/** How the validators of a subnet score: the knobs that its record decides. */
export interface Rhythm {
  readonly sweepBlocks: Blocks;
  readonly alpha: Share;
  readonly queries: number;
}

/** The settings of a rhythm. */
export const rhythmSettings = ({ sweepBlocks, alpha, queries }: Rhythm) => ({
  'validator.sweepBlocks': sweepBlocks,
  'validator.alpha': alpha,
  'validator.queries': queries,
});

/** What is matched: the middle one of the blocks, so that a single odd block has no say. */
interface Moments {
  readonly disagreement: number;
  readonly rowChange: number;
}

const level = (trait: Trait, looks: readonly (readonly EpochLook[])[]): number =>
  medianOf(looks.flatMap((one) => traitBlocks(trait, one))) ?? Number.NaN;

const momentsOf = (looks: readonly (readonly EpochLook[])[]): Moments => ({
  disagreement: level(disagreement, looks),
  rowChange: level(rowChange, looks),
});

/** Rounds of the search: from the third on it goes to and fro between neighbours, and the nearest of all is taken. */
const rounds = 6;

/**
 * The rhythm whose worlds show the moments of the recorded epochs: a sweep lasts an epoch over the share of rows that change in one;
 * α and the queries follow from two moments. Scores with independent noise that are averaged with weight α differ between two validators by
 * a deviation that goes as √(α / ((2 − α) queries)) and change in a sweep by √α times that, which says where to look next; the
 * worlds say what comes of it; the round that misses the least is taken. `watch` gives the looks of settled worlds under a rhythm, the same seeds in every round.
 */
export function fitRhythm(
  recorded: readonly EpochLook[],
  watch: (rhythm: Rhythm) => readonly (readonly EpochLook[])[],
  first: Rhythm = { sweepBlocks: sweepOf(recorded), alpha: 0.12, queries: 9 },
): Rhythm {
  const wanted = momentsOf([recorded]);
  let rhythm = first;
  let best = { rhythm, miss: Number.POSITIVE_INFINITY };
  for (let round = 0; round < rounds; round++) {
    const shown = momentsOf(watch(rhythm));
    const miss = missOf(shown, wanted);
    if (miss < best.miss) best = { rhythm, miss };
    rhythm = nearer(rhythm, shown, wanted);
  }
  return best.rhythm;
}

/** Sum of the squares by which the logarithms of the moments differ. */
const missOf = (shown: Moments, wanted: Moments): number =>
  Math.log(shown.disagreement / wanted.disagreement) ** 2 + Math.log(shown.rowChange / wanted.rowChange) ** 2;

/** Blocks of a sweep, to ten: an epoch over the share of rows that change in one. */
export function sweepOf(recorded: readonly EpochLook[]): Blocks {
  // The first look has no look before it.
  const share = changedRows.of(recorded.slice(1)) ?? 1;
  return 10 * Math.round(epochBlocks / share / 10);
}

function nearer(rhythm: Rhythm, shown: Moments, wanted: Moments): Rhythm {
  const ratio = ({ disagreement, rowChange }: Moments) => rowChange / disagreement;
  const alpha = Math.min(0.9, rhythm.alpha * (ratio(wanted) / ratio(shown)) ** 2);
  const noise = (one: Share) => one / (2 - one);
  const queries =
    (rhythm.queries * (shown.disagreement / wanted.disagreement) ** 2 * noise(alpha)) / noise(rhythm.alpha);
  return {
    ...rhythm,
    alpha: Math.round(alpha * 100) / 100,
    queries: Math.max(1, Math.round(queries)),
  };
}
