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
}
