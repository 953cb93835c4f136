import type { Serial } from '../../sim/units.ts';

/** An agent of one's own at work: plain data. */
export interface OwnAgent {
  /** Name of its definition. */
  readonly name: string;
  readonly serial: Serial;
  readonly state: unknown;
  /** Turns it has had: names the draws of the next. */
  turns: number;
}
