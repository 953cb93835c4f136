import type { Trick } from './trick.ts';

/** No trick at all: what everybody has to whom the draw hands none. */
export const honest: Trick = { name: 'none', heldBy: 'anyone', cheats: false, shareOf: () => 0 };
