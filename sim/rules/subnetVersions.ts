import type { RulesetName } from '../rulesets.ts';

/** What differs between the versions of the chain in the rules of a subnet; the formulas are in this folder. */
export interface SubnetVersion {
  /** Whose text of the epoch it is. */
  readonly text: 'first' | 'liquid' | 'dtao' | 'pairwise' | 'current' | 'autumn';
  /** Epochs at (block + netuid + 1) mod (tempo + 1) = tempo, or `tempo` blocks after the last. */
  readonly schedule: 'modulo' | 'sinceLast';
  /**
   * Prices of work and burn adjusted at the end of an interval, wholly or by part (adjustmentAlpha), or a burn
   * that decays with every block and jumps with every registration.
   */
  readonly entry: 'interval' | 'slowInterval' | 'continuous';
  /** The lowest pruning score, highest uid or oldest first; or the lowest emission, with a protected rest. */
  readonly pruning: 'highestUid' | 'oldest' | 'byEmission';
  /** Whom nobody replaces: nobody; the owner's hotkey, which may also weigh itself; or several keys of the owner's. */
  readonly spares: 'nobody' | 'ownerHotkey' | 'ownerKeys';
  /**
   * All of it to the epoch without halving; less the owner's cut, which goes to the owner's balance; or the same in
   * alpha, where the cut is staked on the owner's hotkey and the validators' half is shared apart.
   */
  readonly emission: 'whole' | 'ownerCut' | 'alpha';
  /** Whose incentive is not paid out: nobody's; that of the owner's hotkey; that of every key of the owner's. */
  readonly withholds: 'nothing' | 'ownerHotkey' | 'ownerKeys';
  /** What a newcomer's slot is cleared of: nothing; results and bonds; weights from and towards it as well. */
  readonly clears: 'nothing' | 'results' | 'everything';
  /** A newcomer finds no validator permit in its slot (v3.4.0-411 on). */
  readonly clearsPermit: boolean;
  /** What was staked on a replaced hotkey: paid out to its owner, or left on the hotkey, outside the network. */
  readonly leaverStake: 'paidOut' | 'staysOnHotkey';
  /** Weights may be committed and revealed later; null: not in this version. */
  readonly commitReveal: CommitReveal | null;
}

/** How a version keeps what is committed. */
export interface CommitReveal {
  /** Ten commits may wait for a hotkey: in all (hash commits), or of each epoch (time-locked ones). */
  readonly tenWaiting: 'inAll' | 'perEpoch';
  /** Rows with a commit that waits are read without neurons that registered after it (v3.2.2 on). */
  readonly masksNewcomers: boolean;
}

const first: SubnetVersion = {
  text: 'first',
  schedule: 'modulo',
  entry: 'interval',
  pruning: 'highestUid',
  spares: 'nobody',
  emission: 'whole',
  withholds: 'nothing',
  clears: 'nothing',
  clearsPermit: false,
  leaverStake: 'paidOut',
  commitReveal: null,
};
const v111: SubnetVersion = { ...first, entry: 'slowInterval', emission: 'ownerCut' };
const v124: SubnetVersion = {
  ...v111,
  text: 'liquid',
  pruning: 'oldest',
  commitReveal: { tenWaiting: 'inAll', masksNewcomers: false },
};
const v2011: SubnetVersion = {
  ...v124,
  text: 'dtao',
  spares: 'ownerHotkey',
  emission: 'alpha',
  withholds: 'ownerHotkey',
  leaverStake: 'staysOnHotkey',
  clears: 'results',
};
const v320: SubnetVersion = {
  ...v2011,
  text: 'pairwise',
  commitReveal: { tenWaiting: 'perEpoch', masksNewcomers: false },
};
const v349: SubnetVersion = {
  ...v320,
  text: 'current',
  schedule: 'sinceLast',
  entry: 'continuous',
  pruning: 'byEmission',
  spares: 'ownerKeys',
  withholds: 'ownerKeys',
  clears: 'everything',
  clearsPermit: true,
  commitReveal: { tenWaiting: 'perEpoch', masksNewcomers: true },
};

const spec475: SubnetVersion = { ...v349, text: 'autumn' };

export type SubnetRuleset = Exclude<RulesetName, 'nakamoto-2022'>;

export const subnetVersions: Readonly<Record<SubnetRuleset, SubnetVersion>> = {
  'finney-2023': first,
  'finney-2024': v111,
  'liquid-2025': v124,
  'dtao-2025': v2011,
  'yuma3-2025': v320,
  'burn-2026': v349,
  'autumn-2026': spec475,
};
