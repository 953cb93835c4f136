import type { Chamber } from '../chamber.ts';

/** Days between two changes of a setting by its owner: two tempos of 360 blocks (OwnerHyperparamRateLimit). */
const ownerDays = 0.1;

/** The owner of the subnet sets what it likes, as it may today. */
export const ownerDecides = (owner: number): Chamber => ({
  proposers: [owner],
  decide: ({ stances }) => ({ passes: stances[owner] === 'aye', days: ownerDays }),
  game: { weights: [1n], quota: 1n },
  ayesToPass: 1,
  naysToBlock: null,
});

/** No vote: the setting stays. */
export const noVote: Chamber = {
  proposers: [],
  decide: () => ({ passes: false, days: 0 }),
  game: null,
  ayesToPass: null,
  naysToBlock: null,
};
