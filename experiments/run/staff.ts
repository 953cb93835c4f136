/** One piece of work: plain data that a worker understands. */
export interface Task {
  readonly id: string;
  readonly input: unknown;
  /** What it has in common with others: tasks of one stem go to `runFamily` of the entry, where it has one. Absent: nothing. */
  readonly stem?: string;
}

/** Who does the work of a pool. */
export interface Staff {
  /** Module that exports `run(input, board)`, pure but for the board of turns, and may export `runFamily` (`trialWorker.ts`). */
  readonly entry: URL;
  readonly workers: number;
  /** Longest a task may take before its worker is ended, ms. */
  readonly limitMilliseconds?: number;
  /** Agents of one's own; absent: none. */
  readonly own?: OwnStaff;
}

/** What workers are given that run agents of one's own. */
export interface OwnStaff {
  /** Given once to `prepare` of the entry, whose result every `run` is given. */
  readonly supplies: unknown;
  /** Agents in words, in the order in which a board numbers them. */
  readonly words: readonly string[];
  /** Longest that one turn of such an agent may take before its worker is ended, ms. */
  readonly turnLimitMilliseconds: number;
}
