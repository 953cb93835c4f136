import type { Block, Blocks } from '../units.ts';

/** Rules of proposals: 12 hours of blocks at least, and so many open at a time (MotionDuration, MaxProposals). */
export const leastDuration: Blocks = 3600;
export const mostProposals = 10;
export const triumvirateSeats = 3;

/** A call that the senate votes on. */
export interface Proposal {
  readonly call: string;
  /** Whether the call is made as root where more than half agree (`sudo`). */
  readonly needsRoot: boolean;
  /** Ayes that pass it: of the senate at the time of the proposal. */
  readonly threshold: number;
  readonly end: Block;
  /** [hotkey] */
  readonly ayes: readonly string[];
  readonly nays: readonly string[];
}

/** Those who propose and those who vote. */
export interface Chambers {
  /** Accounts that may propose: at most 3, set by root. */
  readonly triumvirate: readonly string[];
  /** Hotkeys that may vote; their coldkeys sign. */
  readonly senate: readonly string[];
  /** The senator whose vote counts for those who abstained; null: they count as nays. */
  readonly prime: string | null;
}

export type ProposalRefusal =
  | 'NotMember'
  | 'DuplicateProposal'
  | 'DurationLowerThanConfiguredMotionDuration'
  | 'TooManyActiveProposals';

/**
 * A new proposal, or why it is refused. The threshold is half of the senate of this moment and one. Throws a RangeError at more than three
 * members of the triumvirate (subtensor v1.0.0 to v3.2.9, pallets/collective, propose()).
 */
export function propose(
  { triumvirate, senate }: Chambers,
  open: readonly Proposal[],
  member: string,
  motion: { readonly call: string; readonly needsRoot: boolean; readonly duration: Blocks },
  block: Block,
): Proposal | ProposalRefusal {
  if (triumvirate.length > triumvirateSeats)
    throw new RangeError(
      `triumvirate must have at most ${triumvirateSeats} members; received ${triumvirate.length}: leave some out`,
    );
  if (!triumvirate.includes(member)) return 'NotMember';
  if (motion.duration < leastDuration) return 'DurationLowerThanConfiguredMotionDuration';
  if (open.some(({ call }) => call === motion.call)) return 'DuplicateProposal';
  if (open.length >= mostProposals) return 'TooManyActiveProposals';
  const { call, needsRoot, duration } = motion;
  const threshold = Math.floor(senate.length / 2) + 1;
  return { call, needsRoot, threshold, end: block + duration, ayes: [], nays: [] };
}

export type VoteRefusal = 'NotMember' | 'DuplicateVote';

/** The proposal with a senator's vote, which may be turned but not repeated (vote()). */
export function vote(
  { senate }: Chambers,
  proposal: Proposal,
  hotkey: string,
  isAye: boolean,
): Proposal | VoteRefusal {
  if (!senate.includes(hotkey)) return 'NotMember';
  const same = isAye ? proposal.ayes : proposal.nays;
  if (same.includes(hotkey)) return 'DuplicateVote';
  const { ayes, nays } = withoutVotesOf(proposal, hotkey);
  return isAye
    ? { ...proposal, ayes: [...ayes, hotkey], nays }
    : { ...proposal, ayes, nays: [...nays, hotkey] };
}

/** The proposal without the vote of a hotkey: one that lost its seat (remove_votes()). */
export function withoutVotesOf(proposal: Proposal, hotkey: string): Proposal {
  const others = (hotkeys: readonly string[]) => hotkeys.filter((other) => other !== hotkey);
  return { ...proposal, ayes: others(proposal.ayes), nays: others(proposal.nays) };
}

/** How closing ended. `open`: too early, it stays. `not root`: it ran, but too few of the seats agreed for a call that needs root. */
export type Closing =
  | {
      readonly outcome: 'executed' | 'not root' | 'disapproved';
      readonly ayes: number;
      readonly nays: number;
    }
  | { readonly outcome: 'open' };

/**
 * Closes a proposal, which anyone may ask for: enough ayes and it runs at once; too few seats left and it is dropped; otherwise it waits for
 * its end, when the prime's vote counts for all who abstained. A call as root asks for more than half of the seats of now, which are more
 * than the threshold where the senate has grown (close(); admin-utils, EnsureSenateMajority).
 */
export function close(chambers: Chambers, proposal: Proposal, block: Block): Closing {
  const seats = chambers.senate.length;
  const { ayes, nays } = { ayes: proposal.ayes.length, nays: proposal.nays.length };
  const early = decided(proposal, ayes, nays, seats);
  if (early.outcome !== 'open') return early;
  if (block < proposal.end) return { outcome: 'open' };
  const abstained = seats - ayes - nays;
  const primeSaysAye = chambers.prime !== null && proposal.ayes.includes(chambers.prime);
  const withPrime = decided(
    proposal,
    primeSaysAye ? ayes + abstained : ayes,
    primeSaysAye ? nays : nays + abstained,
    seats,
  );
  return withPrime.outcome === 'open' ? { outcome: 'disapproved', ayes, nays } : withPrime;
}

function decided({ threshold, needsRoot }: Proposal, ayes: number, nays: number, seats: number): Closing {
  if (ayes >= threshold)
    return { outcome: needsRoot && 2 * ayes <= seats ? 'not root' : 'executed', ayes, nays };
  return seats - nays < threshold ? { outcome: 'disapproved', ayes, nays } : { outcome: 'open' };
}
