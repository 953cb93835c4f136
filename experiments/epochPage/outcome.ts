import type { Frame } from './frame.ts';

/** What an epoch gives a uid, with the changes and without; shares of one, pay in RAO. */
export interface UidOutcome {
  readonly uid: number;
  readonly pay: number;
  readonly payBefore: number;
  /** RAO; the difference is exact. */
  readonly gain: number;
  readonly incentive: number;
  readonly incentiveBefore: number;
  readonly dividends: number;
  readonly dividendsBefore: number;
}

/** Who gains and who loses in an epoch by the changes. */
export interface Outcome {
  /** By gain, the largest first; equal ones by pay, then by uid. */
  readonly uids: readonly UidOutcome[];
  readonly gaining: number;
  readonly losing: number;
  /** RAO paid in all. */
  readonly paid: number;
  readonly paidBefore: number;
  /** RAO that changes hands: what those who lose lose, and no more than those who gain gain. */
  readonly moved: number;
}

/** Compares an epoch with the same one of the file. */
export function outcomeOf(now: Frame, before: Frame): Outcome {
  const uids = Array.from(now.pay, (pay, uid): UidOutcome => {
    const payBefore = before.pay[uid];
    return {
      ...{ uid, pay, payBefore, gain: pay - payBefore },
      incentive: now.incentive[uid],
      incentiveBefore: before.incentive[uid],
      dividends: now.dividends[uid],
      dividendsBefore: before.dividends[uid],
    };
  }).sort((one, other) => other.gain - one.gain || other.pay - one.pay || one.uid - other.uid);
  const sum = (part: (outcome: UidOutcome) => number) => uids.reduce((total, uid) => total + part(uid), 0);
  const gained = sum(({ gain }) => Math.max(0, gain));
  const lost = sum(({ gain }) => Math.max(0, -gain));
  return {
    uids,
    gaining: uids.filter(({ gain }) => gain > 0).length,
    losing: uids.filter(({ gain }) => gain < 0).length,
    paid: sum(({ pay }) => pay),
    paidBefore: sum(({ payBefore }) => payBefore),
    moved: Math.min(gained, lost),
  };
}
