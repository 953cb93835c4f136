/** What a number of a trial is, in one line, with its unit and its good direction. */
export interface Metric {
  readonly name: string;
  readonly family:
    | 'entry'
    | 'judgement'
    | 'fidelity'
    | 'concentration'
    | 'cost'
    | 'economy'
    | 'security'
    | 'intelligence';
  readonly unit: string;
  /** Which way is better; `none` where neither is. */
  readonly better: 'lower' | 'higher' | 'none';
  readonly definition: string;
  /** Its name in a sentence; absent: `name` itself. */
  readonly title?: string;
  /** It attributes what happened to a cause, and moves between worlds that are alike to the bit: it may not decide. */
  readonly isDescriptive?: true;
  /** An age that a run may end before: null then means later than that, so a mean over the trials that have it would leave out the slow ones. */
  readonly mayNotCome?: true;
}
