import type { Block, Uid } from './units.ts';

/** Whose turn it is, as three numbers that another thread can read: kind of agent, its uid (−1: none), block. */
export type TurnNote = (kind: number, uid: Uid, block: Block) => void;

export const turnKinds = ['newcomers', 'validator', 'market', 'failures'] as const;

/** The agent of a note in words: `validator 3`. */
export const turnWords = (kind: number, uid: Uid): string =>
  uid < 0 ? (turnKinds[kind] ?? 'an agent') : `${turnKinds[kind]} ${uid}`;

/** Turns of agents of one's own are numbered from here, each by the place of its definition; −1: such a turn has ended. */
export const firstOwnTurn = 16;
