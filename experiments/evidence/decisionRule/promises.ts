import type { RuleCount } from './count.ts';
import type { KindName } from './kinds.ts';

/** What the rule promises of a kind of world. */
export interface Promised {
  readonly kind: KindName;
  readonly words: string;
  readonly kept: (count: RuleCount) => boolean;
}

export const promises: readonly Promised[] = [
  {
    kind: 'nothing changes',
    words: 'change in at most 3.5 %, by the upper 95 % bound',
    kept: ({ upper }) => upper <= 0.035,
  },
  {
    kind: 'every value gains the margin itself',
    words: 'change in at most 3.5 %, by the upper 95 % bound',
    kept: ({ upper }) => upper <= 0.035,
  },
  {
    kind: 'one value gains twice the margin',
    words: 'change, with that value, in at least 80 %',
    kept: ({ right, studies }) => right >= 0.8 * studies,
  },
  {
    kind: 'a guardrail harmed by its whole allowance',
    words: 'change in at most 1 %',
    kept: ({ change, studies }) => change <= 0.01 * studies,
  },
  {
    kind: 'one scenario loses the whole regret',
    words: 'change in at most 3.5 %, by the upper 95 % bound',
    kept: ({ upper }) => upper <= 0.035,
  },
];

/** Whether a count keeps what is promised of its kind. */
export const isKept = (count: RuleCount): boolean =>
  promises.find(({ kind }) => kind === count.kind)!.kept(count);
