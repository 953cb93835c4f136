import { type TurnNote, turnWords } from '../../sim/turn.ts';

/** Where a fault happened: the agent in words, and the block. */
export interface Place {
  readonly agent: string;
  readonly block: number;
}

/** Three numbers that a worker and its pool share: kind of agent, its uid, block; block 0: nobody acted yet. */
export const turnBoard = (): Float64Array => new Float64Array(new SharedArrayBuffer(24));

/** Writes turns on a board. A worker that hangs has left there whose turn it was. */
export const noteIn =
  (board: Float64Array): TurnNote =>
  (kind, uid, block) => {
    board[0] = kind;
    board[1] = uid;
    board[2] = block;
  };

/** Whose turn a board shows; null: nobody acted yet. */
export const placeOn = ([kind, uid, block]: Float64Array): Place | null =>
  block > 0 ? { agent: turnWords(kind, uid), block } : null;
