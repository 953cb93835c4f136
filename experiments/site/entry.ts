/** Kinds of pages, in the order in which the index has them, with their headings. */
export const kinds = {
  report: 'Reports',
  proposal: 'Proposals',
  figure: 'Figures of the papers',
  notebook: 'Notebooks',
  tutorial: 'Learn',
  'how-to': 'How to',
  reference: 'Reference',
  explanation: 'Explanation',
  project: 'About the laboratory',
} as const;

export type Kind = keyof typeof kinds;

/** A page of the site as the index lists it. */
export interface Entry {
  readonly kind: Kind;
  readonly title: string;
  /** Its answer, or what it is about, in a line of text without markup. */
  readonly line: string;
  /** Its name in the laboratory: a study with its size, a figure, a file. */
  readonly name: string;
  /** Path of its page in the site; null: it was not built, and `line` says how it is. */
  readonly path: string | null;
}
