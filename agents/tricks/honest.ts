import type { Trick } from './trick.ts';

/** No trick at all: for miners to which the draw assigns none. */
export const honest: Trick = { name: 'none', heldBy: 'anyone', cheats: false, shareOf: () => 0 };
