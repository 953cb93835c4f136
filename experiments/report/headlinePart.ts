/** What is said of one setting; the first part speaks of all of them and has no label. */
export interface HeadlinePart {
  readonly label: string;
  readonly sentences: readonly string[];
}
