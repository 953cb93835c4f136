import { type Block, type Blocks, blocksPerDay } from '../units.ts';
import { type Ratio, ratio } from './weightedGame.ts';

/** The planned review of a proposal, as settings. */
export interface ReviewRule {
  /** After so many blocks it is enacted if the reviewers say nothing. */
  readonly delay: Blocks;
  /** Part of the seats whose ayes enact it in the next block. */
  readonly fast: Ratio;
  /** Part of the seats whose nays cancel it. */
  readonly cancel: Ratio;
  /** Blocks for which seats are given. */
  readonly term: Blocks;
  /** Seats of each half: the largest stakers of root, and the owners of the dearest subnets. */
  readonly seatsOfHalf: number;
  /** Blocks that a subnet must be old for a seat of its owner. */
  readonly leastAge: Blocks;
}

/** As the branches `governance-*` of subtensor had it on 3 June 2026 (d0910bde9): a design, never merged. */
export const plannedReview: ReviewRule = {
  delay: blocksPerDay,
  fast: ratio(75, 100),
  cancel: ratio(51, 100),
  term: 60 * blocksPerDay,
  seatsOfHalf: 16,
  leastAge: 180 * blocksPerDay,
};

/** Before the review: two of three members of the triumvirate, either way, within seven days. */
export const triumvirateTrack = { members: 3, needed: 2, period: 7 * blocksPerDay } as const;

/** What the triumvirate makes of a proposal by `block`: two ayes send it to review, two nays or seven days end it. */
export function triumvirateDecision(
  votes: { readonly ayes: number; readonly nays: number },
  submitted: Block,
  block: Block,
): 'to review' | 'rejected' | 'expired' | 'open' {
  checkVotes(votes, triumvirateTrack.members);
  if (votes.ayes >= triumvirateTrack.needed) return 'to review';
  if (votes.nays >= triumvirateTrack.needed) return 'rejected';
  return block >= submitted + triumvirateTrack.period ? 'expired' : 'open';
}

/** Who may be given a seat: a coldkey with what its half ranks by. */
export interface Candidate {
  readonly coldkey: string;
  /** Average stake value over 30 days, RAO; or moving price of the owned subnet, RAO per alpha. */
  readonly rank: bigint;
  /** Age of the owned subnet; stakers have none. */
  readonly age?: Blocks;
}

/**
 * The coldkeys that review for a term: the highest of each half, one seat for each coldkey, however many subnets it owns and even if it is in
 * both halves. Of equal ranks the one named first. So the seats may be fewer than 32.
 */
export function reviewers(
  stakers: readonly Candidate[],
  owners: readonly Candidate[],
  rule: ReviewRule = plannedReview,
): string[] {
  const grown = owners.filter(({ age = 0 }) => age >= rule.leastAge);
  const halves = [stakers, grown].flatMap((half) => highest(half, rule.seatsOfHalf));
  return [...new Set(halves)];
}

function highest(candidates: readonly Candidate[], seats: number): string[] {
  const ranked = [...candidates].sort((one, other) =>
    one.rank < other.rank ? 1 : one.rank > other.rank ? -1 : 0,
  );
  return [...new Set(ranked.map(({ coldkey }) => coldkey))].slice(0, seats);
}

/** Votes of a review at a moment. */
export interface ReviewVotes {
  readonly seats: number;
  readonly ayes: number;
  readonly nays: number;
}

/** Fewest seats that are at least a part of them. */
export const seatsFor = (share: Ratio, seats: number): number =>
  Number((share.above * BigInt(seats) + share.below - 1n) / share.below);

/**
 * Blocks from its submission after which a proposal is enacted with these votes; 0: in the next block; null: it is cancelled. The part of all
 * seats by which ayes exceed nays shortens the delay, and that by which nays exceed ayes lengthens it up to twice, along a curve
 * c = 1 − (1 − net/threshold)³ that reaches its end at the threshold. Throws a RangeError at votes that are more than the seats.
 */
export function reviewDelay(votes: ReviewVotes, rule: ReviewRule = plannedReview): Blocks | null {
  checkVotes(votes, votes.seats);
  const { seats, ayes, nays } = votes;
  if (ayes >= seatsFor(rule.fast, seats)) return 0;
  if (nays >= seatsFor(rule.cancel, seats)) return null;
  const net = (ayes - nays) / seats;
  const c = curve(Math.abs(net) / shareOf(net >= 0 ? rule.fast : rule.cancel));
  return Math.round(rule.delay * (net >= 0 ? 1 - c : 1 + c));
}

const curve = (part: number): number => 1 - (1 - part) ** 3;
const shareOf = ({ above, below }: Ratio): number => Number(above) / Number(below);

/** A vote cast in a review; a later one of the same seat replaces it. */
export interface CastVote {
  readonly block: Block;
  readonly seat: number;
  readonly isAye: boolean;
}

/** How a review ended, at which block, and how the seats had voted by then. */
export interface ReviewResult {
  readonly outcome: 'enacted' | 'cancelled';
  readonly block: Block;
  readonly votes: ReviewVotes;
}

/**
 * Runs a review to its end. Each vote sets the block of enactment anew; one that has passed means the next block. A review in which no vote is
 * cast is enacted after the delay. Throws a RangeError at no seat and at a vote of a seat that does not exist or before the submission.
 */
export function review(
  seats: number,
  submitted: Block,
  cast: readonly CastVote[],
  rule: ReviewRule = plannedReview,
): ReviewResult {
  checkCast(seats, submitted, cast);
  const choices = new Map<number, boolean>();
  let votes: ReviewVotes = { seats, ayes: 0, nays: 0 };
  let due = submitted + rule.delay;
  for (const { block, seat, isAye } of [...cast].sort((one, other) => one.block - other.block)) {
    if (block >= due) break;
    choices.set(seat, isAye);
    const ayes = [...choices.values()].filter((aye) => aye).length;
    votes = { seats, ayes, nays: choices.size - ayes };
    const delay = reviewDelay(votes, rule);
    if (delay === null) return { outcome: 'cancelled', block, votes };
    due = Math.max(submitted + delay, block + 1);
  }
  return { outcome: 'enacted', block: due, votes };
}

function checkCast(seats: number, submitted: Block, cast: readonly CastVote[]): void {
  if (!(seats >= 1))
    throw new RangeError(`seats must be 1 or more; received ${seats}: name at least one reviewer`);
  for (const { seat, block } of cast) {
    if (!(Number.isInteger(seat) && seat >= 0 && seat < seats))
      throw new RangeError(`seat must be 0 … ${seats - 1}; received ${seat}: only reviewers vote`);
    if (block < submitted)
      throw new RangeError(`block of a vote must be from ${submitted} on; received ${block}: vote later`);
  }
}

function checkVotes({ ayes, nays }: { readonly ayes: number; readonly nays: number }, seats: number): void {
  if (!(ayes >= 0 && nays >= 0 && ayes + nays <= seats))
    throw new RangeError(
      `ayes and nays must be 0 or more and at most ${seats} together; received ${ayes} and ${nays}: each seat votes once`,
    );
}
