import type { Block, Section } from './document.ts';

/** What a page tells below its answer and picture. */
interface Told {
  /** Sentences with their intervals, seeds, power, whether it settled, what decides, guardrails in short. */
  readonly sure: readonly Block[];
  /** What the answer must not be taken for, and what would change it. */
  readonly limits: readonly Block[];
  /** The command, and what names engine, plan and rows. */
  readonly check: readonly Block[];
  /** Everything else, for a reader who opens it. */
  readonly more: readonly Section[];
}

/** The sections of every page in the one order that a reader learns once; what is more is folded. */
export const inOrder = ({ sure, limits, check, more }: Told): Section[] => [
  { id: 'sure', heading: 'How sure', blocks: sure },
  { id: 'limits', heading: 'When it does not hold', blocks: limits },
  { id: 'check', heading: 'How to check it', blocks: check },
  ...more.map((section) => ({ ...section, isFolded: true })),
];
