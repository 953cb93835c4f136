import type { SeenNetwork, Sighting } from '../../../experiments/calibrate/sighting.ts';
import { rowOf } from '../../../sim/row.ts';

/** A sighting of which nothing is known but its block. */
export const blank = (block: number, size = 6): Sighting => ({
  from: `file of ${block}`,
  block,
  size,
  stake: null,
  rows: null,
  incentive: null,
  validatorTrust: null,
  registered: null,
  lastUpdate: null,
  alphaPrice: null,
});

export const network = (
  sightings: readonly Sighting[],
  known: Partial<Omit<SeenNetwork, 'sightings'>> = {},
): SeenNetwork => ({ name: 'made', netuid: 7, ownerUid: null, hyperparameters: {}, ...known, sightings });

/** Six uids: 0 and 1 set weights, 5 is the owner’s. */
export const weighed = (block: number, first: number, second: number): Sighting => ({
  ...blank(block),
  stake: Float64Array.of(0.6, 0.4, 0, 0, 0, 0),
  rows: [
    rowOf([
      [2, 100 - first],
      [5, first],
    ]),
    rowOf([
      [2, 50 - second / 2],
      [3, 50 - second / 2],
      [5, second],
    ]),
    ...Array.from({ length: 4 }, () => rowOf([])),
  ],
});
