import type { RulesetName } from '../rulesets.ts';

/** What differs between the versions of the chain in the rules of a subnet; the formulas are in this folder. */
export interface SubnetVersion {
  /** Whose text of the epoch it is. */
  readonly text: 'first' | 'liquid' | 'dtao' | 'pairwise' | 'current';
  /** Epochs at (block + netuid + 1) mod (tempo + 1) = tempo, or `tempo` blocks after the last. */
  readonly schedule: 'modulo' | 'sinceLast';
  /**
   * Prices of work and burn adjusted at the end of an interval, wholly or by part (adjustmentAlpha), or a burn
   * that decays with every block and jumps with every registration.
   */
  readonly entry: 'interval' | 'slowInterval' | 'continuous';
  /** The lowest pruning score, highest uid or oldest first; or the lowest emission, with a protected rest. */
  readonly pruning: 'highestUid' | 'oldest' | 'byEmission';
  /** The owner's hotkey is never replaced, and may weigh itself. */
  readonly sparesOwner: boolean;
  /**
   * All of it to the epoch without halving; less the owner's cut, which goes to the owner's balance; or the same in
   * alpha, where the cut is staked on the owner's hotkey and the validators' half is shared apart.
   */
  readonly emission: 'whole' | 'ownerCut' | 'alpha';
  /** What a newcomer's slot is cleared of: nothing; results and bonds; weights from and towards it as well. */
  readonly clears: 'nothing' | 'results' | 'everything';
  /** Weights may be committed and revealed later. */
  readonly commitReveal: boolean;
}

const first: SubnetVersion = {
  text: 'first',
  schedule: 'modulo',
  entry: 'interval',
  pruning: 'highestUid',
  sparesOwner: false,
  emission: 'whole',
  clears: 'nothing',
  commitReveal: false,
};
const v111: SubnetVersion = { ...first, entry: 'slowInterval', emission: 'ownerCut' };
const v124: SubnetVersion = { ...v111, text: 'liquid', pruning: 'oldest' };
const v2011: SubnetVersion = {
  ...v124,
  text: 'dtao',
  sparesOwner: true,
  emission: 'alpha',
  clears: 'results',
};
const v320: SubnetVersion = { ...v2011, text: 'pairwise' };
const v349: SubnetVersion = {
  ...v320,
  text: 'current',
  schedule: 'sinceLast',
  entry: 'continuous',
  pruning: 'byEmission',
  clears: 'everything',
  commitReveal: true,
};

export type SubnetRuleset = Exclude<RulesetName, 'nakamoto-2022'>;

export const subnetVersions: Readonly<Record<SubnetRuleset, SubnetVersion>> = {
  'finney-2023': first,
  'finney-2024': v111,
  'liquid-2025': v124,
  'dtao-2025': v2011,
  'yuma3-2025': v320,
  'current-2026': v349,
};
