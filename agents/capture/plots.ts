import { takeoverRules } from '../../sim/governance/captureCost.ts';
import { triumvirateTrack } from '../../sim/governance/review.ts';
import type { Share, Tao } from '../../sim/units.ts';
import type { Electorate } from './electorate.ts';
import type { Market } from './market.ts';
import { needsUnder, type PassAndBlock, type VoteRule, type VoteShares, voteRules } from './needsUnder.ts';
import {
  byBribing,
  byBribingOwner,
  byBuying,
  byConviction,
  byRenting,
  type Outcome,
  type PlotTerms,
} from './plot.ts';

/** Who can be captured: the owner by a bribe; its place by a lock of more than 18 % alone or 10 % together; or one of the votes. */
export const captureRules = ['owner', 'lock-18', 'lock-10', ...voteRules] as const;
export type CaptureRule = (typeof captureRules)[number];

/** Days of the vote itself: three of the senate, seven and one of the review, seven of all. */
const voteDays: Readonly<Record<VoteRule, number>> = {
  senate: 3,
  review: 8,
  stake: 7,
  heads: 7,
  'shared-validator': 7,
};
/** A seat is judged by the average stake of so many days. */
const averageDays = 30;

/** The ways to pass a harmful proposal, and to block a good one. */
export interface Plots {
  readonly buy: Outcome | null;
  readonly rent: Outcome | null;
  readonly bribe: Outcome | null;
  readonly block: Outcome | null;
}

export type PlotTermsOfRule = PlotTerms &
  VoteShares & { /** What one with the right to propose takes, TAO. */ readonly proposer: Tao };

/** What rule and electorate ask for, of every subnet alike; null: no vote is taken. */
export const needsOf = (
  rule: CaptureRule,
  electorate: Electorate,
  terms: PlotTermsOfRule,
): PassAndBlock | null => {
  const vote = voteRules.find((name) => name === rule);
  return vote === undefined ? null : needsUnder(vote, electorate, terms);
};

const none: Plots = { buy: null, rent: null, bribe: null, block: null };

/** Every way into a subnet under a rule, with what that rule needs (`needsOf`). `ownerShare`: what its owner holds itself. */
export function plotsAgainst(
  rule: CaptureRule,
  market: Market,
  needs: PassAndBlock | null,
  ownerShare: Share,
  terms: PlotTermsOfRule,
): Plots {
  if (rule === 'lock-18') return { ...none, buy: byConviction(market, takeoverRules['alone-18'], terms) };
  if (rule === 'lock-10') return { ...none, buy: byConviction(market, takeoverRules['joint-10'], terms) };
  if (rule === 'owner' || needs === null)
    return { ...none, bribe: byBribingOwner(market, ownerShare, terms) };
  return plotsInVote(rule, market, needs, terms);
}

function plotsInVote(
  rule: VoteRule,
  market: Market,
  { pass, block }: PassAndBlock,
  terms: PlotTermsOfRule,
): Plots {
  const priced = { ...terms, proposers: terms.proposer * proposersOf(rule), rentDays: voteDays[rule] };
  const free = { ...priced, proposers: 0 };
  const later = (outcome: Outcome | null, days = 0) =>
    outcome === null ? null : { ...outcome, days: outcome.days + voteDays[rule] + days };
  const waits = rule === 'review' ? averageDays : 0;
  const blocks = [
    byBuying(market, block, free, false),
    byRenting(market, block, free, false),
    byBribing(market, block.bribed, free, false),
  ];
  return {
    buy: later(byBuying(market, pass, priced, true), waits),
    rent: later(byRenting(market, pass, { ...priced, rentDays: voteDays[rule] + waits }, true), waits),
    bribe: later(byBribing(market, pass.bribed, priced, true)),
    block: later(cheapestOf(blocks)),
  };
}

/** Members that must propose or let in: one of the triumvirate for the senate, two for a review; else each holder may. */
const proposersOf = (rule: VoteRule): number =>
  rule === 'senate' ? 1 : rule === 'review' ? triumvirateTrack.needed : 0;

const profitOf = ({ brings, cost }: Outcome): Tao => brings - cost;

/** The way that leaves most. */
export const bestOf = (outcomes: readonly (Outcome | null)[]): Outcome | null =>
  outcomes.reduce(
    (best, one) => (one !== null && (best === null || profitOf(one) > profitOf(best)) ? one : best),
    null,
  );

/** The way that costs least. */
const cheapestOf = (outcomes: readonly (Outcome | null)[]): Outcome | null =>
  outcomes.reduce(
    (best, one) => (one !== null && (best === null || one.cost < best.cost) ? one : best),
    null,
  );
