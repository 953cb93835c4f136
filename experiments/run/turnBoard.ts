import { firstOwnTurn, type TurnNote, turnWords } from '../../sim/turn.ts';

/** Where a fault happened: the agent in words, and the block. */
export interface Place {
  readonly agent: string;
  readonly block: number;
}

/**
 * Five numbers that a worker and its pool share: kind of agent, its uid, block, how many turns were noted, and which of several tasks the
 * worker is at; block 0: no agent acted yet.
 */
export const turnBoard = (): Float64Array => new Float64Array(new SharedArrayBuffer(40));

/** Which of the tasks that it was given a worker is at. */
export const memberOn = (board: Float64Array): number => board[4];

/** Writes turns on a board. A worker that hangs has left there whose turn it was. */
export const noteIn =
  (board: Float64Array): TurnNote =>
  (kind, uid, block) => {
    board[0] = kind;
    board[1] = uid;
    board[2] = block;
    board[3] += 1;
  };

/** Whose turn a board shows; null: no agent acted yet. `own`: agents of one's own in words, in the order of their definitions. */
export const placeOn = ([kind, uid, block]: Float64Array, own: readonly string[] = []): Place | null => {
  if (block === 0) return null;
  const words = own[kind - firstOwnTurn];
  if (words === undefined) return { agent: turnWords(kind, uid), block };
  return { agent: uid < 0 ? words : `${words}, uid ${uid}`, block };
};

/** Times the turns of agents of one's own that a board shows: nothing inside a world can, for it knows no clock. */
export class TurnClock {
  private readonly board: Float64Array;
  private turn = -1;
  private since = 0;

  constructor(board: Float64Array) {
    this.board = board;
  }

  /** Milliseconds for which the present turn of such an agent has been seen at `now`; 0 where it is no such agent's. */
  lasting(now: number): number {
    const [kind, , , turn] = this.board;
    if (turn !== this.turn) this.since = now;
    this.turn = turn;
    return kind >= firstOwnTurn ? now - this.since : 0;
  }
}

/** Why a turn that took too long has failed. */
export const overtime = (agent: string, limit: number): string =>
  `a turn of ${agent} took more than ${limit} ms, the turnLimitMs of the plan: make it end, or allow more with --turn-limit`;
